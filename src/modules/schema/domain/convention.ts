import { ajouterMois, type Jour } from '#shared/dates.ts'
import { limiteDePreavis, type Terme, termeCourant } from '#shared/echeances.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'

export type GenreConvention =
  | 'nationale'
  | 'cnfpt'
  | 'region'
  | 'psc'
  | 'reglement'
  | 'lettre_mission'
  | 'accord'
  | 'document'
  | 'autre'

export const GENRES_CONVENTION: Readonly<Record<GenreConvention, string>> = {
  nationale: 'Convention nationale entre coordinations',
  cnfpt: 'Convention avec le CNFPT',
  region: 'Convention avec la Région',
  psc: 'Convention de participation (PSC)',
  reglement: 'Règlement de coopération',
  lettre_mission: 'Lettre de mission',
  accord: 'Accord entre membres',
  document: 'Autre document',
  autre: 'Autre convention',
}

/** What the rules read of a convention. Days are of Paris. */
export type Convention = Terme & {
  /** First day in force; null when the register never knew it. */
  readonly du: Jour | null
  readonly preavisMois: number
  readonly denonceeLe: Jour | null
  readonly closeLe: Jour | null
}

/**
 * Where a convention stands:
 * `expiree` is past its end while nobody said that it is no longer used (a fault, shown in red);
 * `preavis_proche` has three months left to give notice; `a_renouveler` is past it and ends at its term;
 * `reconduite` is past it and will be carried on; `denoncee` ends at its term, on purpose; `terminee` is over, on purpose.
 */
export type Situation =
  | 'a_venir'
  | 'en_vigueur'
  | 'preavis_proche'
  | 'a_renouveler'
  | 'reconduite'
  | 'denoncee'
  | 'expiree'
  | 'terminee'

export type EtatConvention = {
  readonly situation: Situation
  /** Last day in force, as known on the day asked; null without a term. */
  readonly fin: Jour | null
  /** Last day to give notice for that end; null without a term, once notice was given, or once it is over. */
  readonly limite: Jour | null
  readonly renouvellements: number
}

/** Months before the last day of notice during which it is brought back to mind. */
const RAPPEL_MOIS = 3

/** Decides where a convention stands on a day: its end, renewals included, and the last day to speak. */
export function etatDe(convention: Convention, aujourdhui: Jour): EtatConvention {
  const { du, denonceeLe, closeLe, preavisMois } = convention
  const terme = termeCourant(convention, denonceeLe ?? closeLe ?? aujourdhui)
  const fin = terme?.fin ?? (denonceeLe ? ajouterMois(denonceeLe, preavisMois) : null)
  const renouvellements = terme?.renouvellements ?? 0
  const etat = (situation: Situation, limite: Jour | null = null): EtatConvention => ({
    situation,
    fin,
    limite,
    renouvellements,
  })
  // Closed before its term, it was used until that day; closed after, it had ended at its term.
  if (closeLe !== null) return { ...etat('terminee'), fin: fin !== null && fin < closeLe ? fin : closeLe }
  if (denonceeLe !== null) return etat(fin !== null && fin < aujourdhui ? 'terminee' : 'denoncee')
  if (fin === null || !terme) return etat(du !== null && du > aujourdhui ? 'a_venir' : 'en_vigueur')
  if (fin < aujourdhui) return etat('expiree')
  const limite = limiteDePreavis(fin, preavisMois)
  if (du !== null && du > aujourdhui) return etat('a_venir', limite)
  if (limite < aujourdhui) return etat(terme.reconductible ? 'reconduite' : 'a_renouveler', limite)
  return etat(limite <= ajouterMois(aujourdhui, RAPPEL_MOIS) ? 'preavis_proche' : 'en_vigueur', limite)
}

/** True when somebody has something to do: renew, denounce, or say that it is no longer used. */
export const demandeUnGeste = ({ situation }: EtatConvention): boolean =>
  situation === 'expiree' || situation === 'a_renouveler' || situation === 'preavis_proche'

/**
 * Decides whether a convention belongs on the agenda of a séance held on a day, and how it stands: it asks for a deed today, or will on that
 * day, or its last day of notice falls before. Null when it can wait.
 */
export function aInscrire(convention: Convention, aujourdhui: Jour, seanceLe: Jour): EtatConvention | null {
  const alors = etatDe(convention, seanceLe)
  if (demandeUnGeste(alors)) return alors
  const etat = etatDe(convention, aujourdhui)
  const avantLaSeance = etat.limite !== null && etat.limite >= aujourdhui && etat.limite <= seanceLe
  return demandeUnGeste(etat) || (avantLaSeance && etat.situation !== 'a_venir') ? etat : null
}

export type RefusFin =
  | { readonly code: 'deja-finie' }
  | { readonly code: 'jour-futur' }
  | { readonly code: 'jour-avant-le-debut'; readonly du: Jour }
  | { readonly code: 'preavis-passe'; readonly limite: Jour; readonly fin: Jour }
  | { readonly code: 'motif-manquant' }

/**
 * Decides whether a convention may be denounced on a day, and the last day it is then in force. After the last day of notice it may not:
 * the period under way, or the one that follows, is due.
 */
export function denoncer(convention: Convention, jour: Jour, aujourdhui: Jour): Result<Jour, RefusFin> {
  if (convention.denonceeLe !== null || convention.closeLe !== null) return refuser({ code: 'deja-finie' })
  if (jour > aujourdhui) return refuser({ code: 'jour-futur' })
  if (convention.du !== null && jour < convention.du)
    return refuser({ code: 'jour-avant-le-debut', du: convention.du })
  const terme = termeCourant(convention, jour)
  if (!terme) return accepter(ajouterMois(jour, convention.preavisMois))
  const limite = limiteDePreavis(terme.fin, convention.preavisMois)
  return jour > limite ? refuser({ code: 'preavis-passe', limite, fin: terme.fin }) : accepter(terme.fin)
}

/** Decides whether a convention may be said to be no longer used, from a day on, and why. */
export function clore(
  convention: Convention,
  jour: Jour,
  motif: string,
  aujourdhui: Jour,
): Result<Jour, RefusFin> {
  if (convention.closeLe !== null) return refuser({ code: 'deja-finie' })
  if (jour > aujourdhui) return refuser({ code: 'jour-futur' })
  if (convention.du !== null && jour < convention.du)
    return refuser({ code: 'jour-avant-le-debut', du: convention.du })
  return motif.trim() ? accepter(jour) : refuser({ code: 'motif-manquant' })
}
