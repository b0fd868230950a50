/** Numbers that the draws share, in the units of days, cents and thousandths of a month: the TypeScript and the WebAssembly of a projection read these. */
export const ANNEES = 6
export const AN = 365
export const HORIZON = ANNEES * AN
export const UN_MOIS = AN / 12

/** Entries of a table read by the 12 high bits of a draw. */
export const CASES = 4_096
export const AGE_MIN = 16
export const AGE_MAX = 75
export const AGES = AGE_MAX - AGE_MIN + 1
/** Months since the start of a leave, or of a rente, that reserves distinguish. */
export const MOIS = 73

/** Half pay of each nature of leave: from which month to which, days of full pay, longest; CMO, CLM or CGM, CLD. */
export const NATURES = [
  { de: 3, a: 12, plein: 90, terme: 365 },
  { de: 12, a: 36, plein: 365, terme: 1_095 },
  { de: 36, a: 60, plein: 1_095, terme: 1_825 },
] as const
export const [, CLM, CLD] = NATURES

/**
 * What a draw adds up for a lot, a year and an option: contribution base not paid (cents), benefits paid in the year, PSAP and PM
 * at its end (cents × thousandths of a month), then for the claims that began in the year: benefits paid up to the end of the
 * projection, and reserves still held at that end. Whole numbers: sums are exact, whatever their order.
 */
export const MESURES = {
  assiette: 0,
  paye: 1,
  psap: 2,
  pm: 3,
  payeSurvenance: 4,
  provisionSurvenance: 5,
} as const
export const NOMBRE_MESURES = 6

/** What is counted to compare with published figures, from the second year on (the first has no leave begun before it). */
export const COMPTEURS = {
  conges: 0,
  jours: 1,
  courts: 2,
  exposes: 3,
  longs: 4,
  joursLongs: 5,
  invalidites: 6,
  demi: 7,
} as const
export const NOMBRE_COMPTEURS = 8

/** Numbers drawn together for a draw, events one after the other; draws that live side by side. */
export const SEMIS = 8
export const COTE_A_COTE = 64
/** Leaves of twelve months remembered: more than a draw can hold. */
export const MEMOIRE_CONGES = 1_024
export const MASQUE = MEMOIRE_CONGES - 1

export const LN2 = Math.LN2
export const DEUX_32 = 2 ** -32
export const DEUX_19 = 2 ** -19
