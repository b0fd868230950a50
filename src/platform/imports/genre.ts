import type { Acteur, Droit } from '#shared/acteur.ts'
import type { Tx } from '../base/base.ts'
import type { LigneTableur } from '../tableurs/assembler.ts'
import type { ColonneEcrite, LigneAEcrire } from '../tableurs/exporter.ts'

/** A column of an import, with what to write in it. */
export type ColonneImport = ColonneEcrite & { readonly aide: string }

/** What a line changes in a row already there, value by value, as a person reads it. */
export type Changement = { readonly colonne: string; readonly avant: string; readonly apres: string }

export type LignePlanifiee =
  | {
      readonly numero: number
      readonly etat: 'nouvelle' | 'changee' | 'inchangee'
      /** What the line is about: « Ville de Nantes ». */
      readonly libelle: string
      readonly changements: readonly Changement[]
    }
  | {
      readonly numero: number
      readonly etat: 'refusee'
      readonly libelle: string
      /** Header of the column at fault; null when the whole line is. */
      readonly colonne: string | null
      readonly valeur: string
      readonly motif: string
    }

/** What a file would do, decided against what the base holds now, and how to do it in the same transaction. */
export type PlanImport = {
  readonly lignes: readonly LignePlanifiee[]
  /** Writes what is new or changed; `avancer` hears how many lines are written so far. */
  ecrire(avancer: (fait: number) => Promise<void>): Promise<void>
}

/** A kind of table that a member imports and exports in one format: what a module gives, the pages are common. */
export type GenreImport = {
  /** Its place in the address: /imports/employeurs. */
  readonly cle: string
  readonly titre: string
  /** What one line is, « employeur », and several, « employeurs ». */
  readonly un: string
  readonly plusieurs: string
  readonly chapeau: string
  /** What the import does and does not do, one sentence each. */
  readonly regles: readonly string[]
  readonly droit: Droit
  readonly colonnes: readonly ColonneImport[]
  /** Lines of the template. */
  readonly exemples: readonly LigneAEcrire[]
  /** Where what was imported can be seen. */
  readonly voir: { readonly href: string; readonly libelle: string }
  /** Everything that the organisation of the actor holds, in the format of the import. */
  lister(tx: Tx, acteur: Acteur): Promise<LigneAEcrire[]>
  planifier(tx: Tx, acteur: Acteur, lignes: readonly LigneTableur[], maintenant: Date): Promise<PlanImport>
}

/** Lines written at once. */
export const LOT = 1_000

/** Writes a list by batches, telling how far it went. */
export async function parLots<T>(
  lignes: readonly T[],
  avancer: (fait: number) => Promise<void>,
  ecrire: (lot: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (let i = 0; i < lignes.length; i += LOT) {
    await ecrire(lignes.slice(i, i + LOT))
    await avancer(Math.min(i + LOT, lignes.length))
  }
}

/** The header, as the template writes it, of a column named by its key. */
export const titreDe = (colonnes: readonly ColonneImport[], cle: string): string =>
  colonnes.find((colonne) => colonne.cle === cle)?.libelles[0] ?? cle

/** A line set aside at one of its columns, with the value as it was written. */
export const refuserLigne = (
  colonnes: readonly ColonneImport[],
  { numero, valeurs }: LigneTableur,
  { cle, motif }: { readonly cle: string; readonly motif: string },
): LignePlanifiee => ({
  numero,
  etat: 'refusee',
  libelle: valeurs['nom'] ?? '',
  colonne: titreDe(colonnes, cle),
  valeur: (valeurs[cle] ?? '').replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1'),
  motif,
})
