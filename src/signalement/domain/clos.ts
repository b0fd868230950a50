import { ajouterJours, type Jour } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { peutLire, type Role, traite, VOLETS, type Volet } from './acces.ts'
import type { Etat, EtatGrossier } from './etats.ts'

/**
 * Whether a case is put away: closed, archived or waiting to be erased. The server cannot tell a restricted archive from a closed case, which would tell
 * that a procedure goes on: both are read for a motive (spécification §4.3, row 14).
 */
export const estClos = (etat: EtatGrossier): boolean => etat === 'CLOS' || etat === 'PURGE_PROGRAMMEE'

/**
 * What is served of a closed case to who did not open it. To the cell its own notes: the step, the deadlines, the motives of the others. To the doctor and
 * the psychologist their own thread with the author, and to an employer what was sent to it: none of the three is the file of the cell.
 */
const SANS_OUVRIR: Readonly<Record<Role, readonly Volet[]>> = {
  referent: ['N'],
  juriste: ['N'],
  gardien: [],
  psychologue: ['P'],
  medecin: ['M'],
  enqueteur: [],
  employeur: ['T'],
  correspondant: ['T'],
  coordinateur: [],
  dpd: [],
}

/** Whether somebody of this role may open a closed case by a written motive: who can write it where the cell reads it. */
export const peutOuvrirClos = (role: Role): boolean => traite(role)

/** Whether the desk offers it: a restricted archive is opened by référents alone (§4.3). Decided by the desk: only sealed notes tell an archive. */
export const bureauOuvreClos = (role: Role, etat: Etat): boolean =>
  peutOuvrirClos(role) && (etat !== 'ARCHIVE_RESTREINT' || role === 'referent')

/** Last day of an opening made on `jour` (Paris, both included): the next one. Days, since the server keeps no hour. */
export const finDeLOuverture = (jour: Jour): Jour => ajouterJours(jour, 1)

/**
 * The compartments of which the server serves the sealed bytes to a reader, among those of her role. A keeper is served the identity of a closed case
 * only while somebody asks for it.
 */
export function voletsServis(
  role: Role,
  s: Readonly<{ etat: EtatGrossier; ouvert: boolean; identiteDemandee: boolean }>,
): readonly Volet[] {
  const siens = VOLETS.filter((volet) => peutLire(role, volet))
  if (!estClos(s.etat) || (s.ouvert && peutOuvrirClos(role))) return siens
  if (role === 'gardien' && s.identiteDemandee) return ['I']
  return siens.filter((volet) => SANS_OUVRIR[role].includes(volet))
}

/** In characters: a word is not a motive; a story has no place there. */
export const MOTIF_MIN = 10
export const MOTIF_MAX = 1000

/** The motive as it is sealed, without the spaces around it; refused when it is missing, a mere word, or too long. */
export function lireMotif(texte: string): Result<string, 'court' | 'long'> {
  const motif = texte.trim()
  if (motif.length < MOTIF_MIN) return refuser('court')
  return motif.length > MOTIF_MAX ? refuser('long') : accepter(motif)
}

/** The French sentence of a refusal: what happened, why, what to do. */
export const PHRASES_MOTIF: Readonly<Record<'court' | 'long', string>> = {
  court: `Le dossier n’a pas été ouvert : le motif manque, ou tient en un mot. Écrivez une phrase (${MOTIF_MIN} caractères au moins) : vos collègues la liront.`,
  long: `Le dossier n’a pas été ouvert : le motif dépasse ${MOTIF_MAX} caractères. Raccourcissez-le, sans y raconter les faits.`,
}
