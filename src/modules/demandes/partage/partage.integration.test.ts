// Between centres and outside, through HTTP: a share ends at its day and gives the file back, somebody outside reads the question alone.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ajouterJours, jourDe, jourDeSemaine } from '#shared/dates.ts'
import { estOuvre } from '#shared/jours-ouvres.ts'
import {
  type ApplicationDeTest,
  ouvrirApplication,
  SECRET,
  type Visiteur,
} from '../../../../tests/application.ts'
import { jusqua } from '../../../../tests/attente.ts'
import { champCache, champsDe, lignes, texteDe, valeur } from '../../../../tests/lignes.ts'
import { suivreAvisEtPartages } from './suivre.ts'

let t: ApplicationDeTest
let mairie: Visiteur
let cdg44: Visiteur
let cdg53: Visiteur
let cdg85: Visiteur
let centre: string
beforeAll(async () => {
  t = await ouvrirApplication()
  mairie = await t.entrer('Secrétaire de mairie, trois communes')
  cdg44 = await t.entrer('Gestion statutaire, CDG 44')
  cdg53 = await t.entrer('Gestion carrières, CDG 53')
  cdg85 = await t.entrer('Direction, CDG 85')
  centre = await valeur(t, "select organisme_id from membre where libelle = 'CDG 53' and ordre = 3")
})
afterAll(() => t.fermer())

const lire = async (qui: Visiteur, adresse: string) => texteDe((await qui.get(adresse)).body)
const versionDe = (id: string) => valeur(t, 'select version from demande where id = $1', [id])
const traitantDe = (id: string) => valeur(t, 'select traitant_id from demande where id = $1', [id])
const dans = (jours: number) => ajouterJours(jourDe(new Date()), jours).split('-').toReversed().join('/')
const DANS_UN_AN = dans(365)
const DANS_CINQ_MOIS = dans(150)

/** A request of the town hall, taken by its guichet. */
async function prise(objet: string): Promise<string> {
  const type = await valeur(t, "select id from demande_type where code = 'conseil_simple'")
  const page = (await mairie.get(`/demandes/nouvelle/${type}`)).body
  const commune = /<option value="([0-9a-f-]{36})"/.exec(page)![1]!
  const envoi = await mairie.post(`/demandes/nouvelle/${type}`, {
    ...{ cle: champCache(page, 'cle'), commune, objet },
    ...{ c1: 'Le secret de la question', geste: 'envoyer' },
  })
  const id = String(envoi.headers.location).split('/')[2]!
  await cdg44.post(`/demandes/${id}/faire/prendre`, { version: await versionDe(id) })
  return id
}
const partager = async (id: string, role: string, avant = '') =>
  cdg44.post(`/demandes/${id}/partager`, {
    ...{ version: await versionDe(id), centre, texte: 'Chef de file du thème', avant, role },
  })
const partageDe = (id: string) =>
  valeur(t, 'select id from demande_partage where demande_id = $1 and fini_le is null', [id])
/** What the task of the morning does, some days from now; where it writes. */
async function leMatin(dansJours: number): Promise<{ a: string; objet: string; texte: string }[]> {
  const { partis, envoi } = facteur()
  for (let n = 0; n < 4; n++) {
    const jour = new Date(Date.now() + (dansJours + n) * 86_400_000)
    await suivreAvisEtPartages(t.base, envoi, jour)
  }
  return partis
}
/** Keeps what would leave; fails on the first message to `enPanne`. */
function facteur(enPanne = '') {
  const partis: { a: string; objet: string; texte: string }[] = []
  const courriel = {
    envoyer: async (_: unknown, m: (typeof partis)[number]) => {
      if (m.a === enPanne) throw new Error('panne du courriel')
      partis.push(m)
    },
    envoyerSeul: async () => {},
  }
  return { partis, envoi: { courriel, adresse: '', secret: SECRET } }
}
const finsDe = async (id: string) =>
  (await lignes(t, "select from demande_evenement where demande_id = $1 and geste = 'fin_partage'", [id]))
    .length
