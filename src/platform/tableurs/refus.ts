/** Why nothing of a file was taken; `message` is the sentence shown to the person who gave it. */
export type RefusTableur = {
  readonly code:
    | 'fichier-vide'
    | 'fichier-trop-lourd'
    | 'fichier-d-un-autre-genre'
    | 'colonne-en-double'
    | 'colonne-manquante'
    | 'trop-de-colonnes'
    | 'trop-de-lignes'
    | 'guillemet-non-ferme'
    | 'ligne-demesuree'
    | 'classeur-refuse'
    | 'lecture-arretee'
  readonly message: string
}

/** A row that was left aside; the others stand. `ligne` is the number that a spreadsheet shows. */
export type RefusLigne = {
  readonly ligne: number
  readonly colonne: string | null
  /** Key of that column, when it is one that is read. */
  readonly cle: string | null
  /** What is wrong and what to do, the place said elsewhere. */
  readonly raison: string
  /** The same with its place, for a list of sentences. */
  readonly motif: string
  /** The row as it was written, by key of column, so that it can be given back to be corrected. */
  readonly valeurs: Readonly<Record<string, string>>
}

/** What a file may hold. Sizes in bytes and characters. */
export type LimitesTableur = {
  readonly octets: number
  readonly lignes: number
  readonly colonnes: number
  readonly cellule: number
  /** Unpacked size of an XLSX workbook, bytes. */
  readonly octetsDecompresses: number
  /** Heap of the process that reads, megabytes. */
  readonly memoireMo: number
  /** Longest reading, milliseconds. */
  readonly delaiMs: number
}

export const LIMITES_TABLEUR: LimitesTableur = {
  octets: 10 << 20,
  lignes: 50_000,
  colonnes: 200,
  cellule: 60_000,
  octetsDecompresses: 64 << 20,
  memoireMo: 384,
  delaiMs: 30_000,
}
