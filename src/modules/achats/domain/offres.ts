import type { Jour } from '#shared/dates.ts'

/** Rates of a bid at one level, thousandths of a per cent of the base. */
export type TauxDeNiveau = {
  readonly niveau: string
  readonly incapacite: number
  readonly invalidite: number
  readonly retraite: number
  readonly deces: number
  readonly renfort: number
}
export const GARANTIES = ['incapacite', 'invalidite', 'retraite', 'deces', 'renfort'] as const
export type Garantie = (typeof GARANTIES)[number]
export const NOMS_GARANTIES: Readonly<Record<Garantie, string>> = {
  incapacite: 'Incapacité',
  invalidite: 'Invalidité',
  retraite: 'Perte de retraite',
  deces: 'Décès',
  renfort: 'Renfort des primes',
}

export type OffreSaisie = {
  readonly lot: number
  readonly candidat: string
  readonly siret: string
  /** Day and Paris hour of receipt by the buyer profile. */
  readonly recuLe: { readonly jour: Jour; readonly heure: string }
  readonly preuve: string
  readonly gelAnnees: number
  readonly hausseMax: number
  readonly garanties: string
  readonly taux: readonly TauxDeNiveau[]
}

/** « 1,62 » or « 1,62 % » as thousandths of a per cent (1 620); null when it is not a rate under 20 % with three decimals at most. */
export function lireTaux(texte: string): number | null {
  const lu = /^(\d{1,3})(?:[.,](\d{1,3}))?\s*%?$/.exec(texte.trim())
  if (!lu) return null
  const taux = Number(lu[1]) * 1000 + Number((lu[2] ?? '').padEnd(3, '0'))
  return taux <= 100_000 ? taux : null
}

/** Rate in all, thousandths of a per cent. */
export const tauxTotal = (taux: TauxDeNiveau): number => GARANTIES.reduce((t, g) => t + taux[g], 0)

/** The terms of a bid in a fixed writing: the same terms give the same text, whatever was typed around them. Its SHA-256 is the fingerprint kept. */
export const ecritureCanonique = (o: OffreSaisie): string =>
  JSON.stringify([
    o.lot,
    o.candidat,
    o.siret,
    o.recuLe.jour,
    o.recuLe.heure,
    o.preuve,
    o.gelAnnees,
    o.hausseMax,
    o.garanties,
    o.taux.map((t) => [t.niveau, ...GARANTIES.map((g) => t[g])]),
  ])

/** Why a bid cannot be opened or added yet. */
export type RefusOuverture = 'non-publie' | 'avant-limite' | 'deja-ouvert'

/** Bids open once the deadline has passed, once. `maintenant` is the clock of the database. */
export function peutOuvrir(
  marche: { readonly publieLe: Date | null; readonly limite: Date | null; readonly ouvertLe: Date | null },
  maintenant: Date,
): RefusOuverture | null {
  if (!marche.publieLe || !marche.limite) return 'non-publie'
  if (marche.ouvertLe) return 'deja-ouvert'
  return maintenant > marche.limite ? null : 'avant-limite'
}
