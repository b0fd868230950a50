// One consultation for the tests and the bench: four options of guarantees, three bids on each.
import { MINIMUM_LEGAL, type OffreMasse, type OptionMasse } from '../src/moteur/masse.ts'

export const OPTIONS: readonly OptionMasse[] = [
  MINIMUM_LEGAL,
  { ...MINIMUM_LEGAL, tauxRi: 90_000, tauxCapital: 25_000 },
  {
    ...MINIMUM_LEGAL,
    tauxTiNbi: 95_000,
    tauxRi: 95_000,
    tauxRente: 95_000,
    tauxRenfortRi: 45_000,
    tauxCapital: 100_000,
    participationPlancher: 3_200,
  },
  {
    ...MINIMUM_LEGAL,
    assietteNbi: 0,
    assietteRi: 0,
    regimeParticipation: 0,
    participationTaux: 0,
    participationMontant: 1_000,
  },
]

// Rates near those published (1.61 % to 2.20 % in all), split between guarantees: fictif.
const offre = (it: number, ip: number, pr: number, dc: number, ri: number): OffreMasse => ({
  tauxIncapacite: it,
  tauxInvaliditeOffre: ip,
  tauxRetraite: pr,
  tauxDeces: dc,
  tauxRenfort: ri,
})
export const OFFRES: readonly (readonly OffreMasse[])[] = OPTIONS.map((_, o) => [
  offre(785 + 33 * o, 611, 0, 0, 0),
  offre(905 + 17 * o, 499, 180, 220, 180),
  offre(813, 577 + 29 * o, 333, 251, 0),
])
