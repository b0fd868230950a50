/** A decision either succeeds with a value or is refused with a typed reason; bugs are exceptions, never refusals. */
export type Result<T, R> =
  | { readonly ok: true; readonly valeur: T }
  | { readonly ok: false; readonly refus: R }

/** The decision is taken: `valeur` is the new state or what the caller asked for. */
export const accepter = <T>(valeur: T): { readonly ok: true; readonly valeur: T } => ({ ok: true, valeur })

/** The decision is refused: `refus` is a union member with a `code`, turned into one French sentence by the route. */
export const refuser = <R>(refus: R): { readonly ok: false; readonly refus: R } => ({ ok: false, refus })

/** Compile-time proof that every member of a union was treated; throws if data from outside the types reaches it. */
export function jamais(valeur: never): never {
  throw new Error(`Cas non prévu : ${JSON.stringify(valeur)}`)
}
