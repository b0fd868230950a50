import type { Valeurs } from '../champs.ts'
import type { Raison } from '../motif.ts'
import { fractionPayee } from '../paie.ts'
import type { ParametresRecensement } from '../parametres.ts'
import type { NomColonne } from '../types.ts'

/** What the rules need beside the row. `date`: census date, 'AAAA-MM-JJ'. */
export interface ContexteRegles {
  readonly date: string
  readonly parametres: ParametresRecensement
}

/** A rule crosses columns; it is applied only when every column it reads could be read. */
export interface Regle<C extends string> {
  readonly colonne: NomColonne
  readonly lit: readonly NomColonne[]
  readonly decide: (v: Valeurs, contexte: ContexteRegles) => Raison<C> | null
}

/**
 * Declares a rule: the compiler lets it read only the columns it says it reads.
 * @param colonne column that the reason is attached to
 * @param lit columns that must have been read
 * @param decide the reason, or null
 */
export const regle =
  <C extends string>() =>
  <K extends NomColonne>(
    colonne: NomColonne,
    lit: readonly K[],
    decide: (v: Pick<Valeurs, K>, contexte: ContexteRegles) => Raison<C> | null,
  ): Regle<C> => ({ colonne, lit, decide })

/** Officials: titulaires and stagiaires. */
export const estFonctionnaire = (v: Pick<Valeurs, 'statut'>): boolean =>
  v.statut === 'titulaire' || v.statut === 'stagiaire'

/** Year of a day, 'AAAA-MM-JJ'; asked of nearly every row, hence without a text in between. */
export const anneeDe = (jour: string): number =>
  jour.charCodeAt(0) * 1_000 +
  jour.charCodeAt(1) * 100 +
  jour.charCodeAt(2) * 10 +
  jour.charCodeAt(3) -
  0x30 * 1_111

/** Whole years on the census date; from the year alone, the age reached during that year. */
export function age(naissance: Valeurs['naissance'], date: string): number {
  const annees = anneeDe(date) - naissance.annee
  return naissance.jour !== null && naissance.jour.slice(5) > date.slice(5) ? annees - 1 : annees
}

export const TEMPS = ['heures_hebdo', 'heures_temps_complet'] as const
export const PAIE = ['indice_majore', 'traitement_mensuel'] as const

/** Rules on pay and scheme would only repeat that the working time is wrong: they wait until it is plausible. */
export const tempsPlausible = (v: Pick<Valeurs, (typeof TEMPS)[number]>): boolean =>
  v.heures_hebdo > 0 && v.heures_hebdo <= v.heures_temps_complet

/** Paid share of a full-time pay. */
export const temps = (v: Pick<Valeurs, (typeof TEMPS)[number] | 'quotite'>) =>
  fractionPayee({
    heuresHebdo: v.heures_hebdo,
    heuresTempsComplet: v.heures_temps_complet,
    quotite: v.quotite,
  })
