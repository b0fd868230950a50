import { PAIEMENT_TEMPS_PARTIEL } from '../parametres/temps-partiel.ts'
import type { ParametresRecensement } from './parametres.ts'
import type { AgentRecense } from './types.ts'

/** An exact fraction of two positive integers. */
export interface Fraction {
  readonly numerateur: number
  readonly denominateur: number
}

type TempsDeTravail = Pick<AgentRecense, 'heuresHebdo' | 'heuresTempsComplet' | 'quotite'>

/**
 * Paid share of a full-time pay: length of the post over a full-time one, times what the part time is paid
 * (80 % is paid 6/7, 90 % is paid 32/35). Source: CGFP L.612-5.
 * @returns an exact fraction, so that the caller rounds once, where its own rule says
 * @example fractionPayee({ heuresHebdo: 3500, heuresTempsComplet: 3500, quotite: 8000 }) // 6/7
 */
export function fractionPayee({ heuresHebdo, heuresTempsComplet, quotite }: TempsDeTravail): Fraction {
  const [haut, bas] = PAIEMENT_TEMPS_PARTIEL[quotite * 10] ?? [quotite, 10_000]
  const numerateur = heuresHebdo * haut
  const denominateur = heuresTempsComplet * bas
  const diviseur = pgcd(numerateur, denominateur)
  return { numerateur: numerateur / diviseur, denominateur: denominateur / diviseur }
}

function pgcd(a: number, b: number): number {
  return b === 0 ? a : pgcd(b, a % b)
}

/** Share of an amount, in cents, rounded half up. */
const part = (centimes: number, fraction: Fraction): number =>
  Math.floor((2 * centimes * fraction.numerateur + fraction.denominateur) / (2 * fraction.denominateur))

/**
 * Gross monthly base pay of an index, for the time worked.
 * @returns cents, rounded half up for the full-time amount, then again after proration
 */
export function traitementIndiciaire(
  indice: number,
  fraction: Fraction,
  parametres: ParametresRecensement,
): number {
  // The point is in ten-thousandths of a euro a year: 1 cent a month is 1 200 of them.
  const tempsPlein = Math.floor((2 * indice * parametres.valeurDuPoint + 1_200) / 2_400)
  return part(tempsPlein, fraction)
}

/**
 * Least monthly base pay of a public agent for the time worked: the minimum index, prorated. One cent less is accepted,
 * because some employers truncate (1 801.73 € is printed for index 366).
 * @returns cents
 */
export const traitementMinimum = (fraction: Fraction, parametres: ParametresRecensement): number =>
  traitementIndiciaire(parametres.indiceMinimum, fraction, parametres)

/** SMIC for the time worked, in cents, or null when it is not known on that date. */
export const smicPour = (fraction: Fraction, parametres: ParametresRecensement): number | null =>
  parametres.smicMensuel === null ? null : part(parametres.smicMensuel, fraction)
