// The desk of a centre after ten years, the figures of a year, and the mail that comes in.
import { join } from 'node:path'
import pg from 'pg'
import { construire } from '../../scripts/construire.ts'
import { ouvrirBase } from '../../src/platform/base/base.ts'
import { preparerBase } from '../../src/platform/base/preparer.ts'
import {
  creerBaseDepuisModele,
  demarrerServeurJetable,
  type ServeurEmbarque,
} from '../../src/platform/postgres-embarque/index.ts'
import { ouvrirTaches } from '../../src/platform/taches/taches.ts'
import { idStable } from '../../src/shared/ids.ts'
import { type But, mediane, rapportParTour } from '../outils/but.ts'
import { parTours } from '../outils/comparer.ts'
import type { Charge, DemandeDeCharge } from '../pages/charge.ts'
import type { Adresses } from '../pages/ouvrir.ts'
import { lancerProcessus, optionsDuDemarrage, type Processus } from '../pages/processus.ts'
import type { PageRelevee } from '../pages/relever.ts'
import { recevoirEnSerie } from './courriels.ts'
import { remplir } from './remplir.ts'

const racine = join(import.meta.dirname, '../..')
const COOPERATION = 'Pays de la Loire'
/** The queue, forty lines by whose turn it is; its search of files that look alike is in it. */
const FILE = '/demandes?vue=pole'
const ANNEE = '/demandes/pilotage?jours=365'
/** As many open requests at both sizes: the archive grows, the people do not. */
const OUVERTES = 1_000
const GRANDE = { demandes: 1_000_000, ouvertes: OUVERTES, evenements: 10_000_000 }
const PETITE = { demandes: 10_000, ouvertes: OUVERTES, evenements: 100_000 }
const TOURS = 5
const SECONDES = 3
const CONNEXIONS = 4
/** Written messages of a round of mail; a quarter of them are sent twice. */
const COURRIELS = 160
const TOURS_DE_COURRIEL = 3
/** Session, transaction and scope around the statements of a page. */
const ENTOURAGE =
  /^\s*(begin|start transaction|commit|rollback)\b|^\s*select set_config\('role'|\bacteur_de_session\(|^\s*select '' as "sessionId"/i

type Ouverte = { readonly adresse: string; readonly cookie: string }
const module = (nom: string) => join(import.meta.dirname, `../pages/${nom}.ts`)

export async function executer(dire: (ligne: string) => void): Promise<readonly But[]> {
  if (process.env['DIST'] !== 'pret') await construire()
  const serveur = await demarrerServeurJetable()
  const processus: Processus[] = []
  const lancer = (nom: string) => {
    const lance = lancerProcessus(module(nom), nom === 'application' ? optionsDuDemarrage() : [])
    processus.push(lance)
    return lance
  }
  try {
    const centre = await preparer(serveur, dire)
    const [file, annee] = await relever(lancer('relever'), adressesDe(serveur, 'grande'))
    const brut = lancer('brut')
    const ici = await lancer('application').demander<Ouverte>({
      adresses: adressesDe(serveur, 'grande'),
      cooperation: COOPERATION,
    })
    const petite = await lancer('application').demander<Ouverte>({
      adresses: adressesDe(serveur, 'petite'),
      cooperation: COOPERATION,
    })
    const reference = await brut.demander<{ adresse: string; lignes: string[][] }>({
      url: serveur.url('grande', 'maillage_app'),
      pages: [file!],
    })
    await verifier(file!, ici, petite, reference)
    const charge = lancer('charge')
    const debit = (url: string, cookie?: string) => async () =>
      (
        await charge.demander<Charge>({
          url,
          cookie,
          connexions: CONNEXIONS,
          secondes: SECONDES,
        } satisfies DemandeDeCharge)
      ).parSeconde
    const temps = await parTours(
      [
        { nom: 'nous', tour: debit(ici.adresse + FILE, ici.cookie) },
        { nom: 'brut', tour: debit(`${reference.adresse}/0`) },
        { nom: 'petite', tour: debit(petite.adresse + FILE, petite.cookie) },
      ],
      TOURS,
    )
    const dits = `${Math.round(mediane(temps['nous']!).rapport)} pages/s à un million de demandes, ${Math.round(mediane(temps['petite']!).rapport)} à dix mille, ${Math.round(mediane(temps['brut']!).rapport)} par pg seul, ${OUVERTES} ouvertes dans les deux bases`
    dire(dits)
    const figures = await mesurerAnnee(serveur, centre)
    const courriels = await mesurerCourriels(serveur)
    dire(courriels.note)
    return [
      courriels,
      compte(
        'demandes.file-requetes',
        '<= 6',
        nombreDe(file!),
        `La file à un million de demandes : ${FILE}.`,
      ),
      {
        id: 'demandes.file-brut',
        ...rapportParTour(temps['nous']!, temps['brut']!),
        seuil: '>= 0.5',
        note: `La file contre les mêmes ordres par pg seul et une page constante : ${dits}.`,
      },
      {
        id: 'demandes.file-taille',
        ...rapportParTour(temps['petite']!, temps['nous']!),
        seuil: '<= 1.5',
        note: `Le temps de la file à un million de demandes, sur son temps à dix mille : ${dits}.`,
      },
      compte(
        'demandes.annee-requetes',
        '<= 6',
        nombreDe(annee!),
        `Tous les chiffres d’une année de la région, d’une page : un ordre par sorte de chiffre, ${figures}.`,
      ),
    ]
  } finally {
    for (const lance of processus) await lance.arreter()
    await serveur.arreter()
  }
}

/** Mail accepted a second; each round has counted its messages in the base, once each. In the last one the receiver is killed halfway. */
async function mesurerCourriels(serveur: ServeurEmbarque): Promise<But> {
  const url = (role: string) => serveur.url('petite', role)
  const debits: number[] = []
  for (let tour = 0; tour < TOURS_DE_COURRIEL; tour++)
    debits.push(
      (await recevoirEnSerie(url, { nombre: COURRIELS, serie: `tour${tour}`, tuer: false })).parSeconde,
    )
  const coupe = await recevoirEnSerie(url, { nombre: COURRIELS, serie: 'coupe', tuer: true })
  if (coupe.redits === 0)
    throw new Error('Le processus tué n’a interrompu aucun courriel : rien n’est prouvé.')
  return {
    id: 'demandes.courriels',
    ...mediane(debits),
    seuil: '>= 20',
    note: `Courriels acceptés par seconde, en SMTP, un quart envoyé deux fois ; puis ${COURRIELS} courriels avec le processus tué (SIGKILL) au milieu : ${coupe.redits} renvoyés, aucun perdu, aucun en double.`,
  }
}

const compte = (id: string, seuil: string, n: number, note: string): But => ({
  id,
  rapport: n,
  min: n,
  max: n,
  seuil,
  note,
})
const nombreDe = ({ requetes }: PageRelevee) => requetes.filter(({ texte }) => !ENTOURAGE.test(texte)).length

const adressesDe = (serveur: ServeurEmbarque, base: string): Adresses => ({
  application: serveur.url(base, 'maillage_app'),
  comptes: `${serveur.url(base, 'maillage_auth')}&options=-c%20search_path%3Dauth`,
  taches: serveur.url(base, 'maillage_taches'),
})

/** Two bases of the demonstration with the same queue, and an archive a hundred times larger in one of them. */
async function preparer(serveur: ServeurEmbarque, dire: (ligne: string) => void): Promise<string> {
  await preparerBase((base, role) => serveur.url(base, role), serveur.superutilisateur, 'petite', racine)
  await (await ouvrirTaches(serveur.url('petite', 'maillage_taches'), () => {})).arreter()
  const base = ouvrirBase(serveur.url('petite', 'maillage_app'), 6)
  const { chargerDemonstration } = (await import(
    join(racine, 'dist/demonstration.mjs')
  )) as typeof import('../../demo/charger.ts')
  await chargerDemonstration(base, new Date())
  await base.fermer()
  await creerBaseDepuisModele(serveur.url('postgres'), 'grande', 'petite')
  const client = new pg.Client(serveur.url('petite'))
  await client.connect()
  const { rows } = await client.query<{ id: string }>(
    "select organisme_id as id from membre where libelle = 'CDG 44' and cooperation_id = $1",
    [idStable('cooperation:pdl')],
  )
  await client.end()
  const centre = rows[0]!.id
  for (const [nom, taille] of [
    ['petite', PETITE],
    ['grande', GRANDE],
  ] as const) {
    const debut = performance.now()
    await remplir(serveur.url(nom), { centre, cooperation: idStable('cooperation:pdl') }, taille)
    dire(
      `${nom} : ${taille.demandes.toLocaleString('fr-FR')} demandes, ${taille.evenements.toLocaleString('fr-FR')} événements, en ${Math.round((performance.now() - debut) / 1000)} s`,
    )
  }
  return centre
}

async function relever(releveur: Processus, adresses: Adresses): Promise<readonly PageRelevee[]> {
  const { candidates } = await releveur.demander<{ candidates: readonly (readonly PageRelevee[])[] }>({
    adresses,
    cooperation: COOPERATION,
    combien: 2,
    familles: [],
    seules: [FILE, ANNEE],
  })
  await releveur.arreter()
  const pages = candidates.flat()
  return [FILE, ANNEE].map((adresse) => pages.find((page) => page.adresse === adresse)!)
}

/** Same rows, same bytes, forty lines: otherwise no time is worth showing. */
async function verifier(
  page: PageRelevee,
  ici: Ouverte,
  petite: Ouverte,
  reference: { readonly adresse: string; readonly lignes: readonly (readonly string[])[] },
): Promise<void> {
  const autre = page.lignes.findIndex((empreinte, n) => reference.lignes[0]?.[n] !== empreinte)
  if (autre >= 0) throw new Error(`pg seul ne lit pas les mêmes lignes : ${page.requetes[autre]!.texte}`)
  const lue = async (url: string, cookie?: string) => {
    const reponse = await fetch(url, { headers: cookie ? { cookie } : {} })
    if (reponse.status !== 200) throw new Error(`${url} répond ${reponse.status}.`)
    return reponse.text()
  }
  if ((await lue(`${reference.adresse}/0`)) !== page.corps)
    throw new Error('La page constante n’a pas les mêmes octets.')
  for (const { adresse, cookie } of [ici, petite]) {
    const lignes = (await lue(adresse + FILE, cookie)).match(/name="demande" value=/g)?.length
    if (lignes !== 40) throw new Error(`La file montre ${lignes} lignes au lieu de quarante.`)
  }
}

/** A year of the region in one statement a figure: counted again from the rows, then timed. */
async function mesurerAnnee(serveur: ServeurEmbarque, centre: string): Promise<string> {
  const client = new pg.Client(serveur.url('grande'))
  await client.connect()
  try {
    await client.query("select set_config('app.cooperation', $1, false)", [idStable('cooperation:pdl')])
    const debut = performance.now()
    const { rows } = await client.query<{ finies: number }>(
      "select finies::int from mesures_des_demandes(now() - interval '365 days', now(), true) where guichet_id = $1 and type_id is null",
      [centre],
    )
    const ms = Math.round(performance.now() - debut)
    const { rows: comptees } = await client.query<{ n: number }>(
      `select count(*)::int as n from demande where guichet_id = $1 and etat in ('REPONDUE', 'CLOTUREE') and repondue_le >= now() - interval '365 days'
         and repondue_le < now()`,
      [centre],
    )
    if (rows[0]?.finies !== comptees[0]!.n)
      throw new Error(`${rows[0]?.finies} demandes répondues comptées, ${comptees[0]!.n} dans la base.`)
    return `${comptees[0]!.n.toLocaleString('fr-FR')} demandes répondues dans l’année, ${ms} ms`
  } finally {
    await client.end()
  }
}
