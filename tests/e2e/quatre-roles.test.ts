// One request, four roles: the town hall, its guichet, the centre that treats it, an expert outside. At each step, who reads what; at the end,
// clocks that add up. Days pass by moving what happened into the past.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dureeOuverte } from '../../src/modules/demandes/domain/calendrier.ts'
import { ajouterJours, type Jour } from '../../src/shared/dates.ts'
import { debordement, fautesAxe, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'
import { bouton, dans, lien, lire, ouvrirMessage } from './gestes.ts'

let n: Navigateur
beforeAll(async () => {
  n = await ouvrirNavigateur()
})
afterAll(() => n.fermer())

const PIECE = 'delibération-emplois.pdf'
const EXPERT = 'expert@retraites.exemple.fr'
const OBJET = 'Cumul avec un emploi au syndicat'
const QUESTION = 'Un agent à temps non complet peut-il être aussi au syndicat des eaux ?'
const A_L_EXPERT = 'Cette seconde activité ouvre-t-elle un droit distinct ?'
const DE_L_EXPERT = 'Un seul droit, au premier employeur.'
const A_LA_MAIRIE = 'Combien d’heures par semaine en tout ?'
const REPONSE = 'C’est possible, sous la limite de 115 % d’un temps complet.'

/** Everything that happened on the request happened `jours` days earlier. */
const passer = (id: string, jours: number) =>
  n.sql(
    `with e as (update demande_evenement set survenu_le = survenu_le - make_interval(days => $2) where demande_id = $1),
       a as (update demande_avis set demande_le = demande_le - make_interval(days => $2), rendu_le = rendu_le - make_interval(days => $2) where demande_id = $1)
     update demande set creee_le = creee_le - make_interval(days => $2), deposee_le = deposee_le - make_interval(days => $2),
       depuis = depuis - make_interval(days => $2), repondue_le = repondue_le - make_interval(days => $2) where id = $1`,
    [id, jours],
  )

/** The clocks as they are kept, beside open hours counted again between the acts themselves. */
async function horlogesDe(id: string) {
  const [lue] = await n.sql<{
    cdg: number
    mairie: number
    tiers: number
    du: Date
    au: Date
    demandee: Date
    repondue: Date
    fermes: { du: Jour; au: Jour }[]
  }>(
    `select cumul_cdg::float8 as cdg, cumul_collectivite::float8 as mairie, cumul_tiers::float8 as tiers, deposee_le as du, repondue_le as au,
       (select e.survenu_le from demande_evenement e where e.demande_id = d.id and e.geste = 'demander') as demandee,
       (select e.survenu_le from demande_evenement e where e.demande_id = d.id and e.geste = 'completer') as repondue,
       coalesce((select jsonb_agg(jsonb_build_object('du', f.du, 'au', f.au)) from demande_fermeture f where f.centre_id = d.guichet_id), '[]') as fermes
     from demande d where id = $1`,
    [id],
  )
  const { du, au, demandee, repondue, fermes, ...horloges } = lue!
  const fermetures = new Set<Jour>()
  for (const f of fermes) for (let j = f.du; j <= f.au; j = ajouterJours(j, 1)) fermetures.add(j)
  const attendue = dureeOuverte(demandee, repondue, { fermetures })
  return { ...horloges, ecoule: dureeOuverte(du, au, { fermetures }), attendue }
}

/** The signed link of the message that is open: its seal has forty-three characters. */
const lienSigne = async (page: Page): Promise<string> =>
  /\/demandes\/avis-[a-z]+\/[\w-]+\.[\w-]{43}/.exec(await lire(page))![0]

const statut = async (page: Page, adresse: string) =>
  (await page.request.get(adresse, { maxRedirects: 0 })).status()

it('la mairie, son guichet, le centre qui traite et un expert : chacun lit sa part, et les horloges s’ajoutent', async () => {
  const mairie = await n.entrer(['Secrétaire de mairie, trois communes'])
  const guichet = await n.entrer(['Gestion statutaire, CDG 44'])
  const traitant = await n.entrer(['Gestion carrières, CDG 53'], { javascript: false, largeur: 390 })
  const autreCentre = await n.entrer(['Direction, CDG 85'])
  const autreMairie = await n.entrer(['Secrétaire de mairie, Mayenne'])
  const expert = await n.page({ largeur: 390 })

  // The town hall asks, with a file. Its guichet alone reads it.
  await mairie.goto('/demandes/nouvelle')
  await lien(mairie, 'Question statutaire').click()
  await mairie.getByLabel('Pour quelle commune').selectOption({ index: 1 })
  await mairie.getByLabel('Votre demande en une ligne').fill(OBJET)
  await mairie.getByLabel('Votre question').fill(QUESTION)
  await mairie
    .getByLabel('Pièces')
    .setInputFiles({ name: PIECE, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%âãÏÓ\n') })
  await bouton(mairie, 'Envoyer la demande').click()
  await mairie.getByText('ceci est votre accusé de réception').waitFor()
  const adresse = new URL(mairie.url()).pathname
  const id = adresse.split('/')[2]!
  const piece = (await lien(mairie, PIECE).first().getAttribute('href'))!
  for (const qui of [traitant, autreCentre, autreMairie, expert]) {
    expect([303, 404]).toContain(await statut(qui, piece))
    expect([303, 404]).toContain(await statut(qui, adresse))
  }
  await passer(id, 7)

  // The guichet takes it and gives it to the centre that leads the theme: an act that everybody concerned reads.
  await guichet.goto(adresse)
  expect(await statut(guichet, piece)).toBe(200)
  await bouton(guichet, 'Prendre en charge').click()
  await lien(guichet, 'Partager avec un autre centre').click()
  await guichet.getByLabel('À quel centre').selectOption({ label: 'CDG 53' })
  await guichet.getByLabel('Pourquoi').fill('Le CDG 53 mène ce thème pour tous.')
  await bouton(guichet, 'Partager la demande').click()
  await guichet.getByText('La mairie garde son guichet').waitFor()
  await mairie.goto(adresse)
  expect(await lire(mairie)).toMatch(
    /Partagée avec le CDG 53.*CDG 44, toujours|CDG 44, toujours.*Partagée avec le CDG 53/,
  )
  await traitant.goto(adresse)
  expect(await lire(traitant)).toContain(QUESTION)
  expect(await statut(traitant, piece)).toBe(200)
  for (const qui of [autreCentre, autreMairie]) expect(await statut(qui, adresse)).toBe(404)
  await passer(id, 7)

  // The treating centre puts its name on it, and asks somebody outside: the clock stays its own.
  await bouton(traitant, 'Je la suis').click()
  await lien(traitant, 'Demander l’avis d’un tiers').click()
  await traitant.getByLabel('À qui').fill('Service des retraites')
  await traitant.getByLabel('Son adresse de courriel').fill(EXPERT)
  await traitant.getByLabel('Votre question').fill(A_L_EXPERT)
  await traitant.getByLabel('Avis attendu avant').fill(dans(8))
  expect(await fautesAxe(traitant)).toEqual([])
  expect(await debordement(traitant)).toBe(0)
  await bouton(traitant, 'Demander l’avis').click()
  await traitant.getByText('Avis demandé à Service des retraites. Le compteur continue').waitFor()
  await mairie.goto(adresse)
  expect(await lire(mairie)).toContain('Avis demandé à Service des retraites')
  expect(await lire(mairie)).not.toContain(A_L_EXPERT)
  await guichet.goto(adresse)
  expect(await lire(guichet)).toContain(A_L_EXPERT)
  await passer(id, 7)

  // Then it needs a word from the town hall: from now on the time is hers.
  await traitant.goto(adresse)
  await lien(traitant, 'Poser une question à la collectivité').click()
  await traitant.getByLabel('La question').fill(A_LA_MAIRIE)
  await traitant.getByLabel('Réponse attendue avant').fill(dans(6))
  await bouton(traitant, 'Poser une question à la collectivité').click()
  await traitant.getByText('Le temps court maintenant à la mairie').waitFor()
  await passer(id, 7)

  // Meanwhile the expert answers by its link: it reads the question and nothing else.
  await ouvrirMessage(guichet, EXPERT, 'votre avis est demandé')
  const chemin = await lienSigne(guichet)
  await expert.goto(chemin)
  const chezLui = await lire(expert)
  expect(chezLui).toContain(A_L_EXPERT)
  for (const secret of [OBJET, QUESTION, PIECE, A_LA_MAIRIE]) expect(chezLui).not.toContain(secret)
  expect(await fautesAxe(expert)).toEqual([])
  await expert.getByLabel('Votre avis').fill(DE_L_EXPERT)
  await bouton(expert, 'Envoyer au centre').click()
  await expert.getByText('Votre avis est reçu').waitFor()

  // The town hall finds the question on her home, and the time comes back to the centre by itself.
  await mairie.goto('/mairie')
  await lien(mairie, `Le CDG vous pose une question : ${OBJET}`).first().click()
  expect(await lire(mairie)).toContain(A_LA_MAIRIE)
  expect(await lire(mairie)).not.toContain(DE_L_EXPERT)
  await mairie.getByLabel('Votre réponse').fill('Trente heures en tout.')
  await bouton(mairie, 'Envoyer la réponse').click()
  await mairie.getByText('Le temps repart au CDG').waitFor()
  await passer(id, 7)

  await traitant.goto(adresse)
  expect(await lire(traitant)).toContain(DE_L_EXPERT)
  expect(await lire(traitant)).toContain('Trente heures en tout.')
  await lien(traitant, 'Envoyer la réponse').click()
  await traitant.getByLabel('Votre réponse').fill(REPONSE)
  await bouton(traitant, 'Envoyer la réponse').click()
  await traitant.getByText('Réponse envoyée à la mairie').waitFor()

  // Four clocks: hers, theirs, nobody else's; together, every open hour between the sending and the answer, to the minute.
  const { cdg, mairie: chezElle, tiers, ecoule, attendue } = await horlogesDe(id)
  const MINUTE = 60_000
  expect(tiers).toBe(0)
  expect(Math.abs(chezElle - attendue)).toBeLessThanOrEqual(MINUTE)
  expect(Math.abs(cdg + chezElle + tiers - ecoule)).toBeLessThanOrEqual(MINUTE)

  // She ends it, and says how it went; her guichet counts it.
  await n.sql("update demande_enquete set envoyee_le = now() - interval '1 year'")
  await mairie.goto(adresse)
  expect(await lire(mairie)).toContain(REPONSE)
  await bouton(mairie, 'C’est réglé, terminer la demande').click()
  await mairie.getByText('Demande terminée.').waitFor()
  const [{ numero } = { numero: '' }] = await n.sql<{ numero: string }>(
    'select numero from demande where id = $1',
    [id],
  )
  await n.sql("insert into pgboss.job (name, data) values ('enquetes-des-demandes', '{}')")
  await ouvrirMessage(mairie, 'secretariat.partage@demonstration.invalid', `Demande ${numero} : comment`)
  const enquete = await lienSigne(mairie)
  await mairie.goto(enquete)
  await mairie
    .getByRole('group', { name: 'Suivi de la prise en charge' })
    .getByLabel('Très satisfait', { exact: true })
    .check()
  await bouton(mairie, 'Envoyer mon avis').click()
  await mairie.getByText('Merci, votre avis est enregistré').waitFor()
  const notes = await n.sql<{ guichet: string }>(
    `select m.libelle as guichet from demande_note x join membre m on m.organisme_id = x.guichet_id and m.cooperation_id = x.cooperation_id
     where x.demande_id = $1`,
    [id],
  )
  expect(notes).toEqual([{ guichet: 'CDG 44' }])
  expect(n.incidents).toEqual([])
})
