import { bech32m } from '@scure/base'
import { combine, split } from 'shamir-secret-sharing'
import { depuisTexte, empreinte, octetsDe } from './primitives.ts'
import { refuser, sinon } from './refus.ts'
import { type Destinataire, destinataireDe, graineDe, type Identite, nouvelleIdentite } from './scelle.ts'

const VERSION = 1
/** version (1) ‖ start of the recovery recipient's SHA-256 (8) ‖ Shamir share (32 + 1 for its abscissa) */
const TAILLE = 42

/**
 * Splits a recovery identity into `combien` cards (three unless said, 2 to 16), any two of which give it back (Shamir on GF(256)); one alone tells
 * nothing. Each card is `part1…` in bech32m: lower case, no look-alike letters, four slips of the pen always seen. To be held apart. Refuses
 * `parts-insuffisantes` for another number.
 */
export async function partager(identite: Identite, combien = 3): Promise<string[]> {
  if (!Number.isInteger(combien) || combien < 2 || combien > 16) refuser('parts-insuffisantes')
  const lot = lotDe(await destinataireDe(identite))
  const parts = await split(graineDe(identite), combien, 2)
  return parts.map((part) => bech32m.encodeFromBytes('part', new Uint8Array([VERSION, ...lot, ...part])))
}

/**
 * Gives back the identity of `sequestre` from two cards or more; with three, one false card does not prevent it. The result is
 * believed only if its public recipient is the expected one. Refuses `part-illisible`, `parts-insuffisantes`, `parts-discordantes`.
 */
export async function recomposer(cartes: readonly string[], sequestre: Destinataire): Promise<Identite> {
  const lot = lotDe(sequestre).join()
  const parts = new Map(cartes.map(lireCarte).map((carte) => [carte.join(), carte]))
  if (parts.size < 2) refuser('parts-insuffisantes')
  const memes = [...parts.values()].filter((carte) => carte.slice(1, 9).join() === lot)
  for (const [i, a] of memes.entries())
    for (const b of memes.slice(i + 1)) {
      if (a.at(-1) === b.at(-1)) continue
      const identite = nouvelleIdentite(await combine([a.slice(9), b.slice(9)]))
      if ((await destinataireDe(identite)) === sequestre) return identite
    }
  return refuser('parts-discordantes')
}

const lotDe = (sequestre: Destinataire) => depuisTexte(empreinte(octetsDe(sequestre))).subarray(0, 8)

function lireCarte(carte: string): Uint8Array {
  const lettres = carte.replace(/\s/g, '').toLowerCase()
  const { prefix, bytes } = sinon('part-illisible', () => bech32m.decodeToBytes(lettres))
  const juste = prefix === 'part' && bytes.length === TAILLE && bytes[0] === VERSION && bytes.at(-1) !== 0
  return juste ? bytes : refuser('part-illisible')
}
