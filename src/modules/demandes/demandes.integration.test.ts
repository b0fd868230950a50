// Requests through their front door: whose turn it is, who reads what, what is refused and kept.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ajouterJours, instantParis, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { ajouterJoursOuvres } from '#shared/jours-ouvres.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../tests/application.ts'
import { champCache, lignes, texteDe, valeur } from '../../../tests/lignes.ts'
import { rappelerLesDemandes } from './relances/rappeler.ts'

let t: ApplicationDeTest
let mairie: Visiteur
let autreMairie: Visiteur
let cdg44: Visiteur
let cdg53: Visiteur
let cdg85: Visiteur

beforeAll(async () => {
  t = await ouvrirApplication()
  mairie = await t.entrer('Secrétaire de mairie, trois communes')
  autreMairie = await t.entrer('Secrétaire de mairie, Mayenne')
  cdg44 = await t.entrer('Gestion statutaire, CDG 44')
  cdg53 = await t.entrer('Gestion carrières, CDG 53')
  cdg85 = await t.entrer('Direction, CDG 85')
})
afterAll(() => t.fermer())

const lire = async (qui: Visiteur, adresse: string) => texteDe((await qui.get(adresse)).body)
const typeDe = (code: string) => valeur(t, 'select id from demande_type where code = $1', [code])
const etatDe = (id: string) => valeur(t, 'select etat from demande where id = $1', [id])
const versionDe = (id: string) => valeur(t, 'select version from demande where id = $1', [id])
const faire = async (qui: Visiteur, id: string, geste: string, champs: Record<string, string> = {}) =>
  qui.post(`/demandes/${id}/faire/${geste}`, { version: await versionDe(id), ...champs })

async function deposer(objet: string, champs: Record<string, string> = {}): Promise<string> {
  const type = await typeDe('conseil_simple')
  const page = (await mairie.get(`/demandes/nouvelle/${type}`)).body
  const commune = /<option value="([0-9a-f-]{36})"/.exec(page)![1]!
  const envoi = await mairie.post(`/demandes/nouvelle/${type}`, {
    cle: champCache(page, 'cle'),
    commune,
    objet,
    c1: 'Peut-on cumuler deux emplois ?',
    geste: 'envoyer',
    ...champs,
  })
  expect(envoi.statusCode, texteDe(envoi.body).slice(0, 600)).toBe(303)
  return String(envoi.headers.location).split('/')[2]!
}

describe('une demande, de la mairie à la réponse', () => {
  let id: string
  it('se dépose avec un numéro, une promesse et un accusé de réception', async () => {
    id = await deposer('Cumul d’activités d’un adjoint')
    const page = await lire(mairie, `/demandes/${id}`)
    expect(page).toContain('accusé de réception')
    expect(page).toContain('Prise en charge au plus tard')
    expect(await valeur(t, 'select numero from demande where id = $1', [id])).toMatch(/^44-\d{4}-\d{6}$/)
    // The centre adapts the regional delay: four days instead of five.
    expect(await valeur(t, 'select reponse_jours from demande where id = $1', [id])).toBe('4')
  })
  it('est lue par la mairie et son guichet, par personne d’autre', async () => {
    expect((await cdg44.get(`/demandes/${id}`)).statusCode).toBe(200)
    for (const qui of [autreMairie, cdg53, cdg85]) {
      expect((await qui.get(`/demandes/${id}`)).statusCode).toBe(404)
      expect((await faire(qui, id, 'prendre')).statusCode).toBe(404)
    }
  })
  it('se prend une seule fois : le second gestionnaire est prévenu', async () => {
    const version = await versionDe(id)
    expect((await cdg44.post(`/demandes/${id}/faire/prendre`, { version })).statusCode).toBe(303)
    const second = await cdg44.post(`/demandes/${id}/faire/prendre`, { version })
    expect(second.statusCode).toBe(409)
    expect(texteDe(second.body)).toContain('vient d’être prise par Gestion statutaire')
  })
  it('attend la mairie avec une question et une date, jamais sans', async () => {
    const sansDate = await faire(cdg44, id, 'demander', { texte: 'Combien d’heures ?' })
    expect(sansDate.statusCode).toBe(422)
    expect(sansDate.body).toContain('Combien d’heures ?')
    expect(texteDe(sansDate.body)).toContain('une attente ne finit pas')
    expect((await faire(mairie, id, 'demander', { texte: 'Moi ?', avant: '01/01/2030' })).statusCode).toBe(
      403,
    )
    expect(
      (await faire(cdg44, id, 'demander', { texte: 'Combien d’heures ?', avant: '01/01/2030' })).statusCode,
    ).toBe(303)
    expect(await lire(mairie, '/mairie')).toContain('Le CDG vous pose une question')
    expect((await faire(cdg44, id, 'repondre', { texte: 'Réponse' })).statusCode).toBe(409)
  })
  it('repart au centre dès que la mairie répond, puis reçoit sa réponse', async () => {
    expect((await faire(mairie, id, 'completer', { texte: 'Vingt-quatre heures.' })).statusCode).toBe(303)
    expect(await etatDe(id)).toBe('PRISE_EN_CHARGE')
    expect(await lire(cdg44, `/demandes/${id}`)).toContain('Vingt-quatre heures.')
    expect((await faire(cdg44, id, 'repondre', { texte: 'Oui, sous conditions.' })).statusCode).toBe(303)
    expect(await lire(mairie, `/demandes/${id}`)).toContain('Oui, sous conditions.')
    expect((await faire(mairie, id, 'cloturer')).statusCode).toBe(303)
    expect(await etatDe(id)).toBe('CLOTUREE')
  })
  it('prévient l’autre côté par courriel, sans rien de confidentiel', async () => {
    await t.tachesFaites()
    const recus = t.courriels.filter(({ a }) => a === 'secretariat.partage@demonstration.invalid')
    expect(recus.map(({ objet }) => objet).join()).toMatch(/pose une question.*a répondu/s)
    expect(recus.map(({ texte }) => texte).join()).not.toContain('Oui, sous conditions')
  })
})

