import { ajouterMois, type Jour } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'

/** The eleven missions that centres de gestion exercise at least at regional level (CGFP L452-34), in the order of the article. */
export const MISSIONS = {
  concours_ab: 'Concours et examens professionnels des catégories A et B',
  publicite_emplois: 'Publicité des créations et vacances d’emplois, catégories A, B et C',
  fmpe: 'Prise en charge des fonctionnaires momentanément privés d’emploi, catégories A et B',
  reclassement: 'Reclassement des fonctionnaires devenus inaptes, catégories A et B',
  observatoire: 'Observatoire régional de l’emploi territorial',
  information_emploi: 'Information générale sur l’emploi public territorial',
  listes_aptitude: 'Publicité des listes d’aptitude',
  retour_disponibilite: 'Aide au retour à l’emploi après une disponibilité',
  assistance_statutaire: 'Assistance juridique statutaire, référent déontologue compris',
  referent_laicite: 'Référent laïcité',
  retraite: 'Assistance à la fiabilisation des comptes de droits en matière de retraite',
} as const satisfies Readonly<Record<string, string>>

export type Mission = keyof typeof MISSIONS
export const ORDRE_DES_MISSIONS = Object.keys(MISSIONS) as readonly Mission[]

/** True when `texte` names one of the eleven missions. */
export const estMission = (texte: string): texte is Mission => Object.hasOwn(MISSIONS, texte)

export type Mode = 'regional' | 'confie' | 'partage' | 'departemental' | 'non_exerce'

export const MODES: Readonly<Record<Mode, { readonly libelle: string; readonly aide: string }>> = {
  regional: { libelle: 'Exercée au niveau régional', aide: 'Par le coordonnateur ou par tous, ensemble.' },
  confie: { libelle: 'Confiée à un autre centre', aide: 'Un centre l’exerce pour le compte du vôtre.' },
  partage: { libelle: 'Partagée', aide: 'Plusieurs centres l’exercent ensemble.' },
  departemental: { libelle: 'Départementale', aide: 'Exercée par votre centre seul : écart à L452-34.' },
  non_exerce: {
    libelle: 'Non exercée',
    aide: 'Personne ne l’exerce pour votre département : écart à L452-34.',
  },
}

/** True when the way a mission is exercised departs from CGFP L452-34, which asks for the regional level at least. */
export const estUnEcart = (mode: Mode): boolean => mode === 'departemental' || mode === 'non_exerce'

/** How one member exercises one mission. */
export type Exercice = {
  readonly organismeId: string
  readonly mission: Mission
  readonly mode: Mode
  /** The centre that exercises it on its behalf. */
  readonly confieA: string | null
  readonly depuis: Jour | null
  /** Who carries it there. */
  readonly porteur: string
  /** What proves it: a deliberation, a convention, an address. */
  readonly preuve: string
  /** Last day on which the member looked at it. */
  readonly revueLe: Jour
}

export type RefusExercice =
  | { readonly code: 'confie-a-personne' }
  | { readonly code: 'confie-a-soi' }
  | { readonly code: 'date-future'; readonly champ: 'depuis' | 'revueLe' }

/**
 * Decides what a member may write of a mission: who it is entrusted to when it is, and nobody otherwise; days that are past.
 * @param membres identifiers of the members of the cooperation
 */
export function decrireExercice(
  exercice: Exercice,
  membres: readonly string[],
  aujourdhui: Jour,
): Result<Exercice, RefusExercice> {
  for (const champ of ['depuis', 'revueLe'] as const)
    if ((exercice[champ] ?? '') > aujourdhui) return refuser({ code: 'date-future', champ })
  if (exercice.mode !== 'confie') return accepter({ ...exercice, confieA: null })
  if (exercice.confieA === exercice.organismeId) return refuser({ code: 'confie-a-soi' })
  if (exercice.confieA === null || !membres.includes(exercice.confieA))
    return refuser({ code: 'confie-a-personne' })
  return accepter(exercice)
}

/** Months after which a cell that nobody looked at is said to be old: the bilan is yearly. */
const REVUE_MOIS = 12

export type BilanDesMissions = {
  readonly ecarts: readonly Exercice[]
  /** Cells that a member has not filled: grey, neither good nor bad. */
  readonly manquantes: number
  readonly sansPreuve: number
  readonly revuesAnciennes: number
  readonly conformes: number
  readonly total: number
}

/** What the matrix says of the cooperation: gaps to L452-34, empty cells, cells without proof, cells not looked at for a year. */
export function dresserBilan(
  exercices: readonly Exercice[],
  membres: readonly string[],
  aujourdhui: Jour,
): BilanDesMissions {
  const presents = exercices.filter(({ organismeId }) => membres.includes(organismeId))
  const ecarts = presents.filter(({ mode }) => estUnEcart(mode))
  const total = membres.length * ORDRE_DES_MISSIONS.length
  return {
    ecarts,
    manquantes: total - presents.length,
    sansPreuve: presents.filter(({ mode, preuve }) => !estUnEcart(mode) && preuve.trim() === '').length,
    revuesAnciennes: presents.filter(({ revueLe }) => ajouterMois(revueLe, REVUE_MOIS) < aujourdhui).length,
    conformes: presents.length - ecarts.length,
    total,
  }
}
