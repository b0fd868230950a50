import { enregistrement, PARAMETRES } from '../parametres/index.ts'
import { valeurAu } from '../socle/parametre.ts'

/**
 * Weekly hours from which an official belongs to the CNRACL, by length of a full-time post (both in hundredths of an hour).
 * 28 h of 35: décret 2022-244 art. 1 (C). 15 h of 20 and 12 h of 16, artistic teaching: délibération of the CNRACL (R).
 */
export const SEUIL_CNRACL: Readonly<Record<number, number>> = { 3500: 2800, 2000: 1500, 1600: 1200 }

/** Several posts may not exceed 115 % of a full-time one. Source: CGFP, part on temps non complet (R). In basis points. */
export const CUMUL_MAXIMUM = 11_500

/** First census date: before, the minimum index changed several times a year and is not recorded. */
const PREMIER_JOUR = '2024-01-01'

/** The SMIC is checked from this day on: its earlier values are not confirmed. */
const PREMIER_SMIC = '2025-01-01'

export interface ParametresRecensement {
  readonly indiceMinimum: number
  /** Ten-thousandths of a euro a year. */
  readonly valeurDuPoint: number
  /** Cents a month for 35 hours; null before 2025, where the check is not made. */
  readonly smicMensuel: number | null
}

/**
 * Legal constants in force on the census date, from the dated parameters of the engine.
 * @param date census date, 'AAAA-MM-JJ', Europe/Paris
 * @throws RangeError before 2024-01-01: earlier minimum indices are not recorded.
 */
export function parametresAu(date: string): ParametresRecensement {
  if (date < PREMIER_JOUR) {
    throw new RangeError(
      `Un recensement au ${date} ne peut pas être vérifié : l’indice minimum n’est connu que depuis le 01/01/2024.`,
    )
  }
  return {
    indiceMinimum: valeurAu<number>(PARAMETRES.indiceMinimum, date, 'l’indice minimum'),
    valeurDuPoint: valeurAu<number>(PARAMETRES.valeurPoint, date, 'le point d’indice'),
    smicMensuel: date < PREMIER_SMIC ? null : (enregistrement('smicMensuel', date)?.valeur ?? null),
  }
}
