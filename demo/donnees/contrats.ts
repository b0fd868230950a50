// The contract of Pays de la Loire: six lots and two insurers, as the press kit says; how the lots are cut, rates, clauses, fees and every figure are invented.
export const FICTIF_CONTRAT =
  'Six lots, deux attributaires et dates de la source ; découpage des lots, taux, clauses et chiffres fictifs.'

export const NIVEAUX_CONTRAT = ['90 % du net, primes comprises', '95 % du net, primes comprises'] as const

/** The lots as they were awarded (marche.ts); a lot without département takes the employers of 50 agents and more. Rates of each level in thousandths of one per cent. */
export const lots = [
  {
    numero: 1,
    intitule: 'Lot 1, Loire-Atlantique, moins de 50 agents (fictif)',
    departement: '44',
    assureur: 'Groupement Collecteam et Allianz Vie',
    taux: [1_980, 2_240],
  },
  {
    numero: 2,
    intitule: 'Lot 2, Maine-et-Loire, moins de 50 agents (fictif)',
    departement: '49',
    assureur: 'Groupement Collecteam et Allianz Vie',
    taux: [2_020, 2_290],
  },
  {
    numero: 3,
    intitule: 'Lot 3, Mayenne, moins de 50 agents (fictif)',
    departement: '53',
    assureur: 'Territoria Mutuelle',
    taux: [1_940, 2_180],
  },
  {
    numero: 4,
    intitule: 'Lot 4, Sarthe, moins de 50 agents (fictif)',
    departement: '72',
    assureur: 'Territoria Mutuelle',
    taux: [2_050, 2_310],
  },
  {
    numero: 5,
    intitule: 'Lot 5, Vendée, moins de 50 agents (fictif)',
    departement: '85',
    assureur: 'Territoria Mutuelle',
    taux: [1_960, 2_210],
  },
  {
    numero: 6,
    intitule: 'Lot 6, toute la région, 50 agents et plus (fictif)',
    departement: '',
    assureur: 'Groupement Collecteam et Allianz Vie',
    taux: [1_890, 2_130],
  },
] as const

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
