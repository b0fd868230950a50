import {
  colonnesPour,
  ecrireAgent,
  entreesDe,
  type Noyau,
  preparerNoyau,
  SITUATIONS,
} from '@maillage/prevoyance/moteur'
import { type AgentRecense, agentsDe, decoderTable, type TableAgents } from '@maillage/prevoyance/recensement'
import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import { type Cellule, type RegleDeLot, repartir } from '../domain/lots.ts'
import {
  type EmployeurRecense,
  type EtatDuRecensement,
  listEmployeursRecenses,
} from '../marche/marche.queries.ts'

/** Agents that are priced together: the size of their employer, their category, the level that it chose. */
export type Groupe = { readonly taille: number; readonly categorie: number; readonly niveau: number }

/** Bands of size of an employer, by its agents in the census. */
export const TAILLES = ['moins de 10 agents', '10 à 49', '50 à 349', '350 et plus'] as const
export const CATEGORIES = ['Catégorie A', 'Catégorie B', 'Catégorie C', 'sans catégorie'] as const
export const AGES = ['moins de 30 ans', '30 à 39', '40 à 49', '50 à 59', '60 et plus'] as const
export const CONGES = [
  'en activité',
  'maladie ordinaire',
  'longue maladie, longue durée, grave maladie',
  'accident ou maladie du service',
  'autres',
] as const

/** Raw counts: never shown before small cells are merged. */
export type Statistiques = {
  readonly tailles: readonly Cellule[]
  readonly categories: readonly Cellule[]
  readonly regimes: readonly Cellule[]
  readonly ages: readonly Cellule[]
  readonly conges: readonly Cellule[]
}

/** An agent, and the place of the level that its employer chose. */
export type AgentDeLot = { readonly agent: AgentRecense; readonly niveau: number }

export type PopulationDeLot = {
  readonly employeurs: number
  readonly agents: number
  /** The agents one by one, read again from the tables of their censuses, which are kept decoded. */
  readonly lire: () => Iterable<AgentDeLot>
  readonly noyau: Noyau
  readonly groupes: readonly Groupe[]
  readonly effectifs: Uint32Array
  readonly statistiques: Statistiques
}

export type Population = {
  readonly etat: EtatDuRecensement
  readonly lots: ReadonlyMap<string, PopulationDeLot>
  readonly sansLot: number
  readonly enDouble: number
}

/** Operations kept ready to be priced: their columns, some 160 bytes an agent, and the decoded tables that projections read again. */
const GARDEES = 3
/** Agents read in one statement, unless one employer alone has more. */
const AGENTS = 20_000

const tailleDe = (agents: number): number => (agents < 10 ? 0 : agents < 50 ? 1 : agents < 350 ? 2 : 3)
const categorieDe = ({ categorie }: AgentRecense): number => (categorie ? 'ABC'.indexOf(categorie) : 3)
const ageDe = ({ anneeNaissance }: AgentRecense, annee: number): number =>
  Math.min(4, Math.max(0, Math.floor((annee - anneeNaissance) / 10) - 2))
const congeDe = ({ conge }: AgentRecense): number =>
  conge === null
    ? 0
    : conge.type === 'CMO'
      ? 1
      : ['CLM', 'CLD', 'CGM'].includes(conge.type)
        ? 2
        : ['CITIS', 'ATMP'].includes(conge.type)
          ? 3
          : 4

/**
 * The censuses of a purchase as columns, one kernel a lot, kept in the process under the fingerprint of the versions in force. Agents are read by the
 * system, since each member reads only its own; what comes out is sums, and counts that pages merge.
 */
export function ouvrirPopulations(base: Base) {
  const gardees = new Map<string, { readonly cle: string; readonly population: Promise<Population> }>()
  return {
    async lire(
      cooperationId: string,
      operationId: string,
      etat: EtatDuRecensement,
      lots: readonly RegleDeLot[],
      niveaux: readonly { readonly nom: string }[],
    ): Promise<Population> {
      const cle = JSON.stringify([etat.empreinte, lots, niveaux.map(({ nom }) => nom)])
      const deja = gardees.get(operationId)
      gardees.delete(operationId)
      const population =
        deja?.cle === cle
          ? deja.population
          : base.enTantQueSysteme('chiffrage des offres', cooperationId, (tx) =>
              charger(tx, operationId, etat, lots, niveaux),
            )
      gardees.set(operationId, { cle, population })
      if (gardees.size > GARDEES) gardees.delete(gardees.keys().next().value!)
      // A reading that failed is not kept.
      population.catch(() => gardees.delete(operationId))
      return population
    },
  }
}
export type Populations = ReturnType<typeof ouvrirPopulations>

