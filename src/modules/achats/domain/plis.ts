import type { Procedure } from './attente.ts'

/** Estimated need from which the code imposes a buyer profile, cents without tax (CCP R.2132-2). */
export const SEUILS_PROFIL: readonly {
  readonly valeur: number
  readonly du: string
  readonly au: string | null
  readonly source: string
}[] = [
  { valeur: 4_000_000, du: '2020-01-01', au: '2026-03-31', source: 'CCP R.2132-2' },
  { valeur: 6_000_000, du: '2026-04-01', au: null, source: 'CCP R.2132-2 ; seuil relevé au 1er avril 2026' },
]

/** Clear content of a sealed bid, bytes; what is sealed is at most an eighth larger. */
export const PLI_MAX = 20_000_000
export const SCELLE_MAX = 24_000_000
/** Bids of one bidder, replaced and refused ones included: more is no longer hesitation. */
export const PLIS_PAR_CANDIDAT = 20
/** Two members open; a third one lets the bids open when one lost her passphrase. */
export const CLES_MIN = 2
export const CLES_CONSEILLEES = 3
export const CLES_MAX = 12

export type Profil =
  | { readonly impose: true; readonly raison: 'formalisee' | 'seuil' | 'sans-estimation' }
  | { readonly impose: false; readonly raison: 'convention' | 'sous-seuil' }

/**
 * Whether the code imposes a buyer profile, so that no sealed deposit may be offered here. A formal procedure always; an adapted one from the threshold
 * of the day (and while its need is not estimated); a convention de participation never (décret 2011-1474: it is no public contract).
 * @param estimation cents without tax over the whole duration; null while it is not said
 * @param le day of publication, or today before it, Paris time
 */
export function profilDAcheteur(procedure: Procedure, estimation: number | null, le: string): Profil {
  if (procedure === 'convention') return { impose: false, raison: 'convention' }
  if (procedure !== 'adaptee') return { impose: true, raison: 'formalisee' }
  if (estimation === null) return { impose: true, raison: 'sans-estimation' }
  const seuil =
    SEUILS_PROFIL.find(({ du, au }) => le >= du && (au === null || le <= au)) ?? SEUILS_PROFIL.at(-1)!
  return estimation >= seuil.valeur
    ? { impose: true, raison: 'seuil' }
    : { impose: false, raison: 'sous-seuil' }
}

/** Threshold of a day, cents without tax. */
export const seuilDuProfil = (le: string): number =>
  (SEUILS_PROFIL.find(({ du, au }) => le >= du && (au === null || le <= au)) ?? SEUILS_PROFIL.at(-1)!).valeur

/** Where a sealed deposit is. */
export type EtatDepot = 'a-proposer' | 'cles' | 'ouvert' | 'clos' | 'une-cle' | 'a-finir' | 'ouvertes'

/**
 * Where a sealed deposit is. `maintenant` is the clock of the database, which alone judges the deadline: at the very instant of the deadline a bid is in time.
 */
export function etatDuDepot(
  depot: { readonly ouvertLe: Date | null; readonly gestes: number } | null,
  marche: { readonly limite: Date | null; readonly ouvertLe: Date | null },
  maintenant: Date,
): EtatDepot {
  if (!depot) return 'a-proposer'
  if (!depot.ouvertLe || !marche.limite) return 'cles'
  if (marche.ouvertLe) return 'ouvertes'
  if (depot.gestes >= CLES_MIN) return 'a-finir'
  if (depot.gestes === 1) return 'une-cle'
  return maintenant > marche.limite ? 'clos' : 'ouvert'
}
