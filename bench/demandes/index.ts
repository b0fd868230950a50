// The desk of a centre after ten years, one request, the figures of a year, and the mail that comes in. `--garder` keeps the two bases for the next run.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import type { ServeurEmbarque } from '../../src/platform/postgres-embarque/index.ts'
import { type But, mediane, rapportParTour } from '../outils/but.ts'
import { parTours } from '../outils/comparer.ts'
import { adressesDe, avecBanc, type Banc, type Ouverte } from '../outils/serveur.ts'
import type { Charge, DemandeDeCharge } from '../pages/charge.ts'
import type { PageRelevee } from '../pages/relever.ts'
import { COOPERATION, cooperationId, OUVERTES, preparerBases } from './bases.ts'
import { mesurerCourriels } from './courriels.ts'

const racine = join(import.meta.dirname, '../..')
/** The first filled request, open in both bases (`remplir.ts`). */
const UNE_DEMANDE = createHash('md5')
  .update('demande/1')
  .digest('hex')
  .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
/** The queue, forty lines by whose turn it is, and one request: the search of files that look alike is in both. */
const PAGES = [
  { id: 'file', nom: 'La file', adresse: '/demandes?vue=pole', montre: /name="demande" value=/g, fois: 40 },
  { id: 'demande', nom: 'Une demande', adresse: `/demandes/${UNE_DEMANDE}`, montre: /<h1/g, fois: 1 },
] as const
const ANNEE = '/demandes/pilotage?jours=365'
const TOURS = 5
const SECONDES = 3
const CONNEXIONS = 4
/** Session, transaction and scope around the statements of a page. */
const ENTOURAGE =
  /^\s*(begin|start transaction|commit|rollback)\b|^\s*select set_config\('role'|\bacteur_de_session\(|^\s*select '' as "sessionId"/i

const module = (nom: string) => join(racine, `bench/pages/${nom}.ts`)

export async function executer(dire: (ligne: string) => void): Promise<readonly But[]> {
  const dossier = process.argv.includes('--garder') ? join(racine, 'bench/sorties/demandes') : undefined
  return avecBanc(async (banc) => {
    const { serveur, lancer } = banc
    const centre = await preparerBases(serveur, dire)
    const courriels = await mesurerCourriels(serveur)
    dire(`${courriels.rapport} courriels par seconde.`)
    const [annee, ...pages] = await relever(banc)
    const ici = await banc.ouvrir('grande', COOPERATION)
    const petite = await banc.ouvrir('petite', COOPERATION)
    const reference = await lancer(module('brut')).demander<{ adresse: string; lignes: string[][] }>({
      url: serveur.url('grande', 'maillage_app'),
      pages,
    })
    const buts: But[] = [courriels]
    for (const [rang, page] of pages.entries()) {
      await verifier(rang, page, [ici, petite], reference)
      buts.push(...(await mesurerPage(banc, rang, page, { ici, petite, brut: reference.adresse }, dire)))
    }
    return [
      ...buts,
      await verifierIndex(serveur, centre),
      compte(
        'demandes.annee-requetes',
        '<= 6',
        nombreDe(annee!),
        `Tous les chiffres d’une année de la région, d’une page : un ordre par sorte de chiffre, ${await mesurerAnnee(serveur, centre)}.`,
      ),
    ]
  }, dossier)
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

async function relever({ serveur, lancer }: Banc): Promise<readonly PageRelevee[]> {
  const releveur = lancer(module('relever'))
  const adresses = [ANNEE, ...PAGES.map(({ adresse }) => adresse)]
  const { candidates } = await releveur.demander<{ candidates: readonly (readonly PageRelevee[])[] }>({
    adresses: adressesDe(serveur, 'grande'),
    cooperation: COOPERATION,
    combien: adresses.length,
    familles: [],
    seules: adresses,
  })
  await releveur.arreter()
  const lues = candidates.flat()
  return adresses.map((adresse) => lues.find((page) => page.adresse === adresse)!)
}

/** Same rows, same bytes, what the page must show: otherwise no time is worth showing. */
async function verifier(
  rang: number,
  page: PageRelevee,
  ouvertes: readonly Ouverte[],
  reference: { readonly adresse: string; readonly lignes: readonly (readonly string[])[] },
): Promise<void> {
  const autre = page.lignes.findIndex((empreinte, n) => reference.lignes[rang]?.[n] !== empreinte)
  if (autre >= 0) throw new Error(`pg seul ne lit pas les mêmes lignes : ${page.requetes[autre]!.texte}`)
  const lue = async (url: string, cookie?: string) => {
    const reponse = await fetch(url, { headers: cookie ? { cookie } : {} })
    if (reponse.status !== 200) throw new Error(`${url} répond ${reponse.status}.`)
    return reponse.text()
  }
  if ((await lue(`${reference.adresse}/${rang}`)) !== page.corps)
    throw new Error('La page constante n’a pas les mêmes octets.')
  const { montre, fois } = PAGES[rang]!
  for (const { adresse, cookie } of ouvertes) {
    const vues = (await lue(adresse + page.adresse, cookie)).match(montre)?.length
    if (vues !== fois) throw new Error(`${page.adresse} montre ${vues} fois ${montre} au lieu de ${fois}.`)
  }
}

/** A page at a million requests against raw `pg`, and against itself at ten thousand, in turn. */
async function mesurerPage(
  { lancer }: Banc,
  rang: number,
  page: PageRelevee,
  { ici, petite, brut }: { readonly ici: Ouverte; readonly petite: Ouverte; readonly brut: string },
  dire: (ligne: string) => void,
): Promise<readonly But[]> {
  const charge = lancer(module('charge'))
  const latences: Record<string, number[]> = {}
  const tour = (nom: string, url: string, cookie?: string) => ({
    nom,
    async tour() {
      const demande: DemandeDeCharge = { url, cookie, connexions: CONNEXIONS, secondes: SECONDES }
      const { parSeconde, p50 } = await charge.demander<Charge>(demande)
      latences[nom] = [...(latences[nom] ?? []), p50]
      return parSeconde
    },
  })
  const temps = await parTours(
    [
      tour('nous', ici.adresse + page.adresse, ici.cookie),
      tour('brut', `${brut}/${rang}`),
      tour('petite', petite.adresse + page.adresse, petite.cookie),
    ],
    TOURS,
  )
  await charge.arreter()
  const dit = (nom: string) =>
    `${Math.round(mediane(temps[nom]!).rapport)} pages/s (${Math.round(mediane(latences[nom]!).rapport)} ms à ${CONNEXIONS} lecteurs)`
  const { id, nom } = PAGES[rang]!
  const dits = `${dit('nous')} à un million de demandes, ${dit('petite')} à dix mille, ${dit('brut')} par pg seul, ${OUVERTES} ouvertes dans les deux bases`
  dire(`${nom} : ${dits}`)
  return [
    compte(`demandes.${id}-requetes`, '<= 6', nombreDe(page), `${nom} à un million de demandes.`),
    {
      id: `demandes.${id}-brut`,
      ...rapportParTour(temps['nous']!, temps['brut']!),
      seuil: '>= 0.5',
      note: `${nom} contre les mêmes ordres par pg seul et une page constante : ${dits}.`,
    },
    {
      id: `demandes.${id}-taille`,
      ...rapportParTour(temps['petite']!, temps['nous']!),
      seuil: '<= 1.5',
      note: `Le temps à un million de demandes, sur le temps à dix mille. ${nom} : ${dits}.`,
    },
  ]
}

/** The reader of a centre, as the application connects. */
async function lireCommeMembre<T>(
  serveur: ServeurEmbarque,
  centre: string,
  travail: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(serveur.url('grande', 'maillage_app'))
  await client.connect()
  try {
    await client.query('begin')
    await client.query(
      `select set_config('role', 'maillage_membre', true), set_config('app.cooperation', $1, true), set_config('app.organisme', $2, true)`,
      [cooperationId, centre],
    )
    return await travail(client)
  } finally {
    await client.end()
  }
}

/** Files that look alike, under row security: a rare pair of words is read through the index of words, and how long it takes. */
async function verifierIndex(serveur: ServeurEmbarque, centre: string): Promise<But> {
  return lireCommeMembre(serveur, centre, async (client) => {
    const temps: number[] = []
    for (let essai = 0; essai < 9; essai++) {
      const debut = performance.now()
      await client.query(
        'select s.id from demandes_semblables((select objet from demande where id = $1), 60) s',
        [UNE_DEMANDE],
      )
      temps.push(performance.now() - debut)
    }
    const { rows } = await client.query<{ n: number }>(
      "select pg_stat_get_xact_numscans('demande_recherche'::regclass)::int as n",
    )
    return compte(
      'demandes.semblables-index',
      '>= 1',
      rows[0]!.n / temps.length,
      `Lectures de l’index des mots par recherche de demandes semblables, sous la sécurité par ligne, à un million de demandes (${Math.round(mediane(temps).rapport)} ms).`,
    )
  })
}

/** A year of the region in one statement a figure: counted again from the rows, then timed. */
async function mesurerAnnee(serveur: ServeurEmbarque, centre: string): Promise<string> {
  const [debut, comptees] = await lireCommeMembre(serveur, centre, async (client) => {
    const depart = performance.now()
    const { rows } = await client.query<{ finies: number }>(
      "select finies::int from mesures_des_demandes(now() - interval '365 days', now(), true) where guichet_id = $1 and type_id is null",
      [centre],
    )
    return [Math.round(performance.now() - depart), rows[0]?.finies] as const
  })
  const client = new pg.Client(serveur.url('grande'))
  await client.connect()
  try {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from demande where guichet_id = $1 and etat in ('REPONDUE', 'CLOTUREE') and repondue_le >= now() - interval '365 days'
         and repondue_le < now()`,
      [centre],
    )
    if (comptees !== rows[0]!.n)
      throw new Error(`${comptees} demandes répondues comptées, ${rows[0]!.n} dans la base.`)
    return `${rows[0]!.n.toLocaleString('fr-FR')} demandes répondues dans l’année, ${debut} ms`
  } finally {
    await client.end()
  }
}
