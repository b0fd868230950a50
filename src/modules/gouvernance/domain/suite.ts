import { type Cycle, type TransitionRefusee, transiter } from '#shared/cycle.ts'
import type { Jour } from '#shared/dates.ts'
import { estJour } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'

export type EtatSuite =
  | 'a_inscrire'
  | 'inscrite'
  | 'votee'
  | 'rejetee'
  | 'ajournee'
  | 'transmise'
  | 'executoire'
  | 'sans_objet'

export type GesteSuite =
  | 'inscrire'
  | 'voter'
  | 'rejeter'
  | 'ajourner'
  | 'transmettre'
  | 'rendre_executoire'
  | 'declarer_sans_objet'
  | 'rouvrir'

/**
 * The sequel of a regional decision in one member, from the agenda of its organ to the executory act
 * (CGFP L452-24 for centres de gestion: sent to the prefect of the département of the seat, and published).
 */
export const cycleSuite = {
  inscrire: {
    de: ['a_inscrire', 'ajournee', 'inscrite'],
    vers: 'inscrite',
    libelle: 'Inscrire à l’ordre du jour',
  },
  voter: {
    de: ['a_inscrire', 'inscrite', 'ajournee'],
    vers: 'votee',
    libelle: 'Enregistrer le vote favorable',
  },
  rejeter: { de: ['a_inscrire', 'inscrite', 'ajournee'], vers: 'rejetee', libelle: 'Enregistrer le rejet' },
  ajourner: { de: ['inscrite'], vers: 'ajournee', libelle: 'Enregistrer l’ajournement' },
  transmettre: { de: ['votee'], vers: 'transmise', libelle: 'Enregistrer la transmission' },
  rendre_executoire: {
    de: ['votee', 'transmise'],
    vers: 'executoire',
    libelle: 'Déclarer l’acte exécutoire',
  },
  declarer_sans_objet: { de: ['a_inscrire', 'ajournee'], vers: 'sans_objet', libelle: 'Déclarer sans objet' },
  rouvrir: { de: ['rejetee', 'sans_objet'], vers: 'a_inscrire', libelle: 'Remettre à l’ordre du jour' },
} as const satisfies Cycle<EtatSuite, GesteSuite>

export const LIBELLES_SUITE: Readonly<Record<EtatSuite, string>> = {
  a_inscrire: 'À inscrire',
  inscrite: 'Inscrite',
  votee: 'Votée',
  rejetee: 'Rejetée',
  ajournee: 'Ajournée',
  transmise: 'Transmise',
  executoire: 'Exécutoire',
  sans_objet: 'Sans objet',
}

/** What the member's people record with a deed. */
export type Acte = {
  readonly reunionLe: Jour | null
  readonly numeroActe: string | null
  readonly dateActe: Jour | null
  readonly vote: VoteOrgane | null
  readonly transmisLe: Jour | null
  readonly executoireLe: Jour | null
  readonly note: string
}

/** The vote of the member's organ, as its minutes give it. */
export type VoteOrgane = {
  readonly effectif: number | null
  readonly reel: number | null
  readonly pour: number
  readonly contre: number
  readonly abstention: number
}

export type RefusSuite =
  | TransitionRefusee<EtatSuite, GesteSuite>
  | { readonly code: 'champ-manquant'; readonly champ: keyof Acte; readonly geste: GesteSuite }
  | { readonly code: 'date-future'; readonly champ: 'dateActe' | 'transmisLe' | 'executoireLe' }
  | { readonly code: 'dates-en-desordre'; readonly avant: string; readonly apres: string }
  | { readonly code: 'votes-incoherents'; readonly total: number; readonly reel: number }
  | { readonly code: 'vote-contraire' }
  /** The act is dated before the decision that it follows: possible, rarely meant. */
  | { readonly code: 'acte-avant-decision'; readonly adopteeLe: Jour }

