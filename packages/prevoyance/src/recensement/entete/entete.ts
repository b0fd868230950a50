import { COLONNES } from '../colonnes.ts'
import { nettoyer, normaliser } from '../lecture.ts'
import { PHRASES_FICHIER, type RefusFichier, refusFichier } from '../phrases-fichier.ts'
import type { NomColonne } from '../types.ts'
import { estColonneDeSante, estColonneIdentifiante } from './mots-interdits.ts'

const COLONNES_MAX = 200

/** What the first row says: where each known column is, and which columns nobody reads. */
export interface Entete {
  readonly positions: Readonly<Partial<Record<NomColonne, number>>>
  /** Number of cells a row must have. */
  readonly largeur: number
  /** Headers as written in the file, forty characters at most. */
  readonly colonnesIgnorees: readonly string[]
  /** Known columns that the file does not have; what they stand for is in `COLONNES`. */
  readonly colonnesAbsentes: readonly NomColonne[]
}

export type LectureEntete =
  | { readonly ok: true; readonly entete: Entete }
  | { readonly ok: false; readonly refus: RefusFichier }

const PAR_ENTETE: ReadonlyMap<string, NomColonne> = new Map(
  COLONNES.flatMap(({ nom, alias }) => [nom, ...alias].map((mot) => [mot, nom] as const)),
)

/** Known column that a header names, whatever its accents, case and punctuation; null when there is none. */
export const colonneNommee = (entete: string): NomColonne | null => PAR_ENTETE.get(normaliser(entete)) ?? null

/**
 * Understands the header row, or refuses the whole file: too many columns, no known column, a name or a health word in a
 * header, a column given twice, a compulsory column missing.
 * @param cellules cells of the first row, as text
 */
export function lireEntete(cellules: readonly string[]): LectureEntete {
  const titres = sansVidesAuBout(cellules.map(nettoyer))
  if (titres.length > COLONNES_MAX)
    return { ok: false, refus: refusFichier('trop-de-colonnes', titres.length, COLONNES_MAX) }
  const connues = titres.map(colonneNommee)
  if (connues.filter((nom) => nom !== null).length < 2)
    return { ok: false, refus: refusFichier('entete-introuvable') }

  const positions: Partial<Record<NomColonne, number>> = {}
  const colonnesIgnorees: string[] = []
  for (const [i, titre] of titres.entries()) {
    const nom = connues[i]
    const court = titre.slice(0, 40)
    if (nom) {
      if (positions[nom] !== undefined) return { ok: false, refus: refusFichier('colonne-en-double', nom) }
      positions[nom] = i
    } else if (estColonneDeSante(normaliser(titre))) {
      return { ok: false, refus: refusFichier('colonne-de-sante', court) }
    } else if (estColonneIdentifiante(normaliser(titre))) {
      return { ok: false, refus: refusFichier('colonne-identifiante', court) }
    } else {
      colonnesIgnorees.push(titre === '' ? `colonne ${i + 1}, sans titre` : court)
    }
  }
  const absentes = COLONNES.filter(({ nom }) => positions[nom] === undefined)
  const manquantes: string[] = absentes.filter((c) => c.obligatoire === 'oui').map((c) => c.nom)
  if (positions.indice_majore === undefined && positions.traitement_mensuel === undefined) {
    manquantes.push('indice_majore ou traitement_mensuel')
  }
  if (manquantes.length > 0)
    return { ok: false, refus: refusFichier('colonnes-manquantes', manquantes.join(', ')) }
  return {
    ok: true,
    entete: {
      positions,
      largeur: titres.length,
      colonnesIgnorees,
      colonnesAbsentes: absentes.map((c) => c.nom),
    },
  }
}

function sansVidesAuBout(titres: readonly string[]): readonly string[] {
  const dernier = titres.findLastIndex((titre) => titre !== '')
  return titres.slice(0, dernier + 1)
}

/** File-level notices on the header: what is ignored, and what absent columns stand for. */
export function avisSurEntete(entete: Entete): readonly string[] {
  const avis: string[] = []
  if (entete.colonnesIgnorees.length > 0)
    avis.push(PHRASES_FICHIER['colonnes-ignorees'](entete.colonnesIgnorees))
  const supposees = COLONNES.filter(
    (c) => c.obligatoire === 'non' && entete.colonnesAbsentes.includes(c.nom) && /^\d|seul/.test(c.vide),
  )
  if (supposees.length > 0)
    avis.push(PHRASES_FICHIER['colonnes-supposees'](supposees.map((c) => `${c.nom} (${c.vide})`)))
  return avis
}
