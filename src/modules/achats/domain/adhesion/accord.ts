import { jugerAccord } from '@maillage/prevoyance/collectif'
import { ajouterJours, type Jour } from '#shared/dates.ts'

export type NiveauAccord = 'region' | 'departement' | 'employeur'

/** Where an agreement is negotiated; below, another may only specify or improve it (CGFP L.222-5). */
export const NIVEAUX_ACCORD: Readonly<Record<NiveauAccord, string>> = {
  region: 'Régional',
  departement: 'Départemental',
  employeur: 'Chez un employeur',
}

/** A union at the last elections of the level: its votes, its seats in the comité social of reference, whether it signed. */
export type Syndicat = {
  readonly nom: string
  readonly voix: number
  readonly sieges: number
  readonly signe: boolean
}

export type JugementAccord = {
  readonly valide: boolean
  /** Signed votes and votes that count, of the unions entitled to negotiate. */
  readonly signees: number
  readonly exprimees: number
  /** Votes still missing; 0 when the agreement is valid. */
  readonly manquantes: number
  /** Signed without being entitled to negotiate: their signature does not count. */
  readonly nonHabilites: readonly string[]
}

/** A union may negotiate when it holds at least one seat in the comité social of reference (CGFP L.221-3, L.221-4). */
export const habilite = ({ sieges }: Syndicat): boolean => sieges > 0

/**
 * Whether an agreement is valid: its signatories hold at least half (50 % is enough, not more than 50 %) of the votes cast for the unions entitled to
 * negotiate at the last elections of the level (CGFP L.223-1). Judged on whole votes by `jugerAccord`; without any entitled vote, never valid.
 */
export function jugerSignatures(syndicats: readonly Syndicat[]): JugementAccord {
  const voix = (retenus: readonly Syndicat[]) => retenus.reduce((total, s) => total + s.voix, 0)
  const habilites = syndicats.filter(habilite)
  const exprimees = voix(habilites)
  const signees = voix(habilites.filter(({ signe }) => signe))
  const nonHabilites = syndicats.filter((s) => s.signe && !habilite(s)).map(({ nom }) => nom)
  const valide =
    exprimees > 0 &&
    jugerAccord(
      syndicats.map((s) => ({ nom: s.nom, voix: s.voix, habilitee: habilite(s), signataire: s.signe })),
    ).valide
  return {
    valide,
    signees,
    exprimees,
    manquantes: valide ? 0 : Math.max(0, Math.ceil(exprimees / 2) - signees),
    nonHabilites,
  }
}

/** What is still missing before the agreement applies, in the order in which it is done. */
export type ManqueAccord = 'signatures' | 'date-signature' | 'approbations' | 'publication'

/**
 * What is missing before an agreement applies. Signatures first (L.223-1), then the approval by the assembly of each authority on whose behalf it was
 * negotiated (L.224-2, L.224-3), then publication (L.226-1).
 * @param approuves members whose assembly approved; @param attendus those from which it is awaited
 */
export function manquesDe(
  accord: {
    readonly syndicats: readonly Syndicat[]
    readonly signeLe: Jour | null
    readonly publieLe: Jour | null
  },
  approuves: readonly string[],
  attendus: readonly string[],
): ManqueAccord[] {
  return [
    ...(jugerSignatures(accord.syndicats).valide ? [] : (['signatures'] as const)),
    ...(accord.signeLe ? [] : (['date-signature'] as const)),
    ...(attendus.every((id) => approuves.includes(id)) ? [] : (['approbations'] as const)),
    ...(accord.publieLe ? [] : (['publication'] as const)),
  ]
}

/** Day from which a published agreement applies: the day after its publication, or the later day that it fixes (CGFP L.226-1); null before publication. */
export function entreeEnVigueur({
  publieLe,
  effetLe,
}: {
  readonly publieLe: Jour | null
  readonly effetLe: Jour | null
}): Jour | null {
  if (!publieLe) return null
  const lendemain = ajouterJours(publieLe, 1)
  return effetLe && effetLe > lendemain ? effetLe : lendemain
}

/** Unions of the follow-up committee (CPPS): those that signed and may negotiate, beside the authorities (CGFP L.227-1). */
export const comiteDe = (syndicats: readonly Syndicat[]): string[] =>
  syndicats.filter((s) => s.signe && habilite(s)).map(({ nom }) => nom)
