import { accepter, type Result, refuser } from '#shared/result.ts'
import { type Colonne, rapprocher } from './colonnes.ts'
import type { LimitesTableur, RefusLigne, RefusTableur } from './refus.ts'
import { direValeur, normaliserValeur, rendreTexte } from './valeurs.ts'

export type LigneTableur = {
  /** As a spreadsheet numbers it: the header is row 1. */
  readonly numero: number
  /** By key of column; a column that the file does not have gives no value. */
  readonly valeurs: Readonly<Record<string, string>>
}

export type Tableur = {
  readonly entetes: readonly string[]
  /** Headers that no column recognises: nothing of theirs is read. */
  readonly ignorees: readonly string[]
  readonly lignes: readonly LigneTableur[]
  readonly refus: readonly RefusLigne[]
}

const estVide = (cellules: readonly string[]): boolean => cellules.every((cellule) => cellule.trim() === '')

/**
 * Turns rows of cells into named values. The first row that holds something is the header; empty rows are passed over.
 * A row in fault is set aside with its reason; a table out of proportion is refused whole.
 */
export function assembler(
  rangees: readonly (readonly string[])[],
  colonnes: readonly Colonne[],
  limites: LimitesTableur,
): Result<Tableur, RefusTableur> {
  const rangEntete = rangees.findIndex((cellules) => !estVide(cellules))
  if (rangEntete === -1)
    return refuser({
      code: 'fichier-vide',
      message: 'Le fichier ne contient aucune donnée. Choisissez un autre fichier.',
    })
  const entetes = sansQueue(rangees[rangEntete]!).map((entete) => rendreTexte(entete.trim()))
  if (entetes.length > limites.colonnes)
    return refuser({
      code: 'trop-de-colonnes',
      message: `La première ligne compte ${entetes.length} colonnes, ${limites.colonnes} au plus sont admises. Gardez seulement les colonnes utiles.`,
    })
  const rapprochement = rapprocher(entetes, colonnes)
  if (!rapprochement.ok) return rapprochement
  const pleines = rangees.reduce((n, cellules, i) => (i > rangEntete && !estVide(cellules) ? n + 1 : n), 0)
  if (pleines > limites.lignes)
    return refuser({
      code: 'trop-de-lignes',
      message: `Le fichier compte ${pleines} lignes, ${limites.lignes} au plus sont admises. Découpez-le en plusieurs fichiers.`,
    })
  const lignes: LigneTableur[] = []
  const refus: RefusLigne[] = []
  rangees.forEach((cellules, i) => {
    if (i <= rangEntete || estVide(cellules)) return
    const lue = lireLigne(i + 1, cellules, entetes, rapprochement.valeur.cles, limites)
    if ('motif' in lue) refus.push(lue)
    else lignes.push(lue)
  })
  return accepter({ entetes, ignorees: rapprochement.valeur.ignorees, lignes, refus })
}

function lireLigne(
  numero: number,
  cellules: readonly string[],
  entetes: readonly string[],
  cles: readonly (Colonne | null)[],
  limites: LimitesTableur,
): LigneTableur | RefusLigne {
  const ecrites: Record<string, string> = {}
  for (const [i, colonne] of cles.entries())
    if (colonne) ecrites[colonne.cle] = rendreTexte((cellules[i] ?? '').slice(0, limites.cellule))
  const refuserCellule = (i: number, raison: string): RefusLigne => ({
    ligne: numero,
    colonne: entetes[i]!,
    cle: cles[i]?.cle ?? null,
    raison: `${raison.charAt(0).toUpperCase()}${raison.slice(1)}`,
    motif: `Ligne ${numero}, colonne « ${entetes[i]} » : ${raison}`,
    valeurs: ecrites,
  })
  const largeur = sansQueue(cellules).length
  if (largeur > entetes.length) {
    const motif = `La ligne ${numero} a ${largeur} cellules, l’en-tête en a ${entetes.length}. Vérifiez les séparateurs et les guillemets de cette ligne.`
    return { ligne: numero, colonne: null, cle: null, raison: motif, motif, valeurs: ecrites }
  }
  const valeurs: Record<string, string> = {}
  for (const [i, colonne] of cles.entries()) {
    const brut = cellules[i] ?? ''
    if (brut.length > limites.cellule)
      return refuserCellule(
        i,
        `la cellule compte ${brut.length} caractères, ${limites.cellule} au plus sont admis. Raccourcissez-la.`,
      )
    if (!colonne) continue
    const type = colonne.type ?? 'texte'
    const lue = normaliserValeur(rendreTexte(brut), type)
    if (lue === null) return refuserCellule(i, direValeur(brut, type as Exclude<typeof type, 'texte'>))
    if (colonne.obligatoire && lue.trim() === '')
      return refuserCellule(i, 'la cellule est vide. Remplissez-la.')
    valeurs[colonne.cle] = lue
  }
  return { numero, valeurs }
}

/** Cells up to the last one that holds something: spreadsheets leave empty ones behind. */
function sansQueue(cellules: readonly string[]): readonly string[] {
  let fin = cellules.length
  while (fin > 0 && cellules[fin - 1]!.trim() === '') fin--
  return cellules.slice(0, fin)
}
