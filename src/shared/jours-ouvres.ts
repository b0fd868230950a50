import { ajouterJours, type Jour, jourDeSemaine } from './dates.ts'

export type CalendrierOuvre = {
  /** Good Friday and 26 December are also off in Bas-Rhin, Haut-Rhin and Moselle (Code du travail, art. L3134-13). */
  readonly alsaceMoselle?: boolean
  /** Closure days of the organisation. */
  readonly fermetures?: ReadonlySet<Jour>
}

const FERIES_FIXES = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']

/** Easter Sunday of a year of the Gregorian calendar (anonymous Gregorian algorithm). */
export function paques(annee: number): Jour {
  const a = annee % 19
  const b = Math.floor(annee / 100)
  const c = annee % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const somme = h + l - 7 * m + 114
  const deuxChiffres = (n: number) => String(n).padStart(2, '0')
  return `${annee}-${deuxChiffres(Math.floor(somme / 31))}-${deuxChiffres((somme % 31) + 1)}`
}

/** The eleven legal holidays of a year (Code du travail, art. L3133-1), and two more in Alsace-Moselle, in order. */
export function joursFeries(annee: number, alsaceMoselle = false): Jour[] {
  const dimanche = paques(annee)
  const mobiles = [1, 39, 50].map((decalage) => ajouterJours(dimanche, decalage))
  const locaux = alsaceMoselle ? [ajouterJours(dimanche, -2), `${annee}-12-26`] : []
  return [...FERIES_FIXES.map((quantieme) => `${annee}-${quantieme}`), ...mobiles, ...locaux].sort()
}

const parAnnee = new Map<string, ReadonlySet<Jour>>()

function feriesDe(annee: number, alsaceMoselle: boolean): ReadonlySet<Jour> {
  const cle = `${annee}${alsaceMoselle}`
  let feries = parAnnee.get(cle)
  if (!feries) {
    feries = new Set(joursFeries(annee, alsaceMoselle))
    parAnnee.set(cle, feries)
  }
  return feries
}

/** True from Monday to Friday, outside legal holidays and closure days. */
export function estOuvre(jour: Jour, calendrier: CalendrierOuvre = {}): boolean {
  return (
    jourDeSemaine(jour) <= 5 &&
    !feriesDe(+jour.slice(0, 4), calendrier.alsaceMoselle ?? false).has(jour) &&
    !calendrier.fermetures?.has(jour)
  )
}

/** `jour` plus `n` working days; with n = 0 the day itself when it is worked, the next worked day otherwise. */
export function ajouterJoursOuvres(jour: Jour, n: number, calendrier: CalendrierOuvre = {}): Jour {
  const pas = n < 0 ? -1 : 1
  let courant = jour
  let reste = Math.abs(n)
  while (reste > 0) {
    courant = ajouterJours(courant, pas)
    if (estOuvre(courant, calendrier)) reste--
  }
  while (!estOuvre(courant, calendrier)) courant = ajouterJours(courant, pas)
  return courant
}

/** Working days after `debut`, up to and including `fin`; 0 when `fin` is not after `debut`. */
export function joursOuvresEntre(debut: Jour, fin: Jour, calendrier: CalendrierOuvre = {}): number {
  let total = 0
  for (let jour = ajouterJours(debut, 1); jour <= fin; jour = ajouterJours(jour, 1)) {
    if (estOuvre(jour, calendrier)) total++
  }
  return total
}
