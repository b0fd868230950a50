import { type Population, type SortiesMasse, simuler } from '@maillage/prevoyance/moteur'
import { centimes, enEuros } from '@maillage/prevoyance/socle'
import type { Consultation, Lot } from './offres.ts'
import type { Employeur } from './population.ts'

/** One employer × option × bid; amounts are euros a month, for all its agents. */
export interface Ligne {
  readonly siret: string
  readonly lot: string
  readonly effectif: number
  readonly option: string
  readonly offre: string
  readonly cotisation: number
  readonly partEmployeur: number
  readonly partAgents: number
  /** If every agent were in the situation of the consultation the whole month. */
  readonly netActivite: number
  readonly revenuSansContrat: number
  readonly indemnites: number
  readonly revenuAvecContrat: number
}

/** Name of the lot of an employer of this headcount. */
export const lotDe = (effectif: number, lots: readonly Lot[]): string =>
  lots.find(({ jusqua }) => jusqua === null || effectif <= jusqua)!.nom

/** The table employer × lot × option × bid, in the order of the census; sums are whole cents, so the order changes nothing. */
export function* tableauDe(
  population: Population,
  employeurs: readonly Employeur[],
  consultation: Consultation,
  date: string,
): Generator<Ligne, void, void> {
  const { options, offres, lots } = consultation
  const sommes = simuler(
    population,
    options.map(({ garanties }) => garanties),
    options.map((_, o) => offres.map(({ taux }) => taux[o]!)),
    date,
  )
  for (const [groupe, { siret, effectif }] of employeurs.entries()) {
    const lot = lotDe(effectif, lots)
    for (const [o, option] of options.entries())
      for (const [b, offre] of offres.entries()) {
        if (offre.lot !== null && offre.lot !== lot) continue
        const rang = groupe * options.length + o
        yield {
          siret,
          lot,
          effectif,
          option: option.nom,
          offre: offre.nom,
          ...montants(sommes, groupe, rang, rang * offres.length + b),
        }
      }
  }
}

function montants(s: SortiesMasse, agent: number, option: number, offre: number) {
  const euros = (colonne: Float64Array, rang: number) => enEuros(centimes(colonne[rang]!))
  return {
    cotisation: euros(s.cotisation, offre),
    partEmployeur: euros(s.partEmployeur, offre),
    partAgents: euros(s.partAgent, offre),
    netActivite: euros(s.netTotal, agent),
    revenuSansContrat: euros(s.revenuMaintenu, agent),
    indemnites: euros(s.indemnite, option),
    revenuAvecContrat: euros(s.revenuAvecContrat, offre),
  }
}