const OBLIGATOIRES: Readonly<Record<GesteSuite, readonly (keyof Acte)[]>> = {
  inscrire: ['reunionLe'],
  voter: ['numeroActe', 'dateActe'],
  rejeter: ['dateActe'],
  ajourner: [],
  transmettre: ['transmisLe'],
  rendre_executoire: ['executoireLe'],
  declarer_sans_objet: ['note'],
  rouvrir: ['note'],
}

/**
 * Decides whether the people of a member may record a deed on its sequel, and the state it gives.
 * @param aujourdhui the day in Paris: an act cannot be dated after it
 */
export function avancerSuite(
  suite: { readonly etat: EtatSuite } & Acte,
  geste: GesteSuite,
  acte: Acte,
  aujourdhui: Jour,
): Result<EtatSuite, RefusSuite> {
  const transition = transiter(cycleSuite, suite.etat, geste)
  if (!transition.ok) return transition
  const connu = {
    ...suite,
    ...Object.fromEntries(Object.entries(acte).filter(([, valeur]) => valeur !== null && valeur !== '')),
  }
  const manquant = OBLIGATOIRES[geste].find((champ) => !acte[champ])
  if (manquant) return refuser({ code: 'champ-manquant', champ: manquant, geste })
  const fautes =
    verifierActe(connu, aujourdhui) ?? (geste === 'voter' ? verifierVoteFavorable(acte.vote) : null)
  return fautes ? refuser(fautes) : transition
}

/**
 * Warns of an act dated before the decision that it follows. An organ may have deliberated ahead, but a wrong year or a swapped day is far
 * more common: it is accepted once the person says that the date is right.
 * @param adopteeLe day of the decision
 */
export const avertirActeAnterieur = (
  acte: Acte,
  adopteeLe: Jour,
  confirme: boolean,
): Result<Acte, RefusSuite> =>
  acte.dateActe && acte.dateActe < adopteeLe && !confirme
    ? refuser({ code: 'acte-avant-decision', adopteeLe })
    : accepter(acte)

/** Checks what is known of an act, whatever the deed: dates that exist, in order, and a vote that adds up. Null when nothing is wrong. */
export function verifierActe(acte: Acte, aujourdhui: Jour): RefusSuite | null {
  for (const champ of ['dateActe', 'transmisLe', 'executoireLe'] as const) {
    const date = acte[champ]
    if (date && (!estJour(date) || date > aujourdhui)) return { code: 'date-future', champ }
  }
  if (acte.dateActe && acte.transmisLe && acte.transmisLe < acte.dateActe)
    return { code: 'dates-en-desordre', avant: 'acte', apres: 'transmission' }
  const avantExecution = acte.transmisLe ?? acte.dateActe
  if (avantExecution && acte.executoireLe && acte.executoireLe < avantExecution)
    return {
      code: 'dates-en-desordre',
      avant: acte.transmisLe ? 'transmission' : 'acte',
      apres: 'caractère exécutoire',
    }
  if (!acte.vote) return null
  const total = acte.vote.pour + acte.vote.contre + acte.vote.abstention
  if (acte.vote.reel !== null && total > acte.vote.reel)
    return { code: 'votes-incoherents', total, reel: acte.vote.reel }
  return null
}

const verifierVoteFavorable = (vote: VoteOrgane | null): RefusSuite | null =>
  vote && vote.pour <= vote.contre && vote.pour + vote.contre > 0 ? { code: 'vote-contraire' } : null

/** Accepts a correction of what was recorded, in any state: what was wrong stays in the trace, with the reason. */
export function rectifierSuite(
  suite: { readonly etat: EtatSuite },
  acte: Acte,
  motif: string,
  aujourdhui: Jour,
): Result<Acte, RefusSuite | { readonly code: 'rectification-sans-motif' }> {
  if (!motif.trim()) return refuser({ code: 'rectification-sans-motif' })
  const faute =
    verifierActe(acte, aujourdhui) ??
    (['votee', 'transmise', 'executoire'].includes(suite.etat) ? verifierVoteFavorable(acte.vote) : null)
  return faute ? refuser(faute) : accepter(acte)
}
