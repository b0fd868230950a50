// The size of France under people for an hour: no error, no page that waits, memory flat. `--court`: ten minutes; `--essai`: seconds, kept nowhere.
import pg from 'pg'
import { construire } from '../../scripts/construire.ts'
import { demarrerServeurJetable, type ServeurEmbarque } from '../../src/platform/postgres-embarque/index.ts'
import { type But, mediane, rapportParTour } from '../outils/but.ts'
import { adressesDe } from '../outils/serveur.ts'
import { COOPERATION, preparerBases } from '../pages/bases.ts'
import { lancerProcessus, optionsDuDemarrage, type Processus } from '../pages/processus.ts'
import type { DemandeDeFoule, Foule } from './foule.ts'
import { remplirCooperation } from './remplir.ts'

const CLIENTS = 50
const ESSAI = process.argv.includes('--essai')
const SECONDES = ESSAI ? 15 : process.argv.includes('--court') ? 600 : 3_600
const RELEVE_MS = ESSAI ? 500 : 5_000
/** Pages weighed at both sizes, of every part: the coordination reads all of them. */
const PAGES = [
  '/tableau-de-bord',
  '/programme',
  '/achats',
  '/demandes',
  '/demandes/pilotage',
  '/groupes',
  '/seances',
  '/journal',
]
const TOURS = 15

type Ouverte = { readonly adresse: string; readonly cookie: string }
type Taille = { readonly nom: string; readonly octets: number }

export async function executer(dire: (ligne: string) => void): Promise<readonly But[]> {
  if (process.env['DIST'] !== 'pret') await construire()
  const serveur = await demarrerServeurJetable()
  const processus: Processus[] = []
  const lancer = (chemin: string, options: readonly string[] = []) => {
    const lance = lancerProcessus(new URL(chemin, import.meta.url).pathname, options)
    processus.push(lance)
    return lance
  }
  try {
    await preparerBases(serveur, dire, remplirCooperation)
    dire(await compter(serveur))
    const nous = lancer('../pages/application.ts', optionsDuDemarrage())
    const region = lancer('../pages/application.ts', optionsDuDemarrage())
    const ouvrir = (lance: Processus, base: string) =>
      lance.demander<Ouverte>({ adresses: adressesDe(serveur, base), cooperation: COOPERATION })
    const [ici, petite] = [await ouvrir(nous, 'france'), await ouvrir(region, 'region')]
    const taille = await comparer(ici, petite)
    await region.arreter()

    const avant = await mesurerTables(serveur)
    const memoires: number[] = []
    const releve = setInterval(() => memoires.push(nous.memoireMo()), RELEVE_MS)
    const foule = await lancer('foule.ts').demander<Foule>({
      adresse: ici.adresse,
      cooperation: COOPERATION,
      clients: CLIENTS,
      secondes: SECONDES,
    } satisfies DemandeDeFoule)
    clearInterval(releve)
    const croissance = direCroissance(avant, await mesurerTables(serveur))
    const duree = `${CLIENTS} clients de ${foule.roles} rôles pendant ${SECONDES} s : ${foule.reponses} réponses de ${foule.pages} pages`
    dire(
      `${duree}, ${foule.erreurs} erreurs, p50 ${foule.p50.toFixed(0)} ms, p99 ${foule.p99.toFixed(0)} ms.`,
    )
    if (foule.reponses === 0) throw new Error(`Aucune réponse. ${foule.fautes.join(' ; ')}`)
    const buts = [
      seul(
        'france.erreurs',
        foule.erreurs,
        '<= 0',
        `${duree}. ${foule.fautes.join(' ; ') || 'Aucune erreur.'}`,
      ),
      seul(
        'france.p99',
        foule.p99 / foule.p50,
        '< 10',
        `p99 ${foule.p99.toFixed(0)} ms sur p50 ${foule.p50.toFixed(0)} ms, toutes pages mêlées.`,
      ),
      { id: 'france.memoire', seuil: '<= 1.1', ...plat(memoires) },
      taille,
      seul('france.croissance-mo', croissance.mo, undefined, croissance.note),
    ]
    if (!ESSAI) return buts
    for (const { id, rapport, note } of buts) dire(`${id} ${rapport} ${note}`)
    return []
  } finally {
    for (const lance of processus) await lance.arreter()
    await serveur.arreter()
  }
}

function seul(id: string, valeur: number, seuil: string | undefined, note: string): But {
  const rapport = Number(valeur.toPrecision(4))
  return { id, rapport, min: rapport, max: rapport, ...(seuil && { seuil }), note }
}

