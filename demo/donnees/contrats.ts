// The contract of Pays de la Loire: six lots and two insurers, as the press kit says. Insurers, rates, freeze and cap are those of the awarded bids (marche.ts);
// what a bid does not say (threshold, fee, takeover) and every figure are invented.
export const FICTIF_CONTRAT =
  'Six lots, deux attributaires et dates de la source ; découpage des lots, taux, clauses et chiffres fictifs.'

/** What the contracts say beside the bids: threshold of claims in tenths of one per cent, fee in cents, takeover. */
export const CLAUSE = { seuilSp: 950, fraisAgent: 200, reprise: 'revalorisations' } as const

/** Meetings of the comité social in autumn 2024, as the centre of the Sarthe published them. */
export const COMITES_2024 = ['2024-09-24', '2024-10-15', '2024-11-12', '2024-11-26'] as const

/**
 * Accounts of 2025, invented, in euros: premiums, paid, reserves at the end of the year. Lots 1 to 5 sent theirs; the sixth is late.
 * [lot, premiums, paid, PSAP, PM, agents, received on]
 */
export const comptes2025 = [
  [1, 812_000, 118_000, 524_000, 96_000, 1_020, '2026-07-08'],
  [2, 604_000, 92_000, 401_000, 71_000, 745, '2026-07-21'],
  [3, 318_000, 61_000, 236_000, 52_000, 402, '2026-08-27'],
  [4, 455_000, 57_000, 288_000, 39_000, 560, '2026-07-15'],
  [5, 512_000, 83_000, 331_000, 58_000, 633, '2026-09-14'],
] as const

/** Rates asked for at the first level, in thousandths of one per cent: one in the years without change, one within the cap of the bid, one beyond. [lot, year, rate] */
export const demandes = [
  [3, 2026, 1_590],
  [3, 2027, 1_560],
  [2, 2027, 1_650],
] as const
