// The desk of a gestionnaire through HTTP: filters kept as a view, words ready, a request sent twice, and her tasks counted in clicks.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nouvelId } from '#shared/ids.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../../tests/application.ts'
import { champCache, champsDe, lignes, texteDe, valeur } from '../../../../tests/lignes.ts'
import { Promenade } from '../../../../tests/pages/promenade.ts'

let t: ApplicationDeTest
let cdg44: Visiteur
let direction: Visiteur
let mairie: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  cdg44 = await t.entrer('Gestion statutaire, CDG 44')
  direction = await t.entrer('Direction, CDG 44', 'Pays de la Loire')
  mairie = await t.entrer('Secrétaire de mairie, trois communes')
})
afterAll(() => t.fermer())

async function deposer(objet: string): Promise<string> {
  const type = await valeur(t, "select id from demande_type where code = 'conseil_simple'")
  const page = (await mairie.get(`/demandes/nouvelle/${type}`)).body
  const commune = /<option value="([0-9a-f-]{36})"/.exec(page)![1]!
  const envoi = await mairie.post(`/demandes/nouvelle/${type}`, {
    ...{ cle: champCache(page, 'cle'), commune, objet },
    ...{ c1: 'Peut-on cumuler deux emplois ?', geste: 'envoyer' },
  })
  expect(envoi.statusCode).toBe(303)
  return String(envoi.headers.location).split('/')[2]!
}
const etatDe = (id: string) => valeur(t, 'select etat from demande where id = $1', [id])
const versionDe = (id: string) => valeur(t, 'select version from demande where id = $1', [id])

describe('les filtres et les vues', () => {
  it('filtrent par thème, collectivité, âge, état et personne ; la vue se garde pour le centre, et se retire', async () => {
    const page = (await cdg44.get('/demandes?vue=pole&etat=ATTENTE_COLLECTIVITE&age=7')).body
    expect(page).toContain('Filtrer (2 en place)')
    // Each filter is taken away alone.
    expect(texteDe(page)).toContain('Enlever le filtre Plus d’une semaine')
    expect(page).toContain('href="/demandes?vue=pole&amp;etat=ATTENTE_COLLECTIVITE"')
    const lues = [...page.matchAll(/name="demande" value="([0-9a-f-]{36})"/g)].map(([, id]) => id!)
    const attendues = await lignes<{ id: string }>(
      t,
      `select d.id from demande d join membre m on m.organisme_id = d.traitant_id and m.cooperation_id = d.cooperation_id
       where m.libelle = 'CDG 44' and d.etat = 'ATTENTE_COLLECTIVITE' and d.deposee_le < now() - interval '7 days'`,
    )
    expect(lues.toSorted()).toEqual(attendues.map(({ id }) => id).toSorted())
    expect(lues.length).toBeGreaterThan(0)
    const vide = await cdg44.get('/demandes?vue=pole&employeur=commune%20qui%20n%E2%80%99existe%20pas')
    expect(texteDe(vide.body)).toContain('Aucune demande dans cette vue')

    const vue = { nom: 'Mairies à relancer', requete: 'vue=pole&etat=ATTENTE_COLLECTIVITE', partagee: 'oui' }
    expect((await cdg44.post('/demandes/vues', vue)).headers.location).toBe(`/demandes?${vue.requete}`)
    await cdg44.post('/demandes/vues', { nom: 'Pour moi seule', requete: 'vue=moi&age=30' })
    const chezElle = (await direction.get('/demandes')).body
    expect(chezElle).toContain('Mairies à relancer')
    expect(chezElle).not.toContain('Pour moi seule')
    const autre = await t.entrer('Gestion carrières, CDG 53')
    expect((await autre.get('/demandes')).body).not.toContain('Mairies à relancer')
    const retrait = /action="(\/demandes\/vues\/[^"]+\/retirer)"/.exec(
      chezElle.slice(chezElle.indexOf('Mairies à relancer')),
    )![1]!
    await autre.post(retrait)
    expect((await direction.get('/demandes')).body).toContain('Mairies à relancer')
    expect((await direction.post(retrait)).statusCode).toBe(303)
    expect((await cdg44.get('/demandes')).body).not.toContain('>Mairies à relancer<')
  })
})

