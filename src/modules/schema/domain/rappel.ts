import { ajouterJours, type Jour } from '#shared/dates.ts'
import { type Convention, demandeUnGeste, etatDe } from './convention.ts'

/** `tenue`: those who hold the convention for their member; `direction`: its direction, when nothing moved since. */
export type PalierDeRappel = 'tenue' | 'direction'
export type RappelFait = { readonly palier: PalierDeRappel; readonly echeance: Jour; readonly le: Jour }
export type RappelDu = { readonly palier: PalierDeRappel; readonly echeance: Jour }

/** Days left to the people who hold the convention before their direction is written to. */
const AVANT_LA_DIRECTION = 14

/**
 * Decides which reminder of a convention is due on a day (Paris): first those who hold it, two weeks later their direction when it still
 * asks for something. Its date is the last day of notice while it is ahead, the end otherwise; another date starts again. Null: nothing.
 */
export function rappelDu(
  convention: Convention,
  faits: readonly RappelFait[],
  aujourdhui: Jour,
): RappelDu | null {
  const etat = etatDe(convention, aujourdhui)
  const echeance = etat.situation === 'preavis_proche' ? etat.limite : etat.fin
  if (!demandeUnGeste(etat) || echeance === null) return null
  const siens = faits.filter((fait) => fait.echeance === echeance)
  const premier = siens.find(({ palier }) => palier === 'tenue')
  if (!premier) return { palier: 'tenue', echeance }
  if (siens.some(({ palier }) => palier === 'direction')) return null
  return ajouterJours(premier.le, AVANT_LA_DIRECTION) <= aujourdhui ? { palier: 'direction', echeance } : null
}
