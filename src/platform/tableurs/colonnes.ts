import { accepter, type Result, refuser } from '#shared/result.ts'
import type { RefusTableur } from './refus.ts'

/** What a column holds. Without a type, the text is taken as it is. */
export type TypeColonne = 'texte' | 'entier' | 'montant' | 'date'

/** A column of a table that is both imported and exported: one list serves the two ways. */
export type Colonne = {
  /** Name of the value in the program. */
  readonly cle: string
  /** Headers that name it; the first one is written by exports. Accents, case, spaces and punctuation do not count. */
  readonly libelles: readonly [string, ...string[]]
  readonly obligatoire?: boolean
  readonly type?: TypeColonne
}

/** Which column of the file gives which value; null for a column that nobody reads. */
export type Rapprochement = {
  readonly cles: readonly (Colonne | null)[]
  readonly ignorees: readonly string[]
}

/** A header without what people write differently: accents, case, spaces, punctuation. */
export const normaliserLibelle = (texte: string): string =>
  texte
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')

const liste = (mots: readonly string[]): string => mots.map((mot) => `« ${mot} »`).join(', ')

/**
 * Recognises the columns of a file by their headers.
 * Refused: a header given twice, two headers for one column, a mandatory column missing.
 */
export function rapprocher(
  entetes: readonly string[],
  colonnes: readonly Colonne[],
): Result<Rapprochement, RefusTableur> {
  const parLibelle = new Map(
    colonnes.flatMap((colonne) =>
      [colonne.cle, ...colonne.libelles].map((libelle) => [normaliserLibelle(libelle), colonne] as const),
    ),
  )
  const cles = entetes.map((entete) => parLibelle.get(normaliserLibelle(entete)) ?? null)
  const double = entetes.find((entete, i) => {
    const meme = (autre: string, j: number) =>
      cles[i] ? cles[j] === cles[i] : normaliserLibelle(autre) === normaliserLibelle(entete)
    return normaliserLibelle(entete) !== '' && entetes.some((autre, j) => j < i && meme(autre, j))
  })
  if (double !== undefined)
    return refuser({
      code: 'colonne-en-double',
      message: `Deux colonnes portent le nom « ${double} ». Gardez-en une seule.`,
    })
  const manquantes = colonnes.filter((colonne) => colonne.obligatoire && !cles.includes(colonne))
  if (manquantes.length > 0)
    return refuser({
      code: 'colonne-manquante',
      message: `Il manque ${manquantes.length === 1 ? 'la colonne' : 'les colonnes'} ${liste(manquantes.map(({ libelles }) => libelles[0]))}. Ajoutez ${manquantes.length === 1 ? 'la' : 'les'} sur la première ligne, puis déposez de nouveau le fichier.`,
    })
  const ignorees = entetes.filter((entete, i) => cles[i] === null && entete.trim() !== '')
  return accepter({ cles, ignorees })
}

/** How many of the headers are known: serves to choose a separator or a sheet. */
export const reconnues = (entetes: readonly string[], colonnes: readonly Colonne[]): number => {
  const connus = new Set(
    colonnes.flatMap(({ cle, libelles }) => [cle, ...libelles].map((libelle) => normaliserLibelle(libelle))),
  )
  return entetes.filter((entete) => connus.has(normaliserLibelle(entete))).length
}
