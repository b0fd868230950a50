import {
  colonnesPour,
  ecrireAgent,
  entreesDe,
  type Noyau,
  preparerNoyau,
  SITUATIONS,
} from '@maillage/prevoyance/moteur'
import { type AgentRecense, agentsDe, type TableAgents } from '@maillage/prevoyance/recensement'
import type { Jour } from '#shared/dates.ts'
import type { Cellule } from '../domain/lots.ts'
import type { EmployeurRecense } from '../marche/marche.queries.ts'

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

/** What is known of a lot once its agents are counted: small, kept. */
export type LotRecense = {
  readonly employeurs: number
  readonly agents: number
  readonly statistiques: Statistiques
}

/** A lot ready to be priced: 160 bytes an agent, not kept longer than it is asked for. */
export type LotEnColonnes = LotRecense & {
  readonly noyau: Noyau
  readonly groupes: readonly Groupe[]
  readonly effectifs: Uint32Array
}

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

/** Place of the level that an employer chose; one that has not chosen is priced at the first. */
export const niveauDe = (
  employeur: Pick<EmployeurRecense, 'niveau'>,
  niveaux: readonly { readonly nom: string }[],
): number =>
  Math.max(
    0,
    niveaux.findIndex(({ nom }) => nom === employeur.niveau),
  )

/** The columns of a lot, filled agent by agent. */
export function ouvrirChantier(
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
  const recenser = (employeur: EmployeurRecense, table: TableAgents): void => {
    const niveau = niveauDe(employeur, niveaux)
    for (const agent of agentsDe(table)) ajouter(employeur, agent, niveau)
  }
  const ajouter = (employeur: EmployeurRecense, agent: AgentRecense, niveau: number): void => {
    const taille = tailleDe(employeur.agents)
    const categorie = categorieDe(agent)
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
  const rendre = (): LotEnColonnes => ({
    employeurs: employeurs.length,
    agents: i,
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