describe('entre centres', () => {
  it('un avis se demande et se rend sans arrêter le compteur, une note reste entre centres', async () => {
    const id = await deposer('Question pour avis')
    await faire(cdg44, id, 'prendre')
    const cdg53Id = await valeur(t, "select organisme_id from membre where libelle = 'CDG 53' and ordre = 3")
    const champs = {
      version: await versionDe(id),
      centre: cdg53Id,
      texte: 'Même lecture chez vous ?',
      avant: '01/01/2030',
    }
    expect((await cdg53.post(`/demandes/${id}/avis`, champs)).statusCode).toBe(404)
    expect((await cdg44.post(`/demandes/${id}/avis`, champs)).statusCode).toBe(303)
    expect(await etatDe(id)).toBe('PRISE_EN_CHARGE')
    const page = (await cdg53.get(`/demandes/${id}`)).body
    expect(texteDe(page)).toContain('Même lecture chez vous ?')
    expect((await faire(cdg53, id, 'repondre', { texte: 'À sa place' })).statusCode).toBe(403)
    const avis = /\/demandes\/avis\/([0-9a-f-]{36})\/rendre/.exec(page)![1]!
    expect(
      (await cdg53.post(`/demandes/avis/${avis}/rendre`, { version: '1', texte: 'Oui, même lecture.' }))
        .statusCode,
    ).toBe(303)
    await cdg44.post(`/demandes/${id}/messages`, { texte: 'À vérifier en interne', visible: 'cdg' })
    expect(await lire(cdg44, `/demandes/${id}`)).toContain('À vérifier en interne')
    const vue = await lire(mairie, `/demandes/${id}`)
    expect(vue).toContain('Avis demandé au CDG 53')
    expect(vue).not.toContain('À vérifier en interne')
    expect(vue).not.toContain('même lecture.')
  })
  it('un partage se dit à la mairie, qui garde son guichet', async () => {
    const id = await deposer('Question à traiter ailleurs')
    await faire(cdg44, id, 'prendre')
    const cdg53Id = await valeur(t, "select organisme_id from membre where libelle = 'CDG 53' and ordre = 3")
    const partage = {
      version: await versionDe(id),
      centre: cdg53Id,
      texte: 'Chef de file',
      avant: '',
      role: 'traiter',
    }
    expect((await cdg44.post(`/demandes/${id}/partager`, partage)).statusCode).toBe(303)
    expect((await faire(cdg53, id, 'repondre', { texte: 'Voici la réponse.' })).statusCode).toBe(303)
    const vue = await lire(mairie, `/demandes/${id}`)
    expect(vue).toContain('Partagée avec le CDG 53')
    expect(vue).toContain('CDG 44, toujours')
    expect(await lignes(t, 'select from demande_partage where demande_id = $1', [id])).toHaveLength(1)
  })
})

