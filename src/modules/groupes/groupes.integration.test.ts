// The working groups through their front door: who writes what, what a date makes of a group, what is refused and kept.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nouvelId } from '#shared/ids.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../tests/application.ts'
import { champCache, lignes, texteDe, valeur } from '../../../tests/lignes.ts'
import { avertirDesSiegesVides } from './alertes/avertir-des-sieges-vides.ts'

const BRETAGNE = 'Coopération des CDG bretons'
let t: ApplicationDeTest
let coordinatrice: Visiteur
let cdg22: Visiteur
let cdg29: Visiteur
let cdg56: Visiteur

const groupeDe = (nom: string) => valeur(t, 'select id from groupe where nom = $1', [nom])
const lire = async (qui: Visiteur, adresse: string) => texteDe((await qui.get(adresse)).body)
const membreId = (libelle: string) =>
  valeur(
    t,
    'select m.organisme_id from membre m join cooperation c on c.id = m.cooperation_id where m.libelle = $1 and c.nom = $2',
    [libelle, BRETAGNE],
  )

beforeAll(async () => {
  t = await ouvrirApplication()
  coordinatrice = await t.entrer('Coordinatrice, CDG 35', BRETAGNE)
  cdg22 = await t.entrer('Direction, CDG 22', BRETAGNE)
  cdg29 = await t.entrer('Direction, CDG 29', BRETAGNE)
  cdg56 = await t.entrer('Direction, CDG 56', BRETAGNE)
})
afterAll(() => t.fermer())

describe('les groupes se lisent', () => {
  it('avec leurs sièges, ceux à pourvoir d’abord pour qui peut les pourvoir', async () => {
    const { body } = await cdg56.get('/groupes')
    const lu = texteDe(body)
    expect(lu).toContain('CDG 56 : 1 siège à pourvoir')
    expect(lu).toContain('Parcours santé des agents publics')
    expect(await lire(cdg29, '/groupes?etat=en_sommeil')).toContain('Immersions réciproques')
    expect(await lire(cdg29, '/groupes?etat=clos')).toContain('Audit des systèmes')
  })
  it('vingt projets, vingt groupes, dans les trois départements', async () => {
    const dep41 = await t.entrer('Direction', 'Loir-et-Cher', 'départements')
    expect((await dep41.get('/groupes')).body.match(/href="\/groupes\/[0-9a-f-]{36}"/g)).toHaveLength(20)
  })
  it('jamais d’une coopération à l’autre', async () => {
    const ailleurs = await t.entrer('Direction, CDG 49', 'Centres de gestion des Pays de la Loire')
    expect((await ailleurs.get(`/groupes/${await groupeDe('Open data breton')}`)).statusCode).toBe(404)
    expect((await ailleurs.get('/groupes/pas-un-identifiant')).statusCode).toBe(404)
  })
})

