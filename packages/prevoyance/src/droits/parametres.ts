import type { Parametre } from '../socle/index.ts'

const LOI_2025 = 'loi 2025-127, art. 189 ; décret 2025-197 (contractuels)'

/** High rate of the CMO by day of grant, per cent. A stop running across 1 March 2025 keeps 100 % to its end. */
export const TAUX_FORT_CMO: readonly Parametre<number>[] = [
  {
    valeur: 100,
    du: '1900-01-01',
    au: '2025-02-28',
    source: 'CGFP L.822-3, version antérieure',
    confiance: 'C',
  },
  { valeur: 90, du: '2025-03-01', au: null, source: LOI_2025, confiance: 'C' },
]

/** Days on which the waiting day exists. */
export const CARENCE_EN_VIGUEUR: readonly Parametre<boolean>[] = [
  { valeur: true, du: '2012-01-01', au: '2013-12-31', source: 'loi 2011-1977, art. 105', confiance: 'R' },
  { valeur: true, du: '2018-01-01', au: '2020-03-23', source: 'loi 2017-1837, art. 115', confiance: 'R' },
  {
    valeur: true,
    du: '2020-07-11',
    au: null,
    source: 'loi 2017-1837, art. 115 ; BIP, fiche DELCAR',
    confiance: 'C',
  },
]

/** Days at the high rate in a CMO of an official, over 12 moving months. Source: CGFP L.822-3 (C). */
export const JOURS_FORTS_FONCTIONNAIRE = 90

/** Rights of contract agents by months of service, the highest first. Source: décret 88-145, art. 7 to 9 (C). */
export const QUOTAS_CONTRACTUELS = [
  { aPartirDe: 36, jours: 90 },
  { aPartirDe: 24, jours: 60 },
  { aPartirDe: 4, jours: 30 },
] as const

/** Days of service that replace the 12 months when employment is not continuous. Source: décret 88-145, art. 7; BIP, fiche NTICO3 (C). */
export const JOURS_SERVICES_DISCONTINUS = 300

/** Days without daily benefits at the start of a stop: paid from the fourth. Source: BIP, fiche NTICO3 (C). */
export const DELAI_IJSS = 3

/** Days of a work accident after which its daily benefits rise. Source: BIP, fiche NTICO3 (C). */
export const JOURS_ACCIDENT = 28

/** Most daily benefits in a moving number of years; also the years of a long-term condition. Source: BIP, fiche NTICO3 (C). */
export const JOURS_IJSS = 360
export const ANNEES_IJSS = 3

/** Days at full pay of a contract agent after a work accident, by months of service. Source: BIP, fiche NTICO3 (C). */
export const QUOTAS_ACCIDENT = [
  { aPartirDe: 36, jours: 90 },
  { aPartirDe: 12, jours: 60 },
  { aPartirDe: 0, jours: 30 },
] as const

/** Months of service that open the CGM to a contract agent. Source: décret 88-145, art. 8 (C). */
export const MOIS_POUR_CGM = 36

/** Weekly hours (hundredths) from which an official belongs to the CNRACL. Source: décret 2022-244, art. 1 (C). */
export const HEURES_CNRACL = 2_800

/** Years at full pay, years in all, and moving window in years (null: the career). Sources: CGFP L.822-8, L.822-15 (C). */
export const DUREES = {
  CLM: { plein: 1, total: 3, fenetre: 4 },
  CGM: { plein: 1, total: 3, fenetre: 4 },
  CLD: { plein: 3, total: 5, fenetre: null },
} as const

/** Days of resumed service that rebuild the rights after a complete CLM or CGM. Source: BIP, fiche COLOMA (C). */
export const JOURS_DE_REPRISE = 365