describe('ce qui est déposé', () => {
  const multipart = (champs: Record<string, string>, nom: string, contenu: Buffer) => {
    const limite = 'limite-de-test'
    const debut = Object.entries(champs)
      .map(([cle, v]) => `--${limite}\r\ncontent-disposition: form-data; name="${cle}"\r\n\r\n${v}\r\n`)
      .join('')
    const entete = `--${limite}\r\ncontent-disposition: form-data; name="fichiers"; filename="${nom}"\r\ncontent-type: application/pdf\r\n\r\n`
    return {
      payload: Buffer.concat([Buffer.from(debut + entete), contenu, Buffer.from(`\r\n--${limite}--\r\n`)]),
      headers: { 'content-type': `multipart/form-data; boundary=${limite}`, 'sec-fetch-site': 'same-origin' },
    }
  }
  it('un programme renommé en PDF est refusé, 30 Mo aussi, et le message reste', async () => {
    const id = await deposer('Question avec pièces')
    const envoyer = (nom: string, contenu: Buffer) =>
      mairie.requete({
        method: 'POST',
        url: `/demandes/${id}/messages`,
        ...multipart({ texte: 'Voici la pièce.' }, nom, contenu),
      })
    const exe = Buffer.concat([Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), Buffer.alloc(200, 1)])
    const refus = await envoyer('arrete.pdf', exe)
    expect(refus.statusCode).toBe(422)
    expect(texteDe(refus.body)).toContain('arrete.pdf')
    expect(refus.body).toContain('Voici la pièce.')
    const lourd = await envoyer('scan.pdf', Buffer.alloc(30_000_000, 37))
    expect(lourd.statusCode).toBe(422)
    expect(texteDe(lourd.body)).toContain('dépasse 10 Mo')
    expect((await envoyer('lettre.pdf', Buffer.from('%PDF-1.7\n%âãÏÓ\n'))).statusCode).toBe(303)
    const piece = await valeur(t, 'select fichier_id from demande_piece where demande_id = $1', [id])
    expect((await cdg44.get(`/demandes/pieces/${piece}`)).statusCode).toBe(200)
    expect((await autreMairie.get(`/demandes/pieces/${piece}`)).statusCode).toBe(404)
  })
  it('un brouillon n’est lu que par la mairie, se reprend, et un envoi rejoué ne crée rien de plus', async () => {
    const type = await typeDe('conseil_simple')
    const page = (await mairie.get(`/demandes/nouvelle/${type}`)).body
    const commune = /<option value="([0-9a-f-]{36})"/.exec(page)![1]!
    const champs = { cle: nouvelId(), commune, objet: '', c1: 'À finir', geste: 'garder' }
    const premier = await mairie.post(`/demandes/nouvelle/${type}`, champs)
    expect((await mairie.post(`/demandes/nouvelle/${type}`, champs)).headers.location).toBe(
      premier.headers.location,
    )
    const id = String(premier.headers.location).split('/')[2]!
    expect((await cdg44.get(`/demandes/${id}`)).statusCode).toBe(404)
    const reprise = await mairie.get(`/demandes/${id}/modifier`)
    expect(reprise.body).toContain('À finir')
    const incomplet = await mairie.post(`/demandes/${id}/modifier`, {
      version: champCache(reprise.body, 'version'),
      commune,
      objet: '',
      c1: '',
      geste: 'envoyer',
    })
    expect(incomplet.statusCode).toBe(422)
    expect(texteDe(incomplet.body)).toContain('Dites votre demande en une ligne')
  })
})

describe('un tiers', () => {
  it('répond par son lien, une fois, sans lire le reste du dossier', async () => {
    const id = await deposer('Ancienneté à confirmer')
    await faire(cdg44, id, 'prendre')
    const demande = {
      texte: 'État de services, s’il vous plaît.',
      tiers: 'Ancien employeur',
      courriel: 'rh@tiers.exemple.fr',
    }
    expect((await faire(cdg44, id, 'attendre_tiers', demande)).statusCode).toBe(303)
    await t.tachesFaites()
    const message = t.courriels.findLast(({ a }) => a === demande.courriel)!
    const lien = /\/demandes\/tiers\/\S+/.exec(message.texte)![0]
    const tiers = t.visiteur()
    const page = await tiers.get(lien)
    expect(texteDe(page.body)).toContain('État de services')
    expect(page.body).not.toContain('Peut-on cumuler')
    const reponse = { cle: champCache(page.body, 'cle'), texte: 'Huit ans et trois mois.' }
    expect(texteDe((await tiers.post(lien, reponse)).body)).toContain('Réponse reçue')
    expect(texteDe((await tiers.post(lien, reponse)).body)).toContain('Réponse reçue')
    expect(await etatDe(id)).toBe('PRISE_EN_CHARGE')
    expect(await lire(cdg44, `/demandes/${id}`)).toContain('Huit ans et trois mois.')
    expect((await tiers.get('/demandes/tiers/faux.jeton')).statusCode).toBe(404)
  })
})

