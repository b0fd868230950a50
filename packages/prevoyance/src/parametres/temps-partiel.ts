/**
 * Paid fraction of an authorised part time: 80 % is paid 6/7 and 90 % is paid 32/35; other rates are paid at their rate.
 * Key in thousandths of one per cent. Source: CGFP L.612-5 (R: to be checked on the text).
 */
export const PAIEMENT_TEMPS_PARTIEL: Readonly<Record<number, readonly [number, number]>> = {
  80000: [6, 7],
  90000: [32, 35],
}

/**
 * Paid fraction of a working time: of a part time, or of an incomplete post (28 hours of 35), which is paid at its rate.
 * @param quotite thousandths of one per cent
 * @returns numerator and denominator
 */
export const partPayee = (quotite: number, tempsNonComplet = false): readonly [number, number] =>
  (tempsNonComplet ? undefined : PAIEMENT_TEMPS_PARTIEL[quotite]) ?? [quotite, 100_000]