describe('les modèles du centre', () => {
  it('s’écrivent, se proposent remplis sur la demande, se comptent, et se retirent', async () => {
    const page = (await cdg44.get('/demandes/modeles')).body
    const champs = {
      ...champsDe(page, '/demandes/modeles'),
      ...{
        genre: 'repondre',
        titre: 'Réponse type',
        texte: 'Bonjour [employeur], demande [numéro] [autre].',
      },
    }
    const faux = await cdg44.post('/demandes/modeles', { ...champs, titre: '' })
    expect(faux.statusCode).toBe(422)
    expect(faux.body).toContain('Bonjour [employeur]')
    expect((await cdg44.post('/demandes/modeles', champs)).statusCode).toBe(303)
    expect((await cdg44.post('/demandes/modeles', champs)).statusCode).toBe(303)
    const ids = await lignes<{ id: string }>(t, "select id from demande_modele where titre = 'Réponse type'")
    expect(ids).toHaveLength(1)
    const { id } = ids[0]!
    const demande = await deposer('Question au modèle')
    await cdg44.post(`/demandes/${demande}/faire/prendre`, { version: await versionDe(demande) })
    const geste = (await cdg44.get(`/demandes/${demande}/faire/repondre?modele=${id}`)).body
    const numero = await valeur(t, 'select numero from demande where id = $1', [demande])
    expect(texteDe(geste)).toContain(`demande ${numero} [autre].`)
    const envoi = champsDe(geste, `/demandes/${demande}/faire/repondre`)
    expect((await cdg44.post(`/demandes/${demande}/faire/repondre`, envoi)).statusCode).toBe(303)
    expect(await valeur(t, 'select utilisations from demande_modele where id = $1', [id])).toBe('1')
    // Another centre neither reads nor writes it; a stale page overwrites nothing.
    const autre = await t.entrer('Gestion carrières, CDG 53')
    expect((await autre.get(`/demandes/modeles/${id}`)).statusCode).toBe(404)
    expect((await autre.post(`/demandes/modeles/${id}/retirer`, { version: '2' })).statusCode).toBe(404)
    expect((await cdg44.post(`/demandes/modeles/${id}`, { ...champs, version: '1' })).statusCode).toBe(409)
    const version = await valeur(t, 'select version from demande_modele where id = $1', [id])
    expect((await cdg44.post(`/demandes/modeles/${id}/retirer`, { version })).statusCode).toBe(303)
    expect((await cdg44.get('/demandes/modeles')).body).not.toContain('Réponse type')
  })
})

describe('deux demandes pour une', () => {
  it('se proposent, se réunissent avec ce qu’elles disent, et la mairie l’apprend', async () => {
    const [gardee, doublon] = [await deposer('Cumul d’emplois, bis'), await deposer('Cumul d’emplois, ter')]
    const page = (await cdg44.get(`/demandes/${gardee}`)).body
    expect(texteDe(page)).toContain('Peut-être la même demande, envoyée deux fois')
    expect(page).toContain('/reunir?avec=')
    await cdg44.post(`/demandes/${doublon}/messages`, { texte: 'Entre centres', visible: 'cdg' })
    const longs = ['Premier', 'Second'].map(
      (mot) => `${mot} ${'mot '.repeat(1_400)}fin du ${mot.toLowerCase()}.`,
    )
    for (const texte of longs) await mairie.post(`/demandes/${doublon}/messages`, { texte })
    const reunir = (await cdg44.get(`/demandes/${doublon}/reunir?avec=${gardee}`)).body
    const champs = champsDe(reunir, `/demandes/${doublon}/reunir`)
    expect((await mairie.post(`/demandes/${doublon}/reunir`, champs)).statusCode).toBe(403)
    const seule = await cdg44.post(`/demandes/${doublon}/reunir`, { ...champs, avec: doublon })
    expect(seule.statusCode).toBe(409)
    expect(texteDe(seule.body)).toContain('ne se réunit pas avec elle-même')
    const depart = t.courriels.length
    expect((await cdg44.post(`/demandes/${doublon}/reunir`, champs)).statusCode).toBe(303)
    expect((await cdg44.post(`/demandes/${doublon}/reunir`, champs)).statusCode).toBe(409)
    expect(await etatDe(doublon)).toBe('REORIENTEE')
    const numero = await valeur(t, 'select numero from demande where id = $1', [gardee])
    expect(texteDe((await mairie.get(`/demandes/${doublon}`)).body)).toContain(
      `Réunie avec la demande ${numero}`,
    )
    const suite = texteDe((await mairie.get(`/demandes/${gardee}`)).body)
    expect(suite).toContain('Cumul d’emplois, ter')
    expect(suite).not.toContain('Entre centres')
    // Two long messages are more than one fact holds: nothing is cut.
    for (const fin of ['fin du premier.', 'fin du second.', '(1 sur 2)', '(2 sur 2)'])
      expect(suite).toContain(fin)
    await t.tachesFaites()
    expect(
      t.courriels
        .slice(depart)
        .map(({ objet }) => objet)
        .join(),
    ).toContain('n’en font plus qu’une')
    expect(await lignes(t, 'select from demande_reunion where demande_id = $1', [doublon])).toHaveLength(1)
  })
  it('ne ferme pas une demande qui attend quelqu’un', async () => {
    const [gardee, doublon] = [await deposer('Attente, une'), await deposer('Attente, deux')]
    await cdg44.post(`/demandes/${doublon}/faire/prendre`, { version: await versionDe(doublon) })
    const question = { texte: 'Combien ?', avant: '01/01/2030', version: await versionDe(doublon) }
    await cdg44.post(`/demandes/${doublon}/faire/demander`, question)
    const refus = await cdg44.post(`/demandes/${doublon}/reunir`, {
      ...{ avec: gardee, version: await versionDe(doublon) },
    })
    expect(refus.statusCode).toBe(409)
    expect(texteDe(refus.body)).toContain('on ne ferme pas une demande qui attend quelqu’un')
    expect(await etatDe(doublon)).toBe('ATTENTE_COLLECTIVITE')
  })
})