describe('les rappels', () => {
  it('un message par personne aux heures ouvrées, rien la nuit, rien deux fois, silence pour qui a répondu', async () => {
    const partis: { a: string; texte: string }[] = []
    const envoi = {
      courriel: { envoyer: async (_tx: unknown, m: { a: string; texte: string }) => void partis.push(m) },
      adresse: '',
    }
    const matin = instantParis(ajouterJoursOuvres(jourDe(new Date()), 20), '09:05')
    const nuit = new Date(+matin - 6 * 3_600_000)
    expect(await rappelerLesDemandes(t.base, envoi, nuit)).toBe(0)
    expect(await rappelerLesDemandes(t.base, envoi, matin)).toBeGreaterThan(2)
    const destinataires = partis.map(({ a }) => a)
    expect(new Set(destinataires).size).toBe(destinataires.length)
    const relancees = await lignes<{ etat: string; n: number }>(
      t,
      "select d.etat, count(*)::int as n from demande_evenement e join demande d on d.id = e.demande_id where e.geste = 'relancer' group by 1",
    )
    // Only files that still wait were reminded.
    expect(relancees.map(({ etat }) => etat)).toEqual(['ATTENTE_COLLECTIVITE'])
    const avant = await valeur(
      t,
      "select count(*) from demande_evenement where geste in ('relancer', 'alerter')",
    )
    await rappelerLesDemandes(t.base, envoi, new Date(+matin + 60_000))
    const second = await valeur(t, "select count(*) from demande_evenement where geste = 'alerter'")
    expect(Number(avant)).toBeGreaterThan(0)
    expect(
      await valeur(t, "select count(distinct demande_id) from demande_evenement where geste = 'alerter'"),
    ).toBe(second)
    expect(await valeur(t, 'select max(relances) from demande')).toBe('2')
    // Answers that nobody contested in ten open days are over.
    expect(
      await valeur(
        t,
        "select count(*) from demande where etat = 'REPONDUE' and repondue_le < now() - interval '1 day'",
      ),
    ).toBe('0')
  })
  it('se règlent par personne', async () => {
    expect((await mairie.post('/demandes/rappels', { rythme: 'jamais' })).statusCode).toBe(303)
    expect((await mairie.get('/demandes/rappels')).body).toMatch(
      /value="jamais"[^>]*checked|checked[^>]*value="jamais"/,
    )
  })
})