describe('un groupe naît, travaille et finit', () => {
  let id: string
  const piloteCdg29 = () =>
    valeur(
      t,
      "select p.id from personne p join cooperation c on c.id = p.cooperation_id where p.nom = 'Direction, CDG 29' and c.nom = $1",
      [BRETAGNE],
    )

  it('proposé par la coordination seule, une fois même envoyé deux fois', async () => {
    const champs = {
      cle: nouvelId(),
      nom: 'Archives électroniques',
      type: 'projet',
      objet: 'Comparer les pratiques.',
      livrable: 'Une note commune',
      pilotes: [await piloteCdg29()],
      participants: [await membreId('CDG 29'), await membreId('CDG 35'), await membreId('CDG 56')],
    }
    expect((await cdg29.post('/groupes', champs)).statusCode).toBe(403)
    const sansPilote = await coordinatrice.post('/groupes', { ...champs, pilotes: [] })
    expect(sansPilote.statusCode).toBe(422)
    expect(sansPilote.body).toContain('value="Archives électroniques"')
    const premier = await coordinatrice.post('/groupes', champs)
    expect(premier.statusCode).toBe(303)
    expect((await coordinatrice.post('/groupes', champs)).headers.location).toBe(premier.headers.location)
    id = await groupeDe('Archives électroniques')
    const membres = await lignes(t, 'select participe from groupe_membre where groupe_id = $1', [id])
    expect(membres.map(({ participe }) => participe).sort()).toEqual([false, true, true, true])
  })

  it('ne travaille qu’avec un mandat et une fin', async () => {
    const page = (await coordinatrice.get(`/groupes/${id}/mandater`)).body
    const refus = await coordinatrice.post(`/groupes/${id}/mandater`, {
      version: champCache(page, 'version'),
      echeance: '31/12/2030',
    })
    expect(refus.statusCode).toBe(422)
    expect(texteDe(refus.body)).toContain('Un groupe travaille sur mandat')
    expect(refus.body).toContain('value="31/12/2030"')
    const donne = {
      version: champCache(page, 'version'),
      echeance: '31/12/2030',
      mandat: 'Lettre de mission',
    }
    expect((await cdg29.post(`/groupes/${id}/mandater`, donne)).statusCode).toBe(403)
    expect((await coordinatrice.post(`/groupes/${id}/mandater`, donne)).statusCode).toBe(303)
    const perimee = await coordinatrice.post(`/groupes/${id}/mandater`, donne)
    expect(perimee.statusCode).toBe(409)
    expect(texteDe(perimee.body)).toContain('Rien n’a été écrasé')
  })

  it('le siège d’un autre membre est refusé, le sien se pourvoit', async () => {
    const direction = (libelle: string) =>
      valeur(
        t,
        'select p.id from personne p join cooperation c on c.id = p.cooperation_id where p.nom = $1 and c.nom = $2',
        [`Direction, ${libelle}`, BRETAGNE],
      )
    const siege = { version: '1', participe: 'oui', referent: await direction('CDG 56') }
    const autre = await cdg29.post(`/groupes/${id}/siege`, { ...siege, organisme: await membreId('CDG 56') })
    expect(autre.statusCode).toBe(403)
    expect(texteDe(autre.body)).toContain('Chaque membre pourvoit son propre siège')
    const etranger = await cdg29.post(`/groupes/${id}/siege`, {
      ...siege,
      organisme: await membreId('CDG 29'),
    })
    expect(etranger.statusCode).toBe(422)
    expect(await lignes(t, 'select 1 from groupe_referent where groupe_id = $1', [id])).toEqual([])
    expect((await cdg56.post(`/groupes/${id}/siege`, { ...siege, organisme: '' })).statusCode).toBe(303)
    expect(await lire(cdg22, `/groupes/${id}`)).toContain('Direction, CDG 56')
  })

  it('une réunion invite qui siège, avec son agenda, puis reçoit ses notes', async () => {
    const page = (await cdg29.get(`/groupes/${id}/demarrer`)).body
    await cdg29.post(`/groupes/${id}/demarrer`, { version: champCache(page, 'version') })
    const reunion = { cle: nouvelId(), objet: 'Première réunion', jour: '15/12/2030', heure: '14 h 30' }
    expect((await cdg56.post(`/groupes/${id}/reunions`, reunion)).statusCode).toBe(403)
    const mauvaise = await cdg29.post(`/groupes/${id}/reunions`, { ...reunion, visio: 'javascript:alert(1)' })
    expect(mauvaise.statusCode).toBe(422)
    const faite = await cdg29.post(`/groupes/${id}/reunions`, reunion)
    expect(faite.statusCode).toBe(303)
    await t.tachesFaites()
    const invitations = t.courriels.filter(({ objet }) => objet.startsWith('Réunion : Archives'))
    // The CDG 35 takes part without a referent: its direction answers for it.
    expect(invitations.map(({ a }) => a.split('@')[0]).sort()).toEqual([
      'direction.cdg29',
      'direction.cdg35',
      'direction.cdg56',
    ])
    expect(invitations[0]!.agenda?.contenu).toContain('SEQUENCE:0')
    const adresse = faite.headers.location!
    const deTrop = { ...reunion, cle: nouvelId(), objet: 'Réunion de trop', jour: '16/12/2030' }
    const annulee = (await cdg29.post(`/groupes/${id}/reunions`, deTrop)).headers.location!
    expect((await cdg56.post(`${annulee}/annuler`, { version: '1' })).statusCode).toBe(403)
    expect((await cdg29.post(`${annulee}/annuler`, { version: '9' })).statusCode).toBe(409)
    expect((await cdg29.post(`${annulee}/annuler`, { version: '1' })).statusCode).toBe(303)
    await t.tachesFaites()
    expect(t.courriels.at(-1)!.agenda?.contenu).toContain('METHOD:CANCEL')
    const notes = { version: '1', notes: 'Tout s’est bien dit.' }
    expect((await cdg29.post(`${adresse}/notes`, notes)).statusCode).toBe(409)
    await lignes(t, "update groupe_reunion set debut_le = now() - interval '1 day' where groupe_id = $1", [
      id,
    ])
    notes.version = champCache((await cdg29.get(adresse)).body, 'version')
    expect((await cdg56.post(`${adresse}/notes`, notes)).statusCode).toBe(403)
    const present = await valeur(t, 'select personne_id from groupe_referent where groupe_id = $1', [id])
    expect(
      (await cdg29.post(`${adresse}/notes`, { ...notes, [`presence-${present}`]: 'present' })).statusCode,
    ).toBe(303)
    expect(await lire(cdg22, adresse)).toMatch(/Direction, CDG 56 : présent.*Tout s’est bien dit/)
    expect((await cdg29.post(`${adresse}/notes`, notes)).statusCode).toBe(409)
  })

  it('dort passé cent vingt jours, se réveille par un message qui prévient le membre appelé', async () => {
    // Everything that the group did is taken back in time, all of it by the same number of days.
    const reculer = async (jours: number) => {
      for (const [table, colonne] of [
        ['groupe_fait', 'survenu_le'],
        ['groupe_reunion', 'debut_le'],
      ])
        await lignes(
          t,
          // Days of Paris: late in the evening, a summer day of the server is already the next one.
          `update ${table} set ${colonne} = (${colonne} at time zone 'Europe/Paris' - make_interval(days => $2)) at time zone 'Europe/Paris'
            where groupe_id = $1`,
          [id, jours],
        )
      await lignes(
        t,
        `update groupe set cree_le = (cree_le at time zone 'Europe/Paris' - make_interval(days => $2)) at time zone 'Europe/Paris',
          mandate_le = mandate_le - $2::int where id = $1`,
        [id, jours],
      )
    }
    await reculer(120)
    expect(await lire(cdg29, `/groupes/${id}`)).not.toContain('En sommeil : rien depuis')
    await reculer(1)
    expect(await lire(cdg29, `/groupes/${id}`)).toContain('En sommeil : rien depuis')
    const message = {
      cle: nouvelId(),
      titre: 'Durées de conservation',
      texte: '@CDG 56, quelle est la vôtre ?',
    }
    // The CDG 22 is informed: it reads, it does not write.
    expect((await cdg22.post(`/groupes/${id}/fils`, message)).statusCode).toBe(403)
    const ouvert = await cdg29.post(`/groupes/${id}/fils`, message)
    expect(ouvert.statusCode).toBe(303)
    expect((await cdg29.post(`/groupes/${id}/fils`, message)).headers.location).toBe(ouvert.headers.location)
    await t.tachesFaites()
    const appels = t.courriels.filter(({ objet }) =>
      objet.startsWith('On vous demande dans le groupe Archives'),
    )
    expect(appels.map(({ a }) => a.split('@')[0])).toEqual(['direction.cdg56'])
    expect(appels[0]!.texte).not.toContain('quelle est la vôtre')
    expect(await lire(cdg29, `/groupes/${id}`)).not.toContain('En sommeil : rien depuis')
    const messageId = await valeur(t, 'select id from groupe_message where texte like $1', [
      '%quelle est la vôtre%',
    ])
    const corrige = { version: '1', texte: '@CDG 56, quelles sont les vôtres ?' }
    expect((await cdg56.post(`/groupes/messages/${messageId}/modifier`, corrige)).statusCode).toBe(403)
    expect((await cdg29.post(`/groupes/messages/${messageId}/modifier`, corrige)).statusCode).toBe(303)
    const fil = await lire(cdg56, ouvert.headers.location!)
    expect(fil).toMatch(/quelles sont les vôtres.*Corrigé le.*quelle est la vôtre/)
  })

  it('un document est reconnu à son contenu, et rendu à tous les membres', async () => {
    const envoyer = (qui: Visiteur, contenu: Buffer, nom = 'note.pdf') => {
      const formulaire = Buffer.concat([
        Buffer.from(
          `--limite\r\ncontent-disposition: form-data; name="intitule"\r\n\r\nNote commune\r\n--limite\r\ncontent-disposition: form-data; name="fichier"; filename="${nom}"\r\ncontent-type: application/pdf\r\n\r\n`,
        ),
        contenu,
        Buffer.from('\r\n--limite--\r\n'),
      ])
      return qui.requete({
        method: 'POST',
        url: `/groupes/${id}/documents`,
        payload: formulaire,
        headers: { 'content-type': 'multipart/form-data; boundary=limite', 'sec-fetch-site': 'same-origin' },
      })
    }
    const programme = await envoyer(cdg29, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]))
    expect(programme.statusCode).toBe(422)
    expect(texteDe(programme.body)).toContain('n’est pas accepté')
    expect((await envoyer(cdg22, Buffer.from('%PDF-1.7\n%âãÏÓ\n'))).statusCode).toBe(403)
    // Kept under a name that ends as what it is: no computer takes it for a program.
    expect((await envoyer(cdg56, Buffer.from('%PDF-1.7\n%âãÏÓ\n'), 'note.exe')).statusCode).toBe(303)
    const page = (await cdg22.get(`/groupes/${id}`)).body
    expect(texteDe(page)).toContain('Note commune')
    const lien = /href="(\/fichiers\/[0-9a-f-]+)"/.exec(page)![1]!
    expect((await cdg22.get(lien)).headers['content-disposition']).toBe(
      "attachment; filename*=UTF-8''note.exe.pdf",
    )
    const [retirer] = /\/groupes\/documents\/[0-9a-f-]+\/retirer/.exec(
      (await cdg56.get(`/groupes/${id}`)).body,
    )!
    // Refused in a sentence, on the page that she may read.
    expect((await cdg22.post(retirer, { version: '1' })).headers.location).toBe('/groupes')
    expect(await lire(cdg22, `/groupes/${id}`)).toContain('Note commune')
    expect((await cdg56.post(retirer, { version: '1' })).statusCode).toBe(303)
    const apres = (await cdg22.get(`/groupes/${id}`)).body
    expect(apres).not.toContain(lien)
    expect(texteDe(apres)).toContain('Document retiré : Note commune')
  })

  it('ne se clôt pas sans bilan, ni par un autre que son pilote ; clos, il ne change plus', async () => {
    const version = champCache((await cdg29.get(`/groupes/${id}/clore`)).body, 'version')
    const vide = await cdg29.post(`/groupes/${id}/clore`, { version, bilan: 'Fini.' })
    expect(vide.statusCode).toBe(422)
    expect(texteDe(vide.body)).toContain('Un groupe se clôt avec un bilan')
    const bilan = { version, bilan: 'La note commune est remise et appliquée à trois.', livrableRemis: '1' }
    expect((await cdg56.post(`/groupes/${id}/clore`, bilan)).statusCode).toBe(403)
    expect((await cdg29.post(`/groupes/${id}/clore`, bilan)).statusCode).toBe(303)
    expect(await lire(cdg22, `/groupes/${id}`)).toContain('La note commune est remise')
    const apres = { cle: nouvelId(), titre: 'Encore un mot', texte: 'Merci.' }
    expect((await cdg29.post(`/groupes/${id}/fils`, apres)).statusCode).toBe(409)
    const rouvrir = { version: String(Number(version) + 1), echeance: '30/06/2031' }
    expect((await coordinatrice.post(`/groupes/${id}/rouvrir`, rouvrir)).statusCode).toBe(422)
    const motif = { ...rouvrir, motif: 'Une question reste.' }
    expect((await coordinatrice.post(`/groupes/${id}/rouvrir`, motif)).statusCode).toBe(303)
  })
})