/** Holds a request while `pendant` starts; goes on once so many wait for it, so that they really come at once. */
async function tenue<R>(id: string, combien: number, pendant: () => Promise<R>, encore = ''): Promise<R> {
  const client = new pg.Client(t.url('maillage_proprietaire'))
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select from demande where id = $1 for update', [id])
    const enCours = pendant()
    const attendent = `select count(distinct pid)::int as n from pg_locks join pg_stat_activity a using (pid)
      where not granted and a.datname = current_database()`
    await jusqua(
      `${combien} requêtes attendent`,
      async () => (await client.query(attendent)).rows[0].n === combien,
    )
    if (encore) await client.query(encore, [id])
    await client.query('commit')
    return await enCours
  } finally {
    await client.end()
  }
}

describe('un partage', () => {
  it('donne la demande à traiter, prévient l’autre centre, et finit à sa date : elle revient au guichet', async () => {
    const id = await prise('À traiter jusqu’à une date')
    const depart = t.courriels.length
    expect((await partager(id, 'traiter', DANS_UN_AN)).statusCode).toBe(303)
    await t.tachesFaites()
    const recu = t.courriels.slice(depart).find(({ objet }) => objet.includes('à traiter par votre centre'))!
    expect(recu.texte).not.toContain('À traiter jusqu’à une date')
    expect(await traitantDe(id)).toBe(centre)
    const chezElle = (await cdg53.get(`/demandes/${id}`)).body
    expect(texteDe(chezElle)).toContain('Je la suis')
    await leMatin(200)
    expect(await traitantDe(id)).toBe(centre)
    await leMatin(366)
    expect((await cdg53.get(`/demandes/${id}`)).statusCode).toBe(404)
    expect(await traitantDe(id)).not.toBe(centre)
    expect(await lire(cdg44, `/demandes/${id}`)).toContain('Fin du partage avec le CDG 53')
    expect(
      await lignes(t, "select from journal where objet_id = $1 and action = 'demande.fin_partage'", [id]),
    ).toHaveLength(1)
    await leMatin(366)
    expect(
      await lignes(t, "select from demande_evenement where demande_id = $1 and geste = 'fin_partage'", [id]),
    ).toHaveLength(1)
  })
  it('finit avant sa date par qui l’a donné ou qui l’a reçu, par personne d’autre', async () => {
    const id = await prise('À lire seulement')
    await partager(id, 'lire')
    expect(await lire(cdg53, `/demandes/${id}`)).toContain('Le secret de la question')
    const partage = await partageDe(id)
    for (const autre of [cdg85, mairie])
      expect([403, 404]).toContain((await autre.post(`/demandes/partages/${partage}/finir`)).statusCode)
    expect((await cdg53.get(`/demandes/${id}`)).body).toContain(`/demandes/partages/${partage}/finir`)
    const rendu = await cdg53.post(`/demandes/partages/${partage}/finir`)
    expect(rendu.headers.location).toBe('/demandes')
    expect((await cdg53.get(`/demandes/${id}`)).statusCode).toBe(404)
    await partager(id, 'lire')
    expect((await cdg53.get(`/demandes/${id}`)).statusCode).toBe(200)
    const fin = await cdg44.post(`/demandes/partages/${await partageDe(id)}/finir`)
    expect(fin.headers.location).toBe(`/demandes/${id}`)
    expect((await cdg53.get(`/demandes/${id}`)).statusCode).toBe(404)
  })
  it('laisse lire qui donne un avis, et les autres centres ne lisent rien', async () => {
    const id = await prise('Partagée puis pour avis')
    await partager(id, 'lire')
    const avis = { version: await versionDe(id), centre, texte: 'Même lecture ?', avant: DANS_UN_AN }
    await cdg44.post(`/demandes/${id}/avis`, avis)
    await cdg44.post(`/demandes/partages/${await partageDe(id)}/finir`)
    expect((await cdg53.get(`/demandes/${id}`)).statusCode).toBe(200)
    expect((await cdg85.get(`/demandes/${id}`)).statusCode).toBe(404)
    expect(await lire(cdg44, `/demandes/${id}`)).toContain('il garde la lecture : un avis lui a été demandé')
  })
  it('l’avis demandé à un centre se retire : il ne lit plus la demande, et ne peut plus répondre', async () => {
    const id = await prise('Avis retiré à un centre')
    const avis = { version: await versionDe(id), centre, texte: 'Même lecture ?', avant: dans(20) }
    await cdg44.post(`/demandes/${id}/avis`, avis)
    const chezElle = (await cdg53.get(`/demandes/${id}`)).body
    const rendre = /\/demandes\/avis\/[0-9a-f-]{36}\/rendre/.exec(chezElle)![0]
    const reponse = { ...champsDe(chezElle, rendre), texte: 'Trop tard.' }
    const adresse = rendre.replace('rendre', 'retirer')
    for (const autre of [cdg53, cdg85, mairie]) expect((await autre.post(adresse)).statusCode).not.toBe(303)
    const page = (await cdg44.get(adresse)).body
    expect(texteDe(page)).toContain('Le CDG 53 ne lit plus cette demande')
    for (let fois = 0; fois < 2; fois++)
      expect((await cdg44.post(adresse, champsDe(page, adresse))).statusCode).toBe(303)
    expect((await cdg53.get(`/demandes/${id}`)).statusCode).toBe(404)
    expect((await cdg53.post(rendre, reponse)).statusCode).toBe(404)
    const ecrits = "select from journal where objet_id = $1 and action = 'demande.fin_avis'"
    expect(await lignes(t, ecrits, [id])).toHaveLength(1)
    for (const qui of [cdg44, mairie])
      expect(await lire(qui, `/demandes/${id}`)).toContain('Question au CDG 53 retirée')
    const numero = await valeur(t, 'select numero from demande where id = $1', [id])
    expect((await leMatin(21)).filter(({ objet }) => objet.includes(numero))).toHaveLength(0)
  })
  it('l’avis d’un centre a un terme : un mois après sa date, rendu ou non, il ne lit plus la demande, sauf partage', async () => {
    const [oubliee, rendue, partagee] = [
      await prise('Avis oublié par un centre'),
      await prise('Avis rendu par un centre'),
      await prise('Avis d’un centre qui lit aussi par partage'),
    ]
    await partager(partagee, 'lire', DANS_UN_AN)
    for (const id of [oubliee, rendue, partagee]) {
      const avis = { version: await versionDe(id), centre, texte: 'Même lecture ?', avant: dans(10) }
      expect((await cdg44.post(`/demandes/${id}/avis`, avis)).statusCode).toBe(303)
    }
    const page = (await cdg53.get(`/demandes/${rendue}`)).body
    const rendre = /\/demandes\/avis\/[0-9a-f-]{36}\/rendre/.exec(page)![0]
    expect((await cdg53.post(rendre, { ...champsDe(page, rendre), texte: 'Oui.' })).statusCode).toBe(303)
    const lues = async () =>
      Promise.all(
        [oubliee, rendue, partagee].map(async (id) => (await cdg53.get(`/demandes/${id}`)).statusCode),
      )
    await leMatin(35)
    expect(await lues()).toEqual([200, 200, 200])
    await leMatin(45)
    expect(await lues()).toEqual([404, 404, 200])
    expect(await lire(cdg44, `/demandes/${oubliee}`)).toContain('Sans réponse un mois après cette date')
    expect(await lire(cdg44, `/demandes/${rendue}`)).toContain('CDG 53 : Oui.')
    expect(await lire(mairie, `/demandes/${rendue}`)).toContain('Avis du CDG 53 : sa lecture est terminée')
  })
  it('de lecture ne reprend pas le traitement qu’un autre partage donne, ni la lecture', async () => {
    const id = await prise('Lue puis traitée')
    await partager(id, 'lire', dans(30))
    await partager(id, 'traiter')
    await leMatin(31)
    expect(await finsDe(id)).toBe(1)
    expect(await traitantDe(id)).toBe(centre)
    expect(await lire(cdg53, `/demandes/${id}`)).toContain('Je la suis')
    await cdg44.post(`/demandes/partages/${await partageDe(id)}/finir`)
    expect(await traitantDe(id)).not.toBe(centre)
    expect(await lire(cdg44, `/demandes/${id}`)).toContain('le CDG 53 ne traite plus cette demande.')
    expect((await cdg53.get(`/demandes/${id}`)).statusCode).toBe(404)
  })
  it('laisse la demande à qui y a répondu, et la lui laisse lire', async () => {
    const id = await prise('Répondue avant la fin')
    await partager(id, 'traiter', dans(30))
    await cdg53.post('/demandes/lot', champsDe((await cdg53.get(`/demandes/${id}`)).body, '/demandes/lot'))
    const mots = { version: await versionDe(id), texte: 'Voici la réponse.' }
    expect((await cdg53.post(`/demandes/${id}/faire/repondre`, mots)).statusCode).toBe(303)
    const porte = async () =>
      lignes(t, 'select etat, traitant_id, responsable_id, fait_nouveau from demande where id = $1', [id])
    const avant = await porte()
    expect(avant).toMatchObject([
      { etat: 'REPONDUE', traitant_id: centre, responsable_id: expect.any(String) },
    ])
    await leMatin(31)
    expect(await finsDe(id)).toBe(1)
    expect(await porte()).toEqual(avant)
    expect((await cdg53.get(`/demandes/${id}`)).statusCode).toBe(200)
  })
  it('fini après la réponse, la demande rouverte revient au guichet ; en cours, elle reste au centre qui la traite', async () => {
    const rouverte = async (finie: boolean) => {
      const id = await prise(finie ? 'Rouverte après le partage' : 'Rouverte pendant le partage')
      await partager(id, 'traiter', dans(30))
      await cdg53.post('/demandes/lot', champsDe((await cdg53.get(`/demandes/${id}`)).body, '/demandes/lot'))
      const mots = { version: await versionDe(id), texte: 'Voici la réponse.' }
      await cdg53.post(`/demandes/${id}/faire/repondre`, mots)
      if (finie) await cdg44.post(`/demandes/partages/${await partageDe(id)}/finir`)
      const motif = { version: await versionDe(id), texte: 'Il manque la seconde question.' }
      expect((await mairie.post(`/demandes/${id}/faire/rouvrir`, motif)).statusCode).toBe(303)
      return id
    }
    const depart = t.courriels.length
    const id = await rouverte(true)
    expect(await lignes(t, 'select etat, responsable_id from demande where id = $1', [id])).toEqual([
      { etat: 'ROUVERTE', responsable_id: null },
    ])
    expect(await traitantDe(id)).toBe(await valeur(t, 'select guichet_id from demande where id = $1', [id]))
    expect((await cdg44.get('/demandes?vue=libres')).body).toContain(`/demandes/${id}`)
    expect((await cdg53.get(`/demandes/${id}`)).statusCode).toBe(404)
    for (const qui of [cdg44, mairie])
      expect(await lire(qui, `/demandes/${id}`)).toContain('De retour au guichet : le partage avec le CDG 53')
    await t.tachesFaites()
    const numero = await valeur(t, 'select numero from demande where id = $1', [id])
    const ecrits = t.courriels.slice(depart).map(({ objet }) => objet)
    expect(ecrits).toContain(`Demande ${numero} : rouverte, à prendre en charge`)
    const gardee = await rouverte(false)
    expect(await traitantDe(gardee)).toBe(centre)
    expect(await lire(cdg53, `/demandes/${gardee}`)).not.toContain('De retour au guichet')
  })
  it('finit une fois quand deux le terminent en même temps', async () => {
    const id = await prise('Deux clics')
    await partager(id, 'traiter')
    const adresse = `/demandes/partages/${await partageDe(id)}/finir`
    const reponses = await tenue(id, 2, () => Promise.all([cdg44.post(adresse), cdg44.post(adresse)]))
    expect(reponses.map(({ headers }) => headers.location)).toEqual(Array(2).fill(`/demandes/${id}`))
    expect(await finsDe(id)).toBe(1)
    const journal = "select from journal where objet_id = $1 and action = 'demande.fin_partage'"
    expect(await lignes(t, journal, [id])).toHaveLength(1)
    await cdg44.post(adresse)
    expect(await lire(cdg44, `/demandes/${id}`)).toContain('Ce partage était déjà terminé.')
    expect(await finsDe(id)).toBe(1)
  })
  it('finit un jour chômé aussi, et une coopération en erreur n’arrête pas les autres', async () => {
    const id = await prise('Finie un dimanche')
    await partager(id, 'lire', dans(30))
    const jour = ajouterJours(jourDe(new Date()), 31)
    const dimanche = new Date(`${ajouterJours(jour, 7 - jourDeSemaine(jour))}T08:15:00Z`)
    const { rows } = await t.base.pool.query('select id from cooperations_connues()')
    const pool = { query: async () => ({ rows: [{ id: 'illisible' }, ...rows] }) } as unknown as pg.Pool
    await expect(suivreAvisEtPartages({ ...t.base, pool }, facteur().envoi, dimanche)).rejects.toThrow(
      AggregateError,
    )
    expect(await finsDe(id)).toBe(1)
    expect((await cdg53.get(`/demandes/${id}`)).statusCode).toBe(404)
  })
})

