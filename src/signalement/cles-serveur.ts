import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  alea,
  type CleSignature,
  cleSignature,
  DOMAINES,
  depuisTexte,
  empreinte,
  enTexte,
  marquer,
} from '@maillage/coffre'
import type { Ancrage } from './protocole/annuaire.ts'
import { type Defi, effortFait } from './protocole/effort.ts'

/** The key that signs proofs of filing: drawn once, readable by its owner alone. It opens nothing. */
export function cleDesPreuves(donnees: string): CleSignature {
  const chemin = join(donnees, 'preuve.cle')
  mkdirSync(donnees, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(chemin, enTexte(alea(32)), { mode: 0o600, flag: 'wx' })
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code !== 'EEXIST') throw erreur
  }
  return cleSignature(depuisTexte(readFileSync(chemin, 'utf8').trim()))
}

/** Public roots of the organisations, written by the ceremony (npm run signalement -- publier). */
export function lireAncrages(donnees: string): readonly Omit<Ancrage, 'preuve'>[] {
  try {
    return JSON.parse(readFileSync(join(donnees, 'ancrages.json'), 'utf8'))
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw erreur
  }
}

const DIX_MINUTES = 600_000

/**
 * Zero bits asked, from the ordinary ones and the deposits of ten minutes: one bit more (twice the work) for each doubling above twenty, four at most.
 * The channel is never closed: a flood makes deposits slower, for the flooder first.
 */
export const effortDemande = (bits: number, recents: number): number =>
  bits + Math.min(4, Math.max(0, Math.ceil(Math.log2((recents + 1) / 20))))

/** Challenges without tracking: marked by a key of this process, which alone reads them again, short-lived, each used once; only what was used is remembered, until it expires. */
export function ouvrirEfforts(bits: number, maintenant: () => Date) {
  const cle = alea(32)
  // Compared by their fingerprints: the time taken tells nothing of the mark that was expected.
  const marque = (defi: Omit<Defi, 'sig'>) => marquer(DOMAINES.effort, defi, cle)
  const juste = (defi: Omit<Defi, 'sig'>, sig: string) =>
    empreinte(new TextEncoder().encode(sig)) === empreinte(new TextEncoder().encode(marque(defi)))
  const uses = new Map<string, number>()
  // By organisation, deposits of the last ten minutes: a number that no address is tied to, forgotten with the process.
  const recents = new Map<string, number[]>()
  const charge = (organisme: string): number => {
    const depuis = maintenant().getTime() - DIX_MINUTES
    const vivants = (recents.get(organisme) ?? []).filter((quand) => quand > depuis)
    recents.set(organisme, vivants)
    return vivants.length
  }
  return {
    donner(organisme: string): Defi {
      const defi = {
        organisme,
        bits: effortDemande(bits, charge(organisme)),
        avant: maintenant().getTime() + DIX_MINUTES,
        alea: enTexte(alea(16)),
      }
      return { ...defi, sig: marque(defi) }
    },
    /** Whether a work is accepted; it is then used up. */
    accepter({ sig, ...defi }: Defi, depot: string, nonce: number): boolean {
      const ici = maintenant().getTime()
      for (const [alea, avant] of uses) if (avant < ici) uses.delete(alea)
      if (!juste(defi, sig) || defi.avant < ici || uses.has(defi.alea)) return false
      if (!effortFait({ ...defi, sig }, depot, nonce)) return false
      uses.set(defi.alea, defi.avant)
      charge(defi.organisme)
      recents.get(defi.organisme)!.push(ici)
      return true
    },
  }
}
export type Efforts = ReturnType<typeof ouvrirEfforts>

const VINGT_MINUTES = 1_200_000
const DOUZE_HEURES = 43_200_000

/** Sessions in memory only, by a token that the tab keeps: no cookie. A use prolongs it by twenty minutes, up to twelve hours in all. */
export function ouvrirSessions<T>(maintenant: () => Date) {
  const vivantes = new Map<string, { readonly qui: T; readonly terme: number; fin: number }>()
  return {
    ouvrir(qui: T): string {
      const ici = maintenant().getTime()
      for (const [jeton, { fin }] of vivantes) if (fin < ici) vivantes.delete(jeton)
      const jeton = enTexte(alea(32))
      vivantes.set(jeton, { qui, terme: ici + DOUZE_HEURES, fin: ici + VINGT_MINUTES })
      return jeton
    },
    lire(entete: string | undefined): T | null {
      const trouve = vivantes.get(/^Bearer (.{43})$/.exec(entete ?? '')?.[1] ?? '')
      const ici = maintenant().getTime()
      if (!trouve || trouve.fin < ici) return null
      trouve.fin = Math.min(ici + VINGT_MINUTES, trouve.terme)
      return trouve.qui
    },
    fermer(entete: string | undefined): void {
      vivantes.delete((entete ?? '').replace('Bearer ', ''))
    },
  }
}
export type Sessions<T> = ReturnType<typeof ouvrirSessions<T>>