it('une demande confiée à une autre personne se dit à la mairie', async () => {
  const id = await deposer('Question à confier')
  await cdg44.post(`/demandes/${id}/faire/prendre`, { version: await versionDe(id) })
  await t.tachesFaites()
  const page = (await cdg44.get(`/demandes/${id}`)).body
  const formulaire = page.slice(page.indexOf('id="confier"'))
  const a = /<option value="([0-9a-f-]{36})"/.exec(formulaire)![1]!
  const depart = t.courriels.length
  const envoi = await cdg44.post('/demandes/lot', {
    ...{ demande: id, geste: 'attribuer', retour: `/demandes/${id}`, a },
  })
  expect(envoi.headers.location).toBe(`/demandes/${id}`)
  expect(await valeur(t, 'select responsable_id from demande where id = $1', [id])).toBe(a)
  await t.tachesFaites()
  expect(
    t.courriels
      .slice(depart)
      .map(({ objet }) => objet)
      .join(),
  ).toContain('une autre personne suit')
})

describe('les tâches d’une gestionnaire, en clics', () => {
  const depuis = (adresse = '/demandes') => new Promenade(cdg44).depart(adresse)
  /** A request that this person carries, and whose words the link of the queue says. */
  async function aElle(objet: string): Promise<string> {
    const id = await deposer(objet)
    await cdg44.post(`/demandes/${id}/faire/prendre`, { version: await versionDe(id) })
    return id
  }

  it('1. prendre la suivante, avec l’histoire de la collectivité à côté : un', async () => {
    await deposer('Une de plus')
    const p = await depuis()
    await p.presser(/^Prendre la suivante/)
    expect(p.clics).toBe(1)
    expect(texteDe(p.page)).toContain('De la même collectivité')
  })
  it('2. répondre avec un texte prêt : trois', async () => {
    const id = await aElle('Avec un texte prêt')
    const p = await depuis()
    await p.suivre(/^Avec un texte prêt/)
    await p.suivre(/^Projet conforme/)
    await p.presser(/^Envoyer la réponse/, { texte: 'Votre projet est conforme.' })
    expect(p.clics).toBeLessThanOrEqual(3)
    expect(await etatDe(id)).toBe('REPONDUE')
  })
  it('3. demander une pièce, compteur arrêté : deux depuis la file', async () => {
    const id = await aElle('Il manque une pièce')
    const p = await depuis()
    const [, modele] = /<option value="([0-9a-f-]{36})">Pièce manquante[^<]*</.exec(p.page)!
    await p.presser(/^Écrire/, { demande: id, geste: 'ecrire', quoi: modele!, a: '' })
    expect(texteDe(p.page)).toContain('Le temps court chez la collectivité dès l’envoi')
    await p.presser(/^Envoyer/, { faire: 'envoyer', texte: 'Quelle délibération ?', avant: '01/01/2030' })
    expect(p.clics).toBe(2)
    expect(await etatDe(id)).toBe('ATTENTE_COLLECTIVITE')
  })
  it('4. demander l’avis d’un autre centre : deux depuis la file', async () => {
    const id = await aElle('Une question pour avis')
    const p = await depuis()
    await p.presser(/^Demander un avis/, { demande: id, geste: 'avis', a: '' })
    await p.presser(/^Demander l’avis/, { texte: 'Même lecture ?', avant: '01/01/2030' })
    expect(p.clics).toBe(2)
    expect(await lignes(t, 'select from demande_avis where demande_id = $1', [id])).toHaveLength(1)
  })
  it('5. enregistrer les vacances d’emploi du jour : deux, puis un pour l’état de la semaine', async () => {
    const type = await valeur(t, "select id from demande_type where code = 'dve'")
    const page = (await mairie.get(`/demandes/nouvelle/${type}`)).body
    const commune = /<option value="([0-9a-f-]{36})"/.exec(page)![1]!
    const annonce = async (objet: string, c2: string, c4: string) => {
      const envoi = await mairie.post(`/demandes/nouvelle/${type}`, {
        ...{ cle: nouvelId(), commune, objet, c1: 'Mutation', c2, c3: '39', c4, geste: 'envoyer' },
      })
      return String(envoi.headers.location).split('/')[2]!
    }
    const [une, autre] = [
      await annonce('Poste de comptable', 'Rédacteur', '01/01/2035'),
      await annonce('Poste d’accueil', 'Adjoint', '01/02/2035'),
    ]
    const p = await depuis()
    await p.suivre(/^Vacances d’emploi/)
    expect(texteDe(p.page)).toContain('39 heures : un temps complet en fait 35.')
    const vides = Object.fromEntries(
      [...p.page.matchAll(/name="(numero-[^"]+)"/g)].map(([, nom]) => [nom!, '']),
    )
    const [n1, n2] = ['V044260200000001', 'V044260200000002']
    const doubles = { ...vides, [`numero-${une}`]: n1, [`numero-${autre}`]: n1 }
    const refus = await cdg44.post('/demandes/vacances', doubles)
    expect(refus.statusCode).toBe(422)
    expect(texteDe(refus.body)).toContain('écrit deux fois')
    expect((await cdg44.post('/demandes/vacances', vides)).statusCode).toBe(422)
    const perimee = await cdg44.post('/demandes/vacances', { [`numero-${une}`]: n1, [`version-${une}`]: '0' })
    expect(perimee.statusCode).toBe(409)
    await p.presser(/^Enregistrer celles/, { ...vides, [`numero-${une}`]: n1, [`numero-${autre}`]: n2 })
    expect(p.clics).toBe(2)
    for (const id of [une, autre]) expect(await etatDe(id)).toBe('REPONDUE')
    expect(texteDe((await mairie.get(`/demandes/${une}`)).body)).toContain(`enregistrée sous le numéro ${n1}`)
    await p.suivre(/^État de la semaine/)
    expect(p.clics).toBe(3)
    for (const dit of [n1, n2, 'Rédacteur', '39 h']) expect(texteDe(p.page)).toContain(dit)
    const ailleurs = await t.entrer('Gestion carrières, CDG 53')
    expect((await ailleurs.get('/demandes/vacances/etat')).body).not.toContain(n1)
    expect((await ailleurs.post('/demandes/vacances', { [`numero-${une}`]: n1 })).statusCode).toBe(409)
  })
  it('9. relancer les collectivités qui n’ont pas répondu : deux', async () => {
    await cdg44.post('/demandes/vues', { nom: 'Sans réponse', requete: 'vue=pole&etat=ATTENTE_COLLECTIVITE' })
    const p = await depuis()
    await p.suivre(/^Sans réponse/)
    const [, premiere] = /name="demande" value="([0-9a-f-]{36})"/.exec(p.page)!
    await p.presser(/^Relancer/, { demande: premiere!, geste: 'relancer', a: '' })
    expect(p.clics).toBe(2)
    expect(texteDe(p.page)).toMatch(/relancée|ne s’y applique pas/)
  })
  it('10. déplacer la date d’un concours, conflit vu, agendas prévenus : trois', async () => {
    const lue = await lignes<{ id: string; libelle: string; le: string }>(
      t,
      `select x.id, x.libelle, to_char(x.le, 'DD/MM/YYYY') as le from demande_date x join membre m on m.organisme_id = x.centre_id
       and m.cooperation_id = x.cooperation_id where m.libelle in ('CDG 44', 'CDG 53') and x.genre = 'concours' order by m.libelle`,
    )
    const [mienne, autre] = [lue[0]!, lue[1]!]
    const p = await depuis()
    await p.suivre(/^Calendrier$/)
    const flux = texteDe(/href="(\/demandes\/dates\/suivre\/[^"]+)"/.exec(p.page)![1]!)
    await p.suivre(/^Rédacteur principal/)
    const saisie = { libelle: mienne.libelle, genre: 'concours', le: '15/03/2035', depot: '' }
    await p.presser(/^Enregistrer/, saisie)
    expect(p.clics).toBe(3)
    const dehors = t.visiteur()
    const agenda = (await dehors.get(flux)).body.replaceAll('\r\n ', '')
    expect(agenda).toMatch(new RegExp(`UID:demande-date-${mienne.id}@maillage\\r\\nSEQUENCE:1`))
    // On the day of another centre's exam: told, and kept only when she says so.
    const version = await valeur(t, 'select version from demande_date where id = $1', [mienne.id])
    const meme = { ...saisie, le: autre.le, version }
    const vu = await cdg44.post(`/demandes/dates/${mienne.id}`, meme)
    expect(vu.statusCode).toBe(409)
    expect(texteDe(vu.body)).toContain('Ce jour est déjà pris CDG 53')
    expect((await cdg44.post(`/demandes/dates/${mienne.id}`, { ...meme, quandmeme: 'oui' })).statusCode).toBe(
      303,
    )
    expect((await cdg44.post(`/demandes/dates/${mienne.id}`, meme)).statusCode).toBe(409)
    const tard = { ...saisie, genre: 'conseil_medical', depot: '14/03/2035' }
    const refus = await cdg44.post('/demandes/dates', tard)
    expect(refus.statusCode).toBe(422)
    expect(texteDe(refus.body)).toContain('dix jours au moins')
    // Another centre's date is read, not written; a town hall reads them all; a cancelled one stays, crossed out.
    expect((await cdg44.post(`/demandes/dates/${autre.id}`, { ...saisie, version: '1' })).statusCode).toBe(
      404,
    )
    expect((await mairie.get('/demandes/dates')).body).not.toContain('Annoncer une date')
    const derniere = await valeur(t, 'select version from demande_date where id = $1', [mienne.id])
    await cdg44.post(`/demandes/dates/${mienne.id}/annuler`, { version: derniere })
    expect((await mairie.get('/demandes/dates')).body).toContain('<s>Rédacteur principal')
    expect((await dehors.get(flux)).body).toContain('STATUS:CANCELLED')
    expect((await dehors.get(flux.replace('suivre/', 'suivre/x'))).statusCode).toBe(404)
  })
  it('11. revoir une réponse prête : trois', async () => {
    const p = await depuis()
    await p.suivre(/^Modèles/)
    await p.suivre(/^Projet conforme/)
    await p.presser(/^Enregistrer le modèle/, { titre: 'Projet conforme', genre: 'repondre', type: '' })
    expect(p.clics).toBe(3)
  })
  it('12. les chiffres du mois, puis leur liste : trois au plus', async () => {
    const p = await depuis()
    await p.suivre(/^Pilotage/)
    expect(texteDe(p.page)).toContain('Reçues')
    expect(p.clics).toBeLessThanOrEqual(3)
  })
})