describe('un avis demandé hors de la coopération', () => {
  const EXPERT = 'expert@retraites.exemple.fr'
  const lienDe = async () => {
    await t.tachesFaites()
    const message = t.courriels.findLast(({ a }) => a === EXPERT)!
    return /\/demandes\/avis-exterieur\/\S+/.exec(message.texte)![0]
  }
  const demander = async (id: string, autres: Record<string, string> = {}) =>
    cdg44.post(`/demandes/${id}/avis-exterieur`, {
      ...champsDe((await cdg44.get(`/demandes/${id}/avis-exterieur`)).body, `/demandes/${id}/avis-exterieur`),
      ...{ tiers: 'Service des retraites', courriel: EXPERT, texte: 'Cette période compte-t-elle ?' },
      ...autres,
    })

  it('se donne par un lien, une fois, sur la question seule ; le compteur court, la mairie n’en lit que l’existence', async () => {
    const id = await prise('Avis dehors')
    expect((await demander(id)).statusCode).toBe(303)
    expect(await valeur(t, 'select etat from demande where id = $1', [id])).toBe('PRISE_EN_CHARGE')
    const lien = await lienDe()
    const expert = t.visiteur()
    const page = (await expert.get(lien)).body
    expect(texteDe(page)).toContain('Cette période compte-t-elle ?')
    for (const secret of ['Le secret de la question', 'Avis dehors', 'Secrétaire'])
      expect(page).not.toContain(secret)
    const cle = champCache(page, 'cle')
    const vide = await expert.post(lien, { cle, texte: '' })
    expect(vide.statusCode).toBe(422)
    expect((await expert.post(lien, { cle, texte: 'Oui, en totalité.' })).statusCode).toBe(200)
    expect(texteDe((await expert.post(lien, { cle, texte: 'Autre chose' })).body)).toContain(
      'Votre avis est reçu',
    )
    expect(await lire(cdg44, `/demandes/${id}`)).toContain('Oui, en totalité.')
    const chezElle = await lire(mairie, `/demandes/${id}`)
    expect(chezElle).toContain('Avis demandé à Service des retraites')
    expect(chezElle).not.toContain('en totalité')
    expect(chezElle).not.toContain('Cette période compte-t-elle')
    await t.tachesFaites()
    expect(t.courriels.map(({ objet }) => objet).join()).toContain('avis rendu par Service des retraites')
    // Nor does the link open anything when one character changes.
    expect((await expert.get(`${lien}x`)).statusCode).toBe(404)
  })
  it('s’accompagne de pièces que les centres lisent, et que la mairie ne peut pas prendre', async () => {
    const id = await prise('Avis avec pièce')
    await demander(id)
    const lien = await lienDe()
    const limite = 'limite-de-test'
    const parties = [
      `--${limite}\r\ncontent-disposition: form-data; name="texte"\r\n\r\nVoir la note.\r\n`,
      `--${limite}\r\ncontent-disposition: form-data; name="fichiers"; filename="note.pdf"\r\ncontent-type: application/pdf\r\n\r\n%PDF-1.7\n%âãÏÓ\n\r\n--${limite}--\r\n`,
    ]
    const envoi = await t.visiteur().requete({
      method: 'POST',
      url: lien,
      payload: Buffer.from(parties.join('')),
      headers: { 'content-type': `multipart/form-data; boundary=${limite}`, 'sec-fetch-site': 'same-origin' },
    })
    expect(envoi.statusCode).toBe(200)
    const piece = await valeur(t, 'select fichier_id from demande_piece where demande_id = $1', [id])
    expect((await cdg44.get(`/demandes/pieces/${piece}`)).statusCode).toBe(200)
    for (const qui of [mairie, cdg53])
      expect((await qui.get(`/demandes/pieces/${piece}`)).statusCode).toBe(404)
    expect((await mairie.get(`/demandes/${id}`)).body).not.toContain('note.pdf')
  })
  it('se refuse sans adresse, sans date, sur une demande finie, et à qui ne la tient pas', async () => {
    const id = await prise('Avis refusés')
    for (const [champs, phrase] of [
      [{ courriel: 'pas une adresse' }, 'adresse complète'],
      [{ avant: '' }, 'avant quelle date'],
      [{ avant: '01/01/2020' }, 'est passée'],
      [{ avant: dans(190) }, 'au plus 6 mois'],
      [{ tiers: '' }, 'Nommez l’organisme'],
    ] as const) {
      const refus = await demander(id, champs)
      expect(refus.statusCode).toBe(422)
      expect(texteDe(refus.body)).toContain(phrase)
      expect(refus.body).toContain('Cette période compte-t-elle ?')
    }
    expect((await demander(id, { version: '0' })).statusCode).toBe(409)
    expect((await cdg53.post(`/demandes/${id}/avis-exterieur`, { tiers: 'X' })).statusCode).not.toBe(303)
    await cdg44.post(`/demandes/${id}/faire/repondre`, { version: await versionDe(id), texte: 'Répondu.' })
    const tard = await demander(id)
    expect(tard.statusCode).toBe(409)
    expect(await lignes(t, 'select from demande_avis where demande_id = $1', [id])).toHaveLength(0)
  })
  it('se rappelle une fois, le lendemain de sa date, et n’est plus attendu d’une demande finie', async () => {
    const id = await prise('Avis oublié')
    await demander(id, { avant: DANS_CINQ_MOIS })
    const lien = await lienDe()
    expect((await leMatin(145)).filter(({ a }) => a === EXPERT)).toHaveLength(0)
    const partis = (await leMatin(151)).filter(
      ({ a, texte }) => a === EXPERT && texte.includes('attendu depuis'),
    )
    expect(partis).toHaveLength(1)
    await cdg44.post(`/demandes/${id}/faire/repondre`, { version: await versionDe(id), texte: 'Répondu.' })
    const page = await t.visiteur().get(lien)
    expect(texteDe(page.body)).toContain('n’attend plus rien de vous')
    expect((await t.visiteur().post(lien, { texte: 'Trop tard' })).statusCode).toBe(409)
  })
  it('se retire après confirmation quand l’adresse est fausse : le lien ne montre plus la question, aucun rappel ne part', async () => {
    const id = await prise('Avis à la mauvaise adresse')
    await demander(id, { avant: DANS_CINQ_MOIS })
    const lien = await lienDe()
    const adresse = /\/demandes\/avis\/[0-9a-f-]{36}\/retirer/.exec(
      (await cdg44.get(`/demandes/${id}`)).body,
    )![0]
    for (const autre of [cdg53, mairie]) expect((await autre.post(adresse)).statusCode).not.toBe(303)
    const page = (await cdg44.get(adresse)).body
    expect(texteDe(page)).toContain(`Le lien envoyé à ${EXPERT} ne montrera plus la question`)
    for (let fois = 0; fois < 2; fois++)
      expect((await cdg44.post(adresse, champsDe(page, adresse))).statusCode).toBe(303)
    const retirees = "select from journal where objet_id = $1 and action = 'demande.retirer_avis'"
    expect(await lignes(t, retirees, [id])).toHaveLength(1)
    for (const qui of [cdg44, mairie])
      expect(await lire(qui, `/demandes/${id}`)).toContain('Question à Service des retraites retirée')
    const chezLui = await t.visiteur().get(lien)
    expect(texteDe(chezLui.body)).toContain('a retiré sa question')
    expect(chezLui.body).not.toContain('Cette période compte-t-elle')
    expect((await t.visiteur().post(lien, { texte: 'Trop tard' })).statusCode).toBe(409)
    const numero = await valeur(t, 'select numero from demande where id = $1', [id])
    const rappels = (await leMatin(151)).filter(({ objet }) => objet.includes(numero))
    expect(rappels).toHaveLength(0)
    expect(texteDe((await cdg44.get(adresse)).body)).toContain('Elle est déjà retirée')
  })
  it('ne se retire plus une fois rendu ; celui qui répond n’attend pas qui tient la demande en tenant l’avis', async () => {
    const id = await prise('Avis rendu pendant qu’on la tient')
    await demander(id)
    const lien = await lienDe()
    const avis = await valeur(t, 'select id from demande_avis where demande_id = $1', [id])
    const rendre = () => t.visiteur().post(lien, { texte: 'Oui, en totalité.' })
    const rendu = await tenue(id, 1, rendre, 'select from demande_avis where demande_id = $1 for update')
    expect(rendu.statusCode).toBe(200)
    const refus = await cdg44.post(`/demandes/avis/${avis}/retirer`)
    expect(refus.statusCode).toBe(409)
    expect(texteDe(refus.body)).toContain('L’avis est arrivé')
  })
  it('se rappelle même quand le rappel d’un autre échoue, qui partira le lendemain', async () => {
    const [un, deux] = [await prise('Premier en panne'), await prise('Second rappelé')]
    await demander(un, { avant: dans(170), courriel: 'panne@exemple.fr' })
    await demander(deux, { avant: dans(171), courriel: 'marche@exemple.fr' })
    let jour = ajouterJours(jourDe(new Date()), 173)
    while (!estOuvre(jour)) jour = ajouterJours(jour, 1)
    const matin = new Date(`${jour}T08:15:00Z`)
    const { partis, envoi } = facteur('panne@exemple.fr')
    await expect(suivreAvisEtPartages(t.base, envoi, matin)).rejects.toThrow(AggregateError)
    const recus = (messages: typeof partis) =>
      messages.map(({ a }) => a).filter((a) => a.endsWith('@exemple.fr'))
    expect(recus(partis)).toEqual(['marche@exemple.fr'])
    expect(recus(await leMatin(190))).toEqual(['panne@exemple.fr'])
  })
})
