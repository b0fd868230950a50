import type { Parametre } from '../socle/parametre.ts'
import type { Confiance } from '../socle/regle.ts'

// Every value that changes with the year. A new year: add one line to each suite, close the line before it.

/** Last day for which this file was checked: what has no date of its own is computed with the values of that day. */
export const DERNIER_JOUR_CONNU = '2026-12-31'

type Suite = readonly Parametre<number>[]

const ligne = (
  valeur: number,
  du: string,
  au: string | null,
  source: string,
  confiance: Confiance = 'C',
): Parametre<number> => ({ valeur, du, au, source, confiance })

const OPENFISCA = 'https://github.com/openfisca/openfisca-france (paramètres, 2026-07)'
const CDG34 = 'https://www.cdg34.fr/actualites/detail/revalorisation-smic-indemnite-differentielle'
const DECRETS_POINT = 'décret 85-1148, art. 3, dans ses versions successives'

/** Annual value of one index point, in ten-thousandths of a euro. Frozen since July 2023. */
const valeurPoint: Suite = [
  ligne(562_323, '2017-02-01', '2022-06-30', DECRETS_POINT, 'R'),
  ligne(582_004, '2022-07-01', '2023-06-30', DECRETS_POINT, 'R'),
  ligne(590_734, '2023-07-01', null, OPENFISCA),
]

/** Least majored index paid. Before 2024 it followed the SMIC several times a year: only the last value is recorded. */
const indiceMinimum: Suite = [
  ligne(361, '2023-05-01', '2023-12-31', 'décret 2023-312', 'R'),
  ligne(366, '2024-01-01', null, CDG34),
]

/** Gross monthly SMIC for 35 hours, in cents. */
const smicMensuel: Suite = [
  ligne(160_312, '2022-01-01', '2022-04-30', 'décret 2021-1741', 'R'),
  ligne(164_558, '2022-05-01', '2022-07-31', 'arrêté du 19 avril 2022', 'R'),
  ligne(167_895, '2022-08-01', '2022-12-31', 'arrêté du 29 juillet 2022', 'R'),
  ligne(170_928, '2023-01-01', '2023-04-30', 'décret 2022-1608', 'R'),
  ligne(174_720, '2023-05-01', '2023-12-31', 'arrêté du 26 avril 2023', 'R'),
  ligne(176_692, '2024-01-01', '2024-10-31', 'décret 2023-1216', 'R'),
  ligne(180_180, '2024-11-01', '2025-12-31', CDG34),
  ligne(182_303, '2026-01-01', null, CDG34),
]

/** Monthly ceiling of social security (PMSS), in cents. */
const plafondMensuel: Suite = [
  ligne(366_600, '2023-01-01', '2023-12-31', OPENFISCA, 'R'),
  ligne(386_400, '2024-01-01', '2024-12-31', OPENFISCA, 'R'),
  ligne(392_500, '2025-01-01', '2025-12-31', OPENFISCA),
  ligne(400_500, '2026-01-01', null, OPENFISCA),
]

/** Ceiling of the daily sickness benefit, in tenths of the SMIC: 1.8 SMIC, then 1.4 for the stops begun from April 2025. */
const coefficientIjss: Suite = [
  ligne(18, '2010-01-01', '2025-03-31', 'CSS R.323-4, version antérieure', 'R'),
  ligne(14, '2025-04-01', null, 'BIP, fiche PREMAL ; CSS R.323-4'),
]

/** Majored indices between which the proportional part of the family supplement is computed. */
const indicePlancherSft: Suite = [
  ligne(449, '2017-02-01', '2023-12-31', 'décret 85-1148, art. 10 bis', 'R'),
  ligne(454, '2024-01-01', null, 'décret 85-1148, art. 10 bis', 'R'),
]
const indicePlafondSft: Suite = [
  ligne(717, '2017-02-01', '2023-12-31', 'décret 85-1148, art. 10 bis', 'R'),
  ligne(722, '2024-01-01', null, 'décret 85-1148, art. 10 bis ; exemple de BIP, fiche CASIND', 'S'),
]

/** Death capital of the régime général, in cents: deducted from what the complementary scheme of contract agents pays. */
const capitalDecesRegimeGeneral: Suite = [
  ligne(397_700, '2025-04-01', null, 'CSS D.361-1 ; montant 2025, à reprendre de l’année', 'R'),
]

/** Age from which no invalidity benefit is paid to officials, in years. The suspension of the 2023 reform is not followed month by month. */
const ageLegal: Suite = [ligne(64, '2023-09-01', null, 'CSS L.161-17-2 ; réforme suspendue en 2026', '?')]

export const ANNUELS = {
  valeurPoint,
  indiceMinimum,
  smicMensuel,
  plafondMensuel,
  coefficientIjss,
  indicePlancherSft,
  indicePlafondSft,
  capitalDecesRegimeGeneral,
  ageLegal,
} as const