it('une date envoyée deux fois est annoncée une fois, et les deux envois mènent à elle', async () => {
  const envoi = { libelle: 'Instance annoncée une fois', genre: 'instance', le: '12/04/2035', depot: '' }
  const forme = { ...envoi, cle: nouvelId(), quandmeme: '' }
  const suite = [await cdg44.post('/demandes/dates', forme), await cdg44.post('/demandes/dates', forme)]
  const autre = { ...forme, cle: nouvelId() }
  const ensemble = await Promise.all([
    cdg44.post('/demandes/dates', forme),
    cdg44.post('/demandes/dates', forme),
  ])
  const id = await valeur(t, 'select id from demande_date where libelle = $1', [envoi.libelle])
  for (const { statusCode, headers } of [...suite, ...ensemble])
    expect([statusCode, headers.location]).toEqual([303, `/demandes/dates#date-${id}`])
  // Under a key of its own it is another date, which meets the first.
  expect((await cdg44.post('/demandes/dates', autre)).statusCode).toBe(409)
  expect((await cdg44.post('/demandes/dates', { ...autre, quandmeme: 'oui' })).statusCode).toBe(303)
})

it('la même clé de modèle ne sert qu’une fois', async () => {
  const cle = nouvelId()
  const modele = { genre: 'message', titre: 'Message type', texte: 'Bonjour.', type: '', cle }
  for (let n = 0; n < 2; n++) expect((await cdg44.post('/demandes/modeles', modele)).statusCode).toBe(303)
  expect(await valeur(t, "select count(*) from demande_modele where titre = 'Message type'")).toBe('1')
})
