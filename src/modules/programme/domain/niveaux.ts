import { accepter, type Result, refuser } from '#shared/result.ts'

export type Niveau = 0 | 1 | 2 | 3 | 4 | 5

/** What a level of mutualisation rests on, beyond the will of the members. */
export type Piece = 'convention' | 'cle' | 'clause'

/**
 * The scale of mutualisation, from information alone to a mission entrusted for all, and what each step needs.
 * From N4 members share means: a convention (CGFP L452-11, décret 85-643, art. 27) and a decision on the key that shares the cost.
 * At N5 the clause of the schéma names the centre in charge (CGFP L452-11).
 */
export const NIVEAUX = [
  { niveau: 0, libelle: 'Information mutuelle', exige: [] },
  { niveau: 1, libelle: 'Échange de pratiques', exige: [] },
  { niveau: 2, libelle: 'Modèle ou outil commun, adapté par chacun', exige: [] },
  { niveau: 3, libelle: 'Action coordonnée, exercée par chacun', exige: [] },
  { niveau: 4, libelle: 'Moyens partagés', exige: ['convention', 'cle'] },
  { niveau: 5, libelle: 'Mission confiée pour le compte de tous', exige: ['convention', 'cle', 'clause'] },
] as const satisfies readonly {
  readonly niveau: Niveau
  readonly libelle: string
  readonly exige: readonly Piece[]
}[]

/** True for a whole number of the scale. */
export const estNiveau = (n: number): n is Niveau => Number.isInteger(n) && n >= 0 && n <= 5

/** « N3 Action coordonnée, exercée par chacun ». */
export const direNiveau = (niveau: Niveau): string => `N${niveau} ${NIVEAUX[niveau].libelle}`

export type Pieces = {
  readonly conventionReference: string
  readonly cleDecisionId: string | null
  readonly clauseReference: string
}

export type RefusNiveau = {
  readonly code: 'piece-manquante'
  readonly niveau: Niveau
  readonly piece: Piece
}

/** Decides whether an action may stand at a level with the papers it has; the first missing one is named. */
export function placerAuNiveau(niveau: Niveau, pieces: Pieces): Result<Niveau, RefusNiveau> {
  const tenues: Readonly<Record<Piece, boolean>> = {
    convention: pieces.conventionReference.trim() !== '',
    cle: pieces.cleDecisionId !== null,
    clause: pieces.clauseReference.trim() !== '',
  }
  const piece = NIVEAUX[niveau].exige.find((exigee) => !tenues[exigee])
  return piece ? refuser({ code: 'piece-manquante', niveau, piece }) : accepter(niveau)
}
