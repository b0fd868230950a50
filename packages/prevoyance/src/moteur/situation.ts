/**
 * State of leave of one agent for one month: what the statutory layer keeps, as inputs of the point rules. Rates in
 * thousandths of one per cent.
 */
export interface Situation {
  readonly tauxPaye: number
  readonly tauxNbiPaye: number
  /** Share of RI that the délibération of the employer keeps on this leave. */
  readonly tauxRiMaintenu: number
  /** 1 from half pay on. */
  readonly demi: 0 | 1
  /** Days paid by social security in the month (régime général only). */
  readonly joursIjss: number
  /** Net, in cents: sickness allowance or temporary invalidity allowance of an official without pay. */
  readonly autresPrestations: number
}

const situation = (taux: number, demi: 0 | 1, autres: Partial<Situation> = {}): Situation => ({
  tauxPaye: taux,
  tauxNbiPaye: taux,
  tauxRiMaintenu: 0,
  demi,
  joursIjss: demi === 1 ? 30 : 0,
  autresPrestations: 0,
  ...autres,
})

/** Situations in which offers are compared; every one is a whole month. */
export const SITUATIONS = {
  /** CMO from the 91st day, CLM or CGM after the year at full pay; RI lost. */
  DEMI_TRAITEMENT: situation(50_000, 1),
  /** CMO, first 90 days, granted since March 2025. */
  MALADIE_90: situation(90_000, 0, { tauxRiMaintenu: 90_000, joursIjss: 27 }),
  /** CLM or CGM, year at full pay, RI lost. */
  LONGUE_PLEIN: situation(100_000, 0, { joursIjss: 30 }),
  /** CLD at half pay: NBI suspended. */
  CLD_DEMI: situation(50_000, 1, { tauxNbiPaye: 0 }),
  /** Rights used up, no statutory pay. */
  SANS_TRAITEMENT: situation(0, 1),
  ACTIVITE: situation(100_000, 0, { tauxRiMaintenu: 100_000 }),
} as const satisfies Readonly<Record<string, Situation>>
