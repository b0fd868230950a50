import { accepter, type Result, refuser } from '#shared/result.ts'

/** The whole, in ten-thousandths: 3 000 is 30 %. */
export const ENTIER = 10_000

/** What a part of a cost is weighed on. */
export type Assiette = 'egale' | 'agents' | 'masse' | 'libre'
export const ASSIETTES: readonly Assiette[] = ['egale', 'agents', 'masse', 'libre']

/** A key, in ten-thousandths; its four parts are whole together. No member pays more than `plafond` of the total, when there is one. */
export type Cle = Readonly<Record<Assiette, number>> & { readonly plafond: number | null }

/** What one member weighs. `masse` in integer cents, `libre` in ten-thousandths of the whole. Null: not declared. */
export type Poids = {
  readonly organismeId: string
  readonly agents: number | null
  readonly masse: number | null
  readonly libre: number | null
}

export type RefusCle =
  | { readonly code: 'parts-incompletes'; readonly somme: number }
  | { readonly code: 'libre-incomplet'; readonly somme: number }
  | {
      readonly code: 'base-manquante'
      readonly assiette: 'agents' | 'masse'
      readonly organismes: readonly string[]
    }
  | { readonly code: 'base-nulle'; readonly assiette: 'agents' | 'masse' }
  | { readonly code: 'plafond-trop-bas'; readonly minimum: number }
  | { readonly code: 'personne' }

/**
 * Says whether a key can share a cost between these members: its parts are whole, every base that it weighs on is declared, its percentages
 * make a hundred, its cap leaves room for the whole.
 */
export function jugerCle(cle: Cle, poids: readonly Poids[]): Result<Cle, RefusCle> {
  if (poids.length === 0) return refuser({ code: 'personne' })
  const somme = ASSIETTES.reduce((total, assiette) => total + cle[assiette], 0)
  if (somme !== ENTIER) return refuser({ code: 'parts-incompletes', somme })
  for (const assiette of ['agents', 'masse'] as const) {
    if (cle[assiette] === 0) continue
    const sans = poids.filter((p) => p[assiette] === null)
    if (sans.length > 0)
      return refuser({ code: 'base-manquante', assiette, organismes: sans.map((p) => p.organismeId) })
    if (poids.every((p) => p[assiette] === 0)) return refuser({ code: 'base-nulle', assiette })
  }
  const libre = poids.reduce((total, p) => total + (p.libre ?? 0), 0)
  if (cle.libre > 0 && libre !== ENTIER) return refuser({ code: 'libre-incomplet', somme: libre })
  const minimum = Math.ceil(ENTIER / poids.length)
  if (cle.plafond !== null && cle.plafond < minimum) return refuser({ code: 'plafond-trop-bas', minimum })
  return accepter(cle)
}

/**
 * Splits whole cents on weights by the largest remainder: each gets the floor of its share, and the cents left go one by one to the largest
 * fractions, the first named of two that are equal. The sum is the total, always. Weights are whole, not all zero.
 */
export function partager(total: number, poids: readonly number[]): number[] {
  const [t, p] = [BigInt(total), poids.map(BigInt)]
  const somme = p.reduce((a, b) => a + b, 0n)
  if (somme === 0n) throw new Error('Rien à peser.')
  const parts = p.map((x) => Number((t * x) / somme))
  const restes = p.map((x, rang) => ({ rang, reste: (t * x) % somme }))
  restes.sort((a, b) => (a.reste === b.reste ? a.rang - b.rang : a.reste > b.reste ? -1 : 1))
  const manque = total - parts.reduce((a, b) => a + b, 0)
  for (const { rang } of restes.slice(0, manque)) parts[rang]! += 1
  return parts
}

/**
 * What each member owes of a total in integer cents, in the order given, under a key that `jugerCle` accepted. The total is split into the
 * parts of the key (the last takes what is left), each part on its weights. Whoever passes the cap is held to it, and the rest is shared
 * again between the others, until nobody passes it. The sum is the total. A refund is the same with its sign.
 */
export function repartir(total: number, cle: Cle, poids: readonly Poids[]): number[] {
  if (total < 0) return repartir(-total, cle, poids).map((part) => (part === 0 ? 0 : -part))
  const parts = poids.map(() => 0)
  const plafond =
    cle.plafond === null ? total : Number((BigInt(total) * BigInt(cle.plafond)) / BigInt(ENTIER))
  const tenus = new Set<number>()
  for (;;) {
    const libres = poids.map((_, rang) => rang).filter((rang) => !tenus.has(rang))
    const reste = total - tenus.size * plafond
    const dues = sansPlafond(
      reste,
      cle,
      libres.map((rang) => poids[rang]!),
    )
    libres.forEach((rang, n) => {
      parts[rang] = dues[n]!
    })
    const passent = libres.filter((rang) => parts[rang]! > plafond)
    // Nobody is left to take the cents that caps, rounded down, leave over: they stay with whoever passes.
    if (passent.length === 0 || passent.length === libres.length) return parts
    for (const rang of passent) {
      tenus.add(rang)
      parts[rang] = plafond
    }
  }
}

function sansPlafond(total: number, cle: Cle, poids: readonly Poids[]): number[] {
  const pese = (assiette: Assiette): number[] =>
    poids.map((p) => (assiette === 'egale' ? 1 : (p[assiette] ?? 0)))
  // Among those left under a cap, a base may be all zero: its part is then shared equally.
  const voulues = ASSIETTES.filter((assiette) => cle[assiette] > 0)
  let reste = total
  const parts = poids.map(() => 0)
  voulues.forEach((assiette, n) => {
    const tranche =
      n === voulues.length - 1 ? reste : Number((BigInt(total) * BigInt(cle[assiette])) / BigInt(ENTIER))
    reste -= tranche
    const poidsDAssiette = pese(assiette)
    const pesants = poidsDAssiette.some((x) => x > 0) ? poidsDAssiette : poids.map(() => 1)
    partager(tranche, pesants).forEach((part, rang) => {
      parts[rang]! += part
    })
  })
  return parts
}
