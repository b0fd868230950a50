// One French sentence per refusal: what happened, why, what to do; none says more than the reader may know.
import PHRASES from './phrases.json' with { type: 'json' }

export type CodeRefus = keyof typeof PHRASES

/** Where hand-copied words are likely wrong: `position` counts from 1, `propositions` are likeliest first. */
export type Soupcon = Readonly<{ position: number; mot: string; propositions: readonly string[] }>

/**
 * What the package throws, and nothing else: a `code` to branch on, a French `message` to show. It is thrown, not returned, so
 * that no caller can go on with a text that was not sealed; it carries neither cause nor content, so that the reason why an
 * opening failed tells an attacker nothing. `soupcons` is filled for words only.
 */
export class Refus extends Error {
  override readonly name = 'Refus'
  readonly code: CodeRefus
  readonly soupcons: readonly Soupcon[]
  constructor(code: CodeRefus, soupcons: readonly Soupcon[] = []) {
    super(PHRASES[code])
    this.code = code
    this.soupcons = soupcons
  }
}

/** Throws the refusal `code`. */
export function refuser(code: CodeRefus): never {
  throw new Refus(code)
}

/** What `essai` gives, or undefined if it threw: a library's reason never goes out. */
export function essayer<T>(essai: () => T): { readonly valeur: T } | undefined {
  try {
    return { valeur: essai() }
  } catch {
    return undefined
  }
}

/** The result of `essai`, or the refusal `code` whatever it threw. */
export const sinon = <T>(code: CodeRefus, essai: () => T): T => (essayer(essai) ?? refuser(code)).valeur
