import type { MotifAvertissement, MotifRefus } from './motif.ts'
import type { CodeAvertissement, CodeRefus } from './phrases.ts'
import type { RefusFichier } from './phrases-fichier.ts'

/** A refusal with its row. `ligne` is the row number that a spreadsheet shows, the header being row 1. */
export type Refus = MotifRefus & { readonly ligne: number }

/** A warning with its row: the row is accepted. */
export type Avertissement = MotifAvertissement & { readonly ligne: number }

/** Outcome of the check of one file. Lists are capped (`detailMax`), counts are not. */
export interface Rapport {
  /** Why nothing, or nothing more, could be read; null when the file was read to its end. */
  readonly fichierRefuse: RefusFichier | null
  /** Rows read, empty ones excluded. */
  readonly lignes: number
  /** Rows accepted: one agent each. */
  readonly acceptees: number
  /** Rows refused, whatever the number of reasons. */
  readonly lignesRefusees: number
  readonly refusees: readonly Refus[]
  readonly avertissements: readonly Avertissement[]
  /** Reasons counted by code, over the whole file. */
  readonly parCode: Readonly<Partial<Record<CodeRefus | CodeAvertissement, number>>>
  readonly colonnesIgnorees: readonly string[]
  /** Notices on the whole file, in French: columns ignored, values supposed, empty rows, sheets that are not read. */
  readonly avis: readonly string[]
}
