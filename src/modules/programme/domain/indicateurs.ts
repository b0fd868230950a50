export type Agregation = 'somme' | 'ratio' | 'max'
export type TypeIndicateur = 'realisation' | 'resultat' | 'impact' | 'ressource'

export const LIBELLES_AGREGATION: Readonly<Record<Agregation, string>> = {
  somme: 'Somme des membres',
  ratio: 'Part : somme des numérateurs sur somme des dénominateurs',
  max: 'Plus grande valeur',
}
export const LIBELLES_TYPE_INDICATEUR: Readonly<Record<TypeIndicateur, string>> = {
  realisation: 'Réalisation',
  resultat: 'Résultat',
  impact: 'Impact',
  ressource: 'Ressource',
}

/** A member's own figure: whole numbers. A ratio carries its two parts. */
export type ValeurMembre = { readonly numerateur: number; readonly denominateur: number | null }

/** What the region reads: `dixMilliemes` for a ratio (8 512 is 85,12 %), `valeur` otherwise. */
export type Agregat =
  | { readonly genre: 'nombre'; readonly valeur: number; readonly repondants: number }
  | {
      readonly genre: 'part'
      readonly dixMilliemes: number
      readonly numerateur: number
      readonly denominateur: number
      readonly repondants: number
    }

/**
 * The regional figure of an indicator for a year. A ratio is the sum of numerators over the sum of denominators, never a mean of means:
 * a small member and a large one weigh what they are. Null when no member answered (or no denominator is known): no figure is invented.
 */
export function agreger(agregation: Agregation, valeurs: readonly ValeurMembre[]): Agregat | null {
  if (valeurs.length === 0) return null
  const somme = (nombres: readonly number[]) => nombres.reduce((n, v) => n + v, 0)
  if (agregation !== 'ratio') {
    const numerateurs = valeurs.map(({ numerateur }) => numerateur)
    const valeur = agregation === 'somme' ? somme(numerateurs) : Math.max(...numerateurs)
    return { genre: 'nombre', valeur, repondants: valeurs.length }
  }
  const complets = valeurs.filter(
    (v): v is { readonly numerateur: number; readonly denominateur: number } =>
      v.denominateur !== null && v.denominateur > 0,
  )
  const denominateur = somme(complets.map((v) => v.denominateur))
  if (denominateur === 0) return null
  const numerateur = somme(complets.map((v) => v.numerateur))
  return {
    genre: 'part',
    dixMilliemes: Math.round((numerateur * 10_000) / denominateur),
    numerateur,
    denominateur,
    repondants: complets.length,
  }
}

export type RefusValeur =
  | { readonly code: 'denominateur-manquant' }
  | { readonly code: 'denominateur-inutile' }

/** A ratio needs its two parts, the others have one; null when the value holds. */
export function verifierValeur(agregation: Agregation, { denominateur }: ValeurMembre): RefusValeur | null {
  if (agregation === 'ratio') return denominateur ? null : { code: 'denominateur-manquant' }
  return denominateur === null ? null : { code: 'denominateur-inutile' }
}

/** True when the aggregate reaches the target, on the good side of it; null without target or figure. */
export function cibleAtteinte(
  agregat: Agregat | null,
  cible: number | null,
  sens: 'hausse' | 'baisse',
): boolean | null {
  if (!agregat || cible === null) return null
  const lu = agregat.genre === 'part' ? agregat.dixMilliemes : agregat.valeur
  return sens === 'hausse' ? lu >= cible : lu <= cible
}
