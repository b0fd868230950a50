import { accepter, type Result, refuser } from '#shared/result.ts'
import { CYCLE, type Etat } from './etats.ts'

/** Two requests of one employer and one kind, sent at most this many days apart, may be one sent twice. */
export const DOUBLON_JOURS = 30

export type Candidate = {
  readonly id: string
  readonly organismeId: string
  readonly typeId: string
  readonly deposeeLe: Date | null
  readonly etat: Etat
}

/** True when two requests may be the same one: same employer, same kind, near dates. It is proposed, never decided. */
export const seRessemblent = (a: Candidate, b: Candidate): boolean =>
  a.id !== b.id &&
  a.organismeId === b.organismeId &&
  a.typeId === b.typeId &&
  a.deposeeLe !== null &&
  b.deposeeLe !== null &&
  Math.abs(+a.deposeeLe - +b.deposeeLe) <= DOUBLON_JOURS * 86_400_000

export type RefusReunion =
  | { readonly code: 'reunion-impossible'; readonly pourquoi: 'elle-meme' | 'employeur' | 'gardee-finie' }
  | { readonly code: 'reunion-attente'; readonly etat: Etat }

/**
 * Whether `doublon` may leave by `gardee`. The one kept is still followed; the other waits for nobody: nothing ends with an open wait.
 * Kind and dates only propose: people may know better, but never across two employers.
 */
export function reunir(gardee: Candidate, doublon: Candidate): Result<null, RefusReunion> {
  const non = (pourquoi: 'elle-meme' | 'employeur' | 'gardee-finie') =>
    refuser({ code: 'reunion-impossible' as const, pourquoi })
  if (gardee.id === doublon.id) return non('elle-meme')
  if (gardee.organismeId !== doublon.organismeId) return non('employeur')
  const { de } = CYCLE.reunir
  if (!de.includes(doublon.etat)) return refuser({ code: 'reunion-attente', etat: doublon.etat })
  if (![...de, 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS'].includes(gardee.etat)) return non('gardee-finie')
  return accepter(null)
}

/**
 * A text in parts of at most `max` characters, cut between paragraphs when one ends in the second half of a part, else between words, else where it must be. Put together
 * again in order, nothing is missing but the blanks at the cuts. One part at least, be it empty.
 */
export function enParts(texte: string, max: number): string[] {
  const parts: string[] = []
  let reste = texte.trim()
  while (reste.length > max) {
    const coupe = [reste.lastIndexOf('\n\n', max), reste.lastIndexOf(' ', max)].find((ou) => ou > max / 2)
    // Never between the two halves of one character.
    const ou = coupe ?? (/[\uD800-\uDBFF]/.test(reste[max - 1]!) ? max - 1 : max)
    parts.push(reste.slice(0, ou).trimEnd())
    reste = reste.slice(ou).trimStart()
  }
  return [...parts, reste]
}
