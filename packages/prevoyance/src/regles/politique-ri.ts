import type { MilliPourcent } from '../socle/centimes.ts'

/** Leaves for health. `ATMP`: work accident of an agent of the régime général. */
export type TypeConge = 'CMO' | 'CLM' | 'CLD' | 'CGM' | 'CITIS' | 'ATMP'

export type PhasePaie = 'plein' | 'demi'

/** Share of RI that an employer keeps, by leave and phase: its délibération. Thousandths of one per cent. */
export type PolitiqueRi = Readonly<Record<TypeConge, Readonly<Record<PhasePaie, MilliPourcent>>>>

const lignes = (plein: number, demi: number) =>
  ({ plein, demi }) as Readonly<Record<PhasePaie, MilliPourcent>>

/** Without a délibération, nothing obliges to keep RI. Source: BIP, fiches COMAOR and COLOMA. */
export const RI_SUPPRIME: PolitiqueRi = {
  CMO: lignes(0, 0),
  CLM: lignes(0, 0),
  CLD: lignes(0, 0),
  CGM: lignes(0, 0),
  CITIS: lignes(0, 0),
  ATMP: lignes(0, 0),
}

/**
 * The commonest délibération: RI follows base pay in CMO, CITIS and AT/MP (90 % then 50 % since March 2025), and is suspended
 * in long leaves. The 33 % and 60 % of the State do not apply to local employers.
 * Source: décret 2010-997 art. 1 taken as a model (R), principle of parity.
 */
export const RI_SUIT_LE_TRAITEMENT: PolitiqueRi = {
  CMO: lignes(90_000, 50_000),
  CLM: lignes(0, 0),
  CLD: lignes(0, 0),
  CGM: lignes(0, 0),
  CITIS: lignes(100_000, 100_000),
  ATMP: lignes(100_000, 100_000),
}

/** Share of RI kept on that leave and phase, thousandths of one per cent. */
export const tauxRiMaintenu = (politique: PolitiqueRi, conge: TypeConge, phase: PhasePaie): MilliPourcent =>
  politique[conge][phase]