describe('le bureau et les délais', () => {
  it('cherche en français, sous la sécurité par ligne', async () => {
    const page = await lire(cdg44, '/demandes?q=cumuls')
    expect(page).toContain('Cumul d’activités')
    expect(await lire(cdg85, '/demandes?q=cumuls')).toContain('Aucune demande ne contient ces mots')
  })
  it('retrouve une demande par la fin de son numéro', async () => {
    const id = await deposer('Numéro dicté au téléphone')
    const numero = await valeur(t, 'select numero from demande where id = $1', [id])
    expect(await lire(cdg44, `/demandes?q=${numero.slice(-6)}`)).toContain('Numéro dicté au téléphone')
    expect(await lire(cdg85, `/demandes?q=${numero}`)).toContain('Aucune demande ne contient ces mots')
  })
  it('« prendre la suivante » ouvre un dossier, et un lot se confie en une fois', async () => {
    const suivante = await cdg53.post('/demandes/suivante')
    expect(String(suivante.headers.location)).toMatch(/^\/demandes\/[0-9a-f-]{36}$/)
    const { rows } = {
      rows: await lignes<{ id: string }>(
        t,
        "select id from demande where etat = 'DEPOSEE' and numero like '53-%' and responsable_id is null limit 2",
      ),
    }
    const page = (await cdg53.get('/demandes?vue=libres')).body
    const a = /<option value="([0-9a-f-]{36})"/.exec(page.slice(page.indexOf('name="a"')))![1]!
    const lot = await cdg53.post('/demandes/lot', {
      demande: rows.map(({ id }) => id),
      a,
      geste: 'attribuer',
      retour: '/demandes?vue=libres',
    })
    expect(lot.statusCode).toBe(303)
    for (const { id } of rows)
      expect(await valeur(t, 'select responsable_id from demande where id = $1', [id])).toBe(a)
  })
  it('publie les délais sans nommer personne, et « pas assez de recul » sous dix', async () => {
    const page = await lire(mairie, '/demandes/delais')
    expect(page).toContain('Neuf demandes sur dix')
    expect(page).toContain('pas assez de recul')
    const demandes = (
      await lignes<{ numero: string }>(t, 'select numero from demande where numero is not null limit 50')
    ).map(({ numero }) => numero)
    for (const numero of demandes) expect(page).not.toContain(numero)
    const csv = await mairie.get('/demandes/delais.csv')
    expect(csv.headers['content-type']).toContain('text/csv')
    const donnees = csv.body.trim().split('\r\n').slice(1)
    expect(donnees.length).toBeGreaterThan(2)
    for (const ligne of donnees) expect(Number(ligne.split(';')[3])).toBeGreaterThanOrEqual(10)
  })
  it('le catalogue se modifie avec son aperçu, une ligne fausse est dite, une page périmée aussi', async () => {
    const direction = await t.entrer('Direction, CDG 44', 'Pays de la Loire')
    const type = await typeDe('concours')
    const page = (await direction.get(`/demandes/catalogue/${type}`)).body
    const champs = {
      libelle: 'Concours',
      theme: 'Emploi',
      niveau: 'commun',
      confidentialite: 'normale',
      priseJours: '2',
      reponseJours: '6',
      version: '1',
    }
    const fausse = await direction.post(`/demandes/catalogue/${type}`, { ...champs, champs: 'Âge ; entier' })
    expect(fausse.statusCode).toBe(422)
    expect(texteDe(fausse.body)).toContain('n’est pas un genre de champ')
    expect(page).toContain('Aperçu')
    expect(
      (await direction.post(`/demandes/catalogue/${type}`, { ...champs, champs: 'Âge ; nombre' })).statusCode,
    ).toBe(303)
    expect((await direction.post(`/demandes/catalogue/${type}`, { ...champs, champs: '' })).statusCode).toBe(
      409,
    )
    expect(await valeur(t, 'select count(*) from demande_type_version where type_id = $1', [type])).toBe('2')
    expect((await cdg44.post(`/demandes/catalogue/${type}`, champs)).statusCode).toBe(403)
  })
  it('un guichet fermé quinze jours : ses dates promises reculent d’autant, et rien ne se crée deux fois', async () => {
    const direction = await t.entrer('Direction, CDG 44', 'Pays de la Loire')
    const id = await deposer('Question avant la fermeture')
    await faire(cdg44, id, 'prendre')
    const promise = async () =>
      new Date(await valeur(t, 'select promise_le from demande where id = $1', [id]))
    const avant = await promise()
    const du = ajouterJoursOuvres(jourDe(new Date()), 1)
    const enFrancais = (jour: string) => jour.split('-').reverse().join('/')
    const page = (await direction.get('/demandes/fermetures')).body
    const champs = {
      du: enFrancais(du),
      au: enFrancais(ajouterJours(du, 13)),
      motif: 'Déménagement',
      cle: champCache(page, 'cle'),
    }
    const alEnvers = await direction.post('/demandes/fermetures', { ...champs, au: '01/01/2020' })
    expect(alEnvers.statusCode).toBe(422)
    expect(texteDe(alEnvers.body)).toContain('vient après le premier')
    expect((await direction.post('/demandes/fermetures', champs)).statusCode).toBe(303)
    expect((await direction.post('/demandes/fermetures', champs)).statusCode).toBe(303)
    expect(await valeur(t, 'select count(*) from demande_fermeture where motif = $1', ['Déménagement'])).toBe(
      '1',
    )
    expect(+(await promise()) - +avant).toBeGreaterThanOrEqual(13 * 86_400_000)
    expect((await cdg44.post('/demandes/fermetures', champs)).statusCode).toBe(403)
  })
  it('les horloges gardées sont celles que l’histoire redonne', async () => {
    const faux = await lignes(
      t,
      "select id from demande where cumul_cdg < 0 or (etat = 'DEPOSEE' and cumul_cdg <> 0)",
    )
    expect(faux).toEqual([])
  })
})
