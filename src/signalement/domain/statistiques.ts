import type { Jour } from '#shared/dates.ts'
import { echeanceDe, limiteDuRetour } from './echeances.ts'
import type { Instruction } from './instruction.ts'

/** Under this number a cell is not published: it could name somebody. */
export const K = 5

/** The fixed record that a member's browser makes at closure: few values, none of them free, no case number. */
/** Delays as bands: a number of days could be looked for in the public calendar of a case. */
export type Delai = 'tenu' | 'depasse' | 'sans objet'

export type Fiche = Readonly<{
  annee: number
  organisme: string
  strate: string
  qualite: string
  nature: string
  canal: 'ligne' | 'sans-script' | 'autre'
  identite: string
  recevable: 'oui' | 'non'
  enquete: 'oui' | 'non'
  issue: string
  /** Whether a protection measure was granted. */
  mesures: 'oui' | 'non'
  delaiAR: Delai
  delaiRetour: Delai
}>
export const CLES_FICHE = [
  'annee',
  'organisme',
  'strate',
  'qualite',
  'nature',
  'canal',
  'identite',
  'recevable',
  'enquete',
  'issue',
  'mesures',
  'delaiAR',
  'delaiRetour',
] as const

export type Case = Readonly<{ valeur: string; nombre: number | null }>
export type TableauPublie = Readonly<{ total: number | null; cases: readonly Case[] }>

/**
 * A count by value that can be published: cells under `K` are hidden (null); when one alone is hidden, the smallest of the others goes too, or
 * the total would give it back by subtraction; a total under `K` hides everything.
 */
export function publier(fiches: readonly Fiche[], cle: keyof Fiche): TableauPublie {
  const comptes = new Map<string, number>()
  for (const fiche of fiches) comptes.set(String(fiche[cle]), (comptes.get(String(fiche[cle])) ?? 0) + 1)
  const rangees = [...comptes].sort(([a], [b]) => a.localeCompare(b, 'fr'))
  if (fiches.length < K) return { total: null, cases: rangees.map(([valeur]) => ({ valeur, nombre: null })) }
  const caches = new Set(rangees.filter(([, n]) => n < K).map(([valeur]) => valeur))
  const somme = rangees.filter(([valeur]) => caches.has(valeur)).reduce((s, [, n]) => s + n, 0)
  if (caches.size === 1 || (caches.size > 0 && somme < K)) {
    const reste = rangees.filter(([valeur]) => !caches.has(valeur)).sort((a, b) => a[1] - b[1])[0]
    if (reste) caches.add(reste[0])
  }
  // Nothing is left to hide behind: the total itself would say the only cell.
  const seul = rangees.length > 0 && caches.size === 1 && rangees.length === 1
  return {
    total: seul ? null : fiches.length,
    cases: rangees.map(([valeur, n]) => ({ valeur, nombre: caches.has(valeur) ? null : n })),
  }
}

type Clos = Readonly<{
  jour: Jour
  organisme: string
  strate: string
  qualite: string
  natures: readonly string[]
  canal: Fiche['canal']
  identite: string
  recu: Jour
  instruction: Instruction
}>

/**
 * The record of a closed case, computed from what the closing member has just read: nobody types it. Bands only: the acknowledgment within seven
 * working days, the feedback within three months (décret 2022-1284, art. 4).
 */
export function ficheDe({
  instruction: { faits, protections, motif, etat },
  natures,
  recu,
  jour,
  ...c
}: Clos): Fiche {
  const tenu = (fait: Jour | undefined, limite: Jour): Delai =>
    fait === undefined ? 'sans objet' : fait <= limite ? 'tenu' : 'depasse'
  const accuse = faits.get('accuser')
  return {
    annee: Number(jour.slice(0, 4)),
    organisme: c.organisme,
    strate: c.strate,
    qualite: c.qualite,
    nature: natures[0] ?? 'alerte',
    canal: c.canal,
    identite: c.identite,
    recevable: faits.has('declarerRecevable') ? 'oui' : 'non',
    enquete: faits.has('ouvrirEnquete') ? 'oui' : 'non',
    issue: etat === 'IRRECEVABLE' ? 'irrecevable' : (motif ?? 'sans_objet'),
    mesures: [...protections.values()].some((p) => p === 'accordee' || p === 'levee') ? 'oui' : 'non',
    delaiAR: tenu(accuse, echeanceDe('AR_7JO', recu)),
    delaiRetour: tenu(faits.get('faireRetour'), limiteDuRetour(recu, accuse ?? null)),
  }
}