async function charger(
  tx: Tx,
  operationId: string,
  etat: EtatDuRecensement,
  lots: readonly RegleDeLot[],
  niveaux: readonly { readonly nom: string }[],
): Promise<Population> {
  const employeurs = await listEmployeursRecenses(tx, operationId)
  const repartition = repartir(employeurs, lots)
  const chantiers = new Map(
    lots.map(({ id }) => [
      id,
      ouvrirChantier(
        employeurs.filter((e) => repartition.lots.get(e.id) === id),
        etat.au ?? '2024-01-01',
        niveaux,
      ),
    ]),
  )
  const ranges = employeurs.filter((e) => chantiers.has(repartition.lots.get(e.id) ?? ''))
  for (const tranche of enTranches(ranges)) {
    const parRecensement = new Map(tranche.map((e) => [e.recensementId, e]))
    const { rows } = await sql<{ recensementId: string; colonnes: Buffer }>`
      select recensement_id as "recensementId", colonnes from achat_agents where recensement_id = any (${[...parRecensement.keys()]}::uuid[])
      order by recensement_id`.execute(tx)
    for (const { recensementId, colonnes } of rows) {
      const employeur = parRecensement.get(recensementId)!
      const chantier = chantiers.get(repartition.lots.get(employeur.id)!)!
      chantier.recenser(employeur, decoderTable(colonnes))
    }
  }
  const rendus = new Map([...chantiers].map(([id, chantier]) => [id, chantier.rendre()]))
  return {
    etat,
    lots: rendus,
    sansLot: repartition.sansLot.length,
    enDouble: repartition.enDouble.length,
  }
}

/** Employers in their order, cut where a statement would read too many agents. */
function enTranches(employeurs: readonly EmployeurRecense[]): EmployeurRecense[][] {
  const tranches: EmployeurRecense[][] = []
  let place = 0
  for (const employeur of employeurs) {
    if (tranches.length === 0 || employeur.agents > place) {
      tranches.push([])
      place = AGENTS
    }
    tranches.at(-1)!.push(employeur)
    place -= employeur.agents
  }
  return tranches
}

/** The columns of a lot, filled agent by agent. */
function ouvrirChantier(
  employeurs: readonly EmployeurRecense[],
  au: Jour,
  niveaux: readonly { readonly nom: string }[],
) {
  const nombre = employeurs.reduce((total, { agents }) => total + agents, 0)
  const colonnes = colonnesPour(nombre)
  const rangs = new Uint32Array(nombre)
  const groupes: Groupe[] = []
  const effectifs: number[] = []
  const parCle = new Map<number, number>()
  const compteurs = {
    tailles: new Array<number>(TAILLES.length).fill(0),
    categories: new Array<number>(CATEGORIES.length).fill(0),
    regimes: [0, 0],
    ages: new Array<number>(AGES.length).fill(0),
    conges: new Array<number>(CONGES.length).fill(0),
  }
  const annee = Number(au.slice(0, 4))
  let i = 0
  const tables: { readonly table: TableAgents; readonly niveau: number }[] = []
  // An employer that has not chosen is priced at the first level.
  const niveauDe = (employeur: EmployeurRecense): number =>
    Math.max(
      0,
      niveaux.findIndex(({ nom }) => nom === employeur.niveau),
    )
  const recenser = (employeur: EmployeurRecense, table: TableAgents): void => {
    tables.push({ table, niveau: niveauDe(employeur) })
    for (const agent of agentsDe(table)) ajouter(employeur, agent)
  }
  function* lire(): Generator<AgentDeLot, void, void> {
    for (const { table, niveau } of tables) for (const agent of agentsDe(table)) yield { agent, niveau }
  }
  const ajouter = (employeur: EmployeurRecense, agent: AgentRecense): void => {
    const taille = tailleDe(employeur.agents)
    const categorie = categorieDe(agent)
    const niveau = niveauDe(employeur)
    const cle = (niveau * 4 + taille) * 4 + categorie
    let groupe = parCle.get(cle)
    if (groupe === undefined) {
      groupe = groupes.push({ taille, categorie, niveau }) - 1
      parCle.set(cle, groupe)
      effectifs.push(0)
    }
    effectifs[groupe]!++
    rangs[i] = groupe
    compteurs.tailles[taille]!++
    compteurs.categories[categorie]!++
    compteurs.regimes[agent.regime === 'CNRACL' ? 0 : 1]!++
    compteurs.ages[ageDe(agent, annee)]!++
    compteurs.conges[congeDe(agent)]!++
    ecrireAgent(colonnes, i++, entreesDe(agent, SITUATIONS.DEMI_TRAITEMENT, au))
  }
  const enCellules = (mots: readonly string[], comptes: readonly number[]): Cellule[] =>
    mots.map((libelle, k) => ({ libelle, effectif: comptes[k]! }))
  const rendre = (): PopulationDeLot => ({
    employeurs: employeurs.length,
    agents: i,
    lire,
    groupes,
    effectifs: Uint32Array.from(effectifs),
    noyau: preparerNoyau({ agents: colonnes, nombre: i, groupes: rangs, nombreDeGroupes: groupes.length }),
    statistiques: {
      tailles: enCellules(TAILLES, compteurs.tailles),
      categories: enCellules(CATEGORIES, compteurs.categories),
      regimes: enCellules(['CNRACL', 'régime général'], compteurs.regimes),
      ages: enCellules(AGES, compteurs.ages),
      conges: enCellules(CONGES, compteurs.conges),
    },
  })
  return { recenser, rendre }
}
