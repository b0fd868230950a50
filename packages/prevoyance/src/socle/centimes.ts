declare const unite: unique symbol

/** An amount: an integer number of cents, held in a float64. Never a fraction of a cent, never a binary fraction of a euro. */
export type Centimes = number & { readonly [unite]: 'centimes' }

/** A rate: an integer number of thousandths of one per cent. 1.61 % is 1 610; 100 % is `CENT_POUR_CENT`. */
export type MilliPourcent = number & { readonly [unite]: 'milli-pourcent' }

export const CENT_POUR_CENT = 100_000

/** Bound of the numerator of `arrondi`: under it, the two roundings of the division cannot reach an integer. */
export const BORNE_ARRONDI = 2 ** 51

/**
 * The one rounding of the engine: a / b to the nearest integer, halves upwards (2.5 → 3, −2.5 → −2).
 *
 * Exact for integers with |a| < 2^51 and b > 0: (a + ⌊b/2⌋ + 1/2) / b is never nearer than 1/(2b) to an integer, and the
 * reciprocal and the product move it by less.
 * @param a integer numerator
 * @param b integer denominator, positive
 */
export const arrondi = (a: number, b: number): number => Math.floor((a + Math.floor(b * 0.5) + 0.5) * (1 / b))

/** Asserts that a number is a whole number of cents within the engine's reach. @throws RangeError otherwise */
export function centimes(valeur: number): Centimes {
  if (!Number.isSafeInteger(valeur))
    throw new RangeError(`Ce n’est pas un nombre entier de centimes : ${valeur}.`)
  return (valeur + 0) as Centimes
}

/** Asserts that a number is a whole number of thousandths of one per cent. @throws RangeError otherwise */
export function milliPourcent(valeur: number): MilliPourcent {
  if (!Number.isSafeInteger(valeur))
    throw new RangeError(`Ce n’est pas un nombre entier de millièmes de pour cent : ${valeur}.`)
  return (valeur + 0) as MilliPourcent
}

/**
 * Share of an amount, rounded half up to the cent.
 * @throws RangeError when the product leaves the domain where the rounding is proved exact
 */
export function partDe(montant: Centimes, taux: MilliPourcent): Centimes {
  const produit = montant * taux
  if (Math.abs(produit) >= BORNE_ARRONDI)
    throw new RangeError(`Montant hors de portée du calcul exact : ${montant} centimes.`)
  return arrondi(produit, CENT_POUR_CENT) as Centimes
}

/** Why a decimal text was refused. The sentence is the caller's: it knows the field. */
export type RefusDecimal = 'illisible' | 'negatif' | 'trop-de-decimales' | 'trop-grand'

export type LectureDecimale<T> =
  | { readonly ok: true; readonly valeur: T }
  | { readonly ok: false; readonly refus: RefusDecimal }

const DECIMAL = /^(-?)(\d{1,400})(?:\.(\d{1,400}))?(?:[eE]([+-]?\d{1,4}))?$/

/**
 * Reads the decimal text of a JSON number as an integer of 10^−decimales, exactly: no binary fraction is involved.
 * Zeros that add nothing are accepted (`775.00`, `1.610`); one more significant decimal is refused, never rounded.
 * @param plafond greatest accepted result, inclusive
 */
export function lireDecimal(
  texte: string,
  decimales: number,
  plafond: number = Number.MAX_SAFE_INTEGER,
): LectureDecimale<number> {
  const lu = DECIMAL.exec(texte)
  if (lu === null) return { ok: false, refus: 'illisible' }
  const [, signe = '', entier = '', fraction = '', exposant = '0'] = lu
  const chiffres = `${entier}${fraction}`.replace(/^0+/, '')
  if (chiffres === '') return { ok: true, valeur: 0 }
  const utiles = chiffres.replace(/0+$/, '')
  // The value is `utiles` × 10^puissance, in units of 10^−decimales.
  const puissance = chiffres.length - utiles.length - fraction.length + Number(exposant) + decimales
  if (signe === '-') return { ok: false, refus: 'negatif' }
  if (puissance < 0) return { ok: false, refus: 'trop-de-decimales' }
  if (utiles.length + puissance > 16) return { ok: false, refus: 'trop-grand' }
  const valeur = Number(utiles + '0'.repeat(puissance))
  return valeur > plafond ? { ok: false, refus: 'trop-grand' } : { ok: true, valeur }
}

/** Greatest amount read: ten billion euros, the premiums of the whole country with room to spare. */
export const MONTANT_MAXIMUM = 1_000_000_000_000

/** Greatest rate read: 1 000 %. */
export const TAUX_MAXIMUM = 1_000_000

/** Decimal text in euros → cents. At most two decimals, never negative. @example lireCentimes('1823.03') // 182303 */
export const lireCentimes = (texte: string): LectureDecimale<Centimes> =>
  lireDecimal(texte, 2, MONTANT_MAXIMUM) as LectureDecimale<Centimes>

/** Decimal text in per cent → thousandths of one per cent. At most three decimals, never negative. @example lireTaux('1.61') // 1610 */
export const lireTaux = (texte: string): LectureDecimale<MilliPourcent> =>
  lireDecimal(texte, 3, TAUX_MAXIMUM) as LectureDecimale<MilliPourcent>
