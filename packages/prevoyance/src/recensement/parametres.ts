/** A legal constant with its validity and its source; `confiance`: C read in a source that cites the text, R to be checked on the text. */
export interface ParametreDate<T> {
  readonly valeur: T
  readonly du: string
  readonly au: string | null
  readonly source: string
  readonly confiance: 'C' | 'R'
}

const INDICE_MINIMUM: readonly ParametreDate<number>[] = [
  {
    valeur: 366,
    du: '2024-01-01',
    au: null,
    source: 'https://www.cdg34.fr/actualites/detail/revalorisation-smic-indemnite-differentielle',
    confiance: 'C',
  },
]

/** Annual value of one index point, in ten-thousandths of a euro. */
const VALEUR_DU_POINT: readonly ParametreDate<number>[] = [
  {
    valeur: 590_734,
    du: '2023-07-01',
    au: null,
    source: 'https://unsacasvp.fr/2025/12/23/remuneration-des-agents-publics-quelles-perspectives-pour-2026',
    confiance: 'C',
  },
]

/** Gross monthly SMIC for 35 hours, in cents. */
const SMIC_MENSUEL: readonly ParametreDate<number>[] = [
  {
    valeur: 180_180,
    du: '2025-01-01',
    au: '2025-12-31',
    source: 'https://www.cdg34.fr/actualites/detail/revalorisation-smic-indemnite-differentielle',
    confiance: 'C',
  },
  {
    valeur: 182_303,
    du: '2026-01-01',
    au: null,
    source: 'https://www.cdg34.fr/actualites/detail/revalorisation-smic-indemnite-differentielle',
    confiance: 'C',
  },
]

/**
 * Weekly hours from which an official belongs to the CNRACL, by length of a full-time post (both in hundredths of an hour).
 * 28 h of 35: décret 2022-244 art. 1 (C). 15 h of 20 and 12 h of 16, artistic teaching: délibération of the CNRACL (R).
 */
export const SEUIL_CNRACL: Readonly<Record<number, number>> = { 3500: 2800, 2000: 1500, 1600: 1200 }

/** Several posts may not exceed 115 % of a full-time one. Source: CGFP, part on temps non complet (R). In basis points. */
export const CUMUL_MAXIMUM = 11_500

/**
 * Paid fraction of an authorised part time: 80 % is paid 6/7 and 90 % is paid 32/35; other rates are paid at their rate.
 * Key in basis points. Source: CGFP L.612-5 (R).
 */
export const PAIEMENT_TEMPS_PARTIEL: Readonly<Record<number, readonly [number, number]>> = {
  8000: [6, 7],
  9000: [32, 35],
}

export interface ParametresRecensement {
  readonly indiceMinimum: number
  /** Ten-thousandths of a euro a year. */
  readonly valeurDuPoint: number
  /** Cents a month for 35 hours; null before 2025, where the check is not made. */
  readonly smicMensuel: number | null
}

const enVigueur = <T>(suite: readonly ParametreDate<T>[], date: string): T | null =>
  suite.find((p) => p.du <= date && (p.au === null || date <= p.au))?.valeur ?? null

/**
 * Legal constants in force on the census date.
 * @param date census date, 'AAAA-MM-JJ', Europe/Paris
 * @throws RangeError before 2024-01-01: earlier minimum indices are not recorded.
 */
export function parametresAu(date: string): ParametresRecensement {
  const indiceMinimum = enVigueur(INDICE_MINIMUM, date)
  const valeurDuPoint = enVigueur(VALEUR_DU_POINT, date)
  if (indiceMinimum === null || valeurDuPoint === null) {
    throw new RangeError(
      `Un recensement au ${date} ne peut pas être vérifié : l’indice minimum n’est connu que depuis le 01/01/2024.`,
    )
  }
  return { indiceMinimum, valeurDuPoint, smicMensuel: enVigueur(SMIC_MENSUEL, date) }
}
