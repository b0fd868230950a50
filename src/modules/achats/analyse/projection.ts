import { ANNEES } from '@maillage/prevoyance/projection'
import { compte, montant, nombre } from '#shared/typographie.ts'
import { type AnneeProjetee, rapporter, resumerTirages, tauxAuPlus } from '../domain/contrat/projection.ts'
import type { MarcheLu, OffreLue } from '../marche/marche.queries.ts'
import type { Cellule, Grille, Rangee } from './composer.ts'
import type { Tirages } from './projeter.ts'

/** What the draws say of the bids of a lot: by bid, its six years. */
export type Projection = {
  readonly premiere: number
  readonly tirages: number
  readonly offres: readonly (readonly AnneeProjetee[])[]
}

/** « 95,3 % ». */
export const enRapport = (rapport: number): string => `${nombre(Math.round(rapport * 1_000) / 10)} %`

/**
 * Claims of incapacity and invalidity against the contributions that pay for them, at the most that the clause of each bid allows.
 * @param premiere first year of the contract
 */
export const projeterOffres = (
  tires: Tirages,
  offres: readonly Pick<OffreLue, 'taux' | 'gelAnnees' | 'hausseMax'>[],
  niveaux: MarcheLu['niveaux'],
  premiere: number,
): Projection => ({
  premiere,
  tirages: tires.tirages,
  offres: offres.map(({ taux, gelAnnees, hausseMax }) =>
    resumerTirages(
      rapporter(
        tires.niveaux,
        niveaux.map(({ nom }) => {
          const t = taux.find(({ niveau }) => niveau === nom)
          return tauxAuPlus((t?.incapacite ?? 0) + (t?.invalidite ?? 0), gelAnnees, hausseMax, ANNEES)
        }),
        ANNEES,
      ),
      ANNEES,
    ),
  ),
})

const entier = (rapport: number): string => nombre(Math.round(rapport * 100))

/** What a year says in a cell: contributions, then the median ratio and what eight draws in ten stay within; strong where the median is over 100 %. */
const enCellule = ({ primes, mediane, bas, haut }: AnneeProjetee): Cellule => ({
  mots: montant(primes),
  detail: `${enRapport(mediane)}, de ${entier(bas)} à ${entier(haut)} %`,
  ...(mediane > 1 && { fort: true }),
})

/** The figures of the drawings, the same on the screen and in the report. */
export function grilleDeProjection(
  courts: readonly string[],
  { premiere, tirages, offres }: Projection,
): Grille {
  return {
    cle: 'projection',
    titre: 'Sinistres rapportés aux cotisations, sur six ans',
    detail: `incapacité et invalidité, cotisations au plus de la clause ; médiane et huit chances sur dix de ${compte(tirages, 'tirage')}, toujours les mêmes ; en gras, la médiane dépasse 100 %`,
    entetes: ['Année', 'Charge médiane', ...courts],
    rangees: Array.from(
      { length: ANNEES },
      (_, an): Rangee => ({
        cle: String(an),
        entete: { mots: String(premiere + an) },
        cellules: [
          { mots: montant(offres[0]![an]!.charge) },
          ...offres.map((annees) => enCellule(annees[an]!)),
        ],
      }),
    ),
  }
}

/** What the drawing of a bid says, in one sentence. */
export function direProjection(nom: string, annees: readonly AnneeProjetee[], premiere: number): string {
  const derniere = annees.at(-1)!
  const depassees = annees.flatMap(({ mediane }, an) => (mediane > 1 ? [premiere + an] : []))
  const suite =
    depassees.length === 0
      ? 'la médiane ne dépasse jamais 100 %'
      : `la médiane dépasse 100 % en ${depassees.join(', ')}`
  return `${nom} : ${suite} ; en ${premiere + annees.length - 1}, ${enRapport(derniere.mediane)}, de ${enRapport(derniere.bas)} à ${enRapport(derniere.haut)}.`
}