async function lire<T extends pg.QueryResultRow>(serveur: ServeurEmbarque, texte: string): Promise<T[]> {
  const client = new pg.Client(serveur.url('france'))
  await client.connect()
  try {
    return (await client.query<T>(texte)).rows
  } finally {
    await client.end()
  }
}

/** Says what the base holds, and refuses to measure anything smaller than France. */
async function compter(serveur: ServeurEmbarque): Promise<string> {
  const [compte] = await lire<{
    centres: number
    employeurs: number
    agents: number
    demandes: number
    mo: number
  }>(
    serveur,
    `select (select count(*)::int from organisme where type = 'cdg') as centres, (select count(*)::int from achat_employeur) as employeurs,
       (select sum(r.agents)::int from achat_recensement r join achat_agents a on a.recensement_id = r.id) as agents,
       (select count(*)::int from demande) as demandes, pg_database_size('france') / 1000000 as mo`,
  )
  const { centres, employeurs, agents, demandes, mo } = compte!
  if (centres < 95 || employeurs < 40_000 || agents < 1_800_000 || demandes < 1_000_000)
    throw new Error(`La base n’a pas la taille de la France : ${JSON.stringify(compte)}.`)
  return `${centres} centres, ${employeurs} employeurs, ${agents} agents recensés, ${demandes} demandes, ${mo} Mo.`
}

/** Each page in turn from both bases, one request at a time: the worst ratio of all. */
async function comparer(ici: Ouverte, petite: Ouverte): Promise<But> {
  const peser = async ({ adresse, cookie }: Ouverte, page: string): Promise<number> => {
    const debut = performance.now()
    const reponse = await fetch(adresse + page, { headers: { cookie } })
    await reponse.arrayBuffer()
    if (reponse.status !== 200) throw new Error(`${page} répond ${reponse.status}.`)
    return performance.now() - debut
  }
  const constats = []
  for (const page of PAGES) {
    const [grands, petits]: [number[], number[]] = [[], []]
    for (let tour = -3; tour < TOURS; tour += 1) {
      const [grand, petit] = [await peser(ici, page), await peser(petite, page)]
      if (tour >= 0) [grands.push(grand), petits.push(petit)]
    }
    constats.push({
      mesure: rapportParTour(grands, petits),
      dit: `${page} ${mediane(grands).rapport} ms, ${mediane(petits).rapport} ms à la taille d’une région`,
    })
  }
  const [pire] = [...constats].sort((a, b) => b.mesure.rapport - a.mesure.rapport)
  return {
    id: 'france.taille',
    ...pire!.mesure,
    seuil: '<= 1.5',
    note: `${constats.map(({ dit }) => dit).join(' ; ')}.`,
  }
}

/** The end of the run against its second fifth, once caches are full: one when memory is flat. */
function plat(memoires: readonly number[]): Pick<But, 'rapport' | 'min' | 'max' | 'note'> {
  const cinquieme = Math.floor(memoires.length / 5)
  const [debut, fin] = [
    mediane(memoires.slice(cinquieme, 2 * cinquieme)),
    mediane(memoires.slice(-cinquieme)),
  ]
  const rapport = Number((fin.rapport / debut.rapport).toPrecision(4))
  const note = `Mémoire résidente : ${Math.round(debut.rapport)} Mo au deuxième cinquième, ${Math.round(fin.rapport)} Mo au dernier, ${Math.round(Math.max(...memoires))} Mo au plus.`
  return { rapport, min: rapport, max: rapport, note }
}

const mesurerTables = (serveur: ServeurEmbarque): Promise<Taille[]> =>
  lire<Taille>(
    serveur,
    `select n.nspname || '.' || c.relname as nom, pg_total_relation_size(c.oid) as octets from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'auth', 'pgboss')`,
  )

function direCroissance(avant: readonly Taille[], apres: readonly Taille[]): { mo: number; note: string } {
  const tailles = new Map(avant.map(({ nom, octets }) => [nom, octets]))
  const gagnes = apres
    .map(({ nom, octets }) => ({ nom, mo: (octets - (tailles.get(nom) ?? 0)) / 1e6 }))
    .filter(({ mo }) => mo > 0)
    .sort((a, b) => b.mo - a.mo)
  const dits = gagnes.slice(0, 5).map(({ nom, mo }) => `${nom} ${mo.toFixed(1)} Mo`)
  return {
    mo: gagnes.reduce((total, { mo }) => total + mo, 0),
    note: `Ce que les tables ont pris pendant la charge : ${dits.join(', ') || 'rien'}.`,
  }
}