describe('le lien d’agenda', () => {
  it('suit les réunions de qui l’ouvre, ne dit rien à d’autres, et se révoque', async () => {
    const agenda = async (qui: Visiteur) => (await qui.get('/mon-agenda')).body
    const adresseDe = (page: string) =>
      /https?:\/\/[^\s<]+agenda\.ics/.exec(page)?.[0].replace(/^https?:\/\/[^/]+/, '')
    expect(adresseDe(await agenda(cdg29))).toBeUndefined()
    for (const _ of [1, 2]) expect((await cdg29.post('/mon-agenda/ouvrir')).statusCode).toBe(303)
    const lien = adresseDe(await agenda(cdg29))!
    const flux = await t.visiteur().get(lien)
    expect(flux.statusCode).toBe(200)
    expect(flux.headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(flux.headers['cache-control']).toBe('private, no-store')
    const [sienne] = await lignes(
      t,
      `select r.id from groupe_reunion r join groupe_pilote p on p.groupe_id = r.groupe_id and p.au is null
         join membre m on m.organisme_id = p.organisme_id and m.cooperation_id = p.cooperation_id
         join personne q on q.id = p.personne_id
       where m.libelle = 'CDG 29' and q.nom like 'Direction%' and r.debut_le > now() - interval '180 days' order by r.debut_le desc, r.id limit 1`,
    )
    expect(flux.body.replaceAll('\r\n ', '')).toContain(`UID:groupe-${sienne!['id']}@maillage`)
    expect((await t.visiteur().get(lien.replace(/.(?=\/agenda)/, 'x'))).statusCode).toBe(404)
    expect(adresseDe(await agenda(cdg56))).toBeUndefined()
    expect((await cdg29.post('/mon-agenda/revoquer')).statusCode).toBe(303)
    expect((await t.visiteur().get(lien)).statusCode).toBe(404)
    await cdg29.post('/mon-agenda/ouvrir')
    expect(adresseDe(await agenda(cdg29))).not.toBe(lien)
  })
})

describe('un siège vide', () => {
  it('est dit à la direction du membre, une fois, et pas au groupe', async () => {
    const messages: { a: string; objet: string }[] = []
    const courriel = {
      envoyer: async (_tx: unknown, message: { a: string; objet: string }) => {
        messages.push(message)
      },
      envoyerSeul: async () => {},
    }
    const envoi = { courriel, adresse: 'http://maillage.test' }
    const maintenant = new Date()
    await avertirDesSiegesVides(t.base, envoi, maintenant)
    expect(messages.filter(({ objet }) => objet.includes('Parcours santé')).map(({ a }) => a)).toEqual([
      'direction.cdg56@demonstration.invalid',
    ])
    messages.length = 0
    await avertirDesSiegesVides(t.base, envoi, maintenant)
    expect(messages).toEqual([])
  })
})

describe('qui fait quoi', () => {
  it('se cherche sans accent, à travers membres et groupes ; chacun n’écrit que sa ligne', async () => {
    expect(await lire(cdg22, '/qui-fait-quoi?q=medical')).toContain('Conseil médical')
    expect(await lire(cdg22, '/qui-fait-quoi?q=parcours%20sante')).toContain('Pilote du groupe')
    expect(await lire(cdg22, '/qui-fait-quoi?q=introuvable')).toContain('Personne n’est inscrit')
    const personne = await valeur(
      t,
      "select p.id from personne p join cooperation c on c.id = p.cooperation_id where p.nom = 'Direction, CDG 22' and c.nom = $1",
      [BRETAGNE],
    )
    const ligne = { sujet: 'Laïcité', personne, role: 'Référente' }
    expect((await cdg29.post('/qui-fait-quoi', { ...ligne, cle: nouvelId() })).statusCode).toBe(422)
    expect((await cdg22.post('/qui-fait-quoi', { ...ligne, cle: nouvelId() })).statusCode).toBe(303)
    const double = await cdg22.post('/qui-fait-quoi', { ...ligne, cle: nouvelId() })
    expect(double.statusCode).toBe(422)
    const id = await valeur(t, 'select id from qui_fait_quoi where sujet = $1', ['Laïcité'])
    expect((await cdg29.post(`/qui-fait-quoi/${id}/retirer`, { version: '1' })).statusCode).toBe(403)
    expect((await cdg22.post(`/qui-fait-quoi/${id}/retirer`, { version: '1' })).statusCode).toBe(303)
    expect(await lire(cdg22, '/qui-fait-quoi')).not.toContain('Laïcité')
  })
})
