/** Seeded draws made of integer operations only: the same seed gives the same bytes on every machine. */
export interface Alea {
  /** Uniform integer from 0 to n − 1. */
  readonly entier: (n: number) => number
  /** Uniform integer from `bas` to `haut`, both included. */
  readonly entre: (bas: number, haut: number) => number
  /** True `p` times in a thousand. */
  readonly pourMille: (p: number) => boolean
  /** One value, by its weight. */
  readonly choisir: <T>(valeurs: readonly (readonly [T, number])[]) => T
}

/**
 * Starts a sequence of draws (sfc32, a small generator in the public domain).
 * @param graine any safe integer
 */
export function creerAlea(graine: number): Alea {
  let a = graine >>> 0
  let b = Math.floor(graine / 2 ** 32) >>> 0
  let c = 0x9e3779b9
  let compteur = 1

  const brut = (): number => {
    const tirage = (a + b + compteur) >>> 0
    compteur = (compteur + 1) >>> 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) >>> 0
    c = (((c << 21) | (c >>> 11)) + tirage) >>> 0
    return tirage
  }
  // The first draws still show the seed.
  for (let i = 0; i < 16; i++) brut()

  const entier = (n: number): number => {
    const limite = 2 ** 32 - (2 ** 32 % n)
    let tirage = brut()
    while (tirage >= limite) tirage = brut()
    return tirage % n
  }

  return {
    entier,
    entre: (bas, haut) => bas + entier(haut - bas + 1),
    pourMille: (p) => entier(1_000) < p,
    choisir: (valeurs) => {
      let reste = entier(valeurs.reduce((somme, [, poids]) => somme + poids, 0))
      for (const [valeur, poids] of valeurs) {
        if (reste < poids) return valeur
        reste -= poids
      }
      throw new RangeError('Aucune valeur à tirer : la table est vide.')
    },
  }
}
