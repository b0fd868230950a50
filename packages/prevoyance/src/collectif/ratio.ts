/**
 * Quotient of two integers in units of 10^-decimales, rounded half up, exact at any size.
 * @param denominateur positive
 */
export function quotient(numerateur: number, denominateur: number, decimales: number): number {
  const [a, b] = [BigInt(numerateur) * 10n ** BigInt(decimales), BigInt(denominateur)]
  const double = 2n * a + b
  const entier = double / (2n * b)
  return Number(double < 0n && entier * 2n * b !== double ? entier - 1n : entier)
}

/** The number written with these decimals: `decimale(1100, 3)` is 1.1. For an answer, never for computing. */
export const decimale = (valeur: number, decimales: number): number => valeur / 10 ** decimales

/** The same for a sentence, in French: « 1,1 ». */
export const direDecimale = (valeur: number, decimales: number): string =>
  String(decimale(valeur, decimales)).replace('.', ',').replace('-', '−')
