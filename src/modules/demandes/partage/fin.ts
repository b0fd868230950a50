import { type Etat, OUVERTES } from '../domain/etats.ts'

/** What still binds a centre to a request once one of its shares is over. */
export type Reste = {
  /** Another open share gives it the treatment. */
  readonly traitement: boolean
  /** Another open share lets it read. */
  readonly lecture: boolean
  /** An opinion was asked of it. */
  readonly avis: boolean
}
export type FinDePartage = {
  /** The treatment goes back to the guichet. */
  readonly revient: boolean
  /** Why the centre reads on; null: it reads no more. */
  readonly garde: 'traitement' | 'reponse' | 'lecture' | 'avis' | null
}

/**
 * What the end of a share changes. The treatment goes back only while the request is open, and only when no other share gives it: who answered a
 * request stays the one who answered it. The reading goes with the last thing that gave it: the treatment, another share, an opinion asked.
 * @param traite whether the centre treats the request today
 */
export function finDePartage(etat: Etat, traite: boolean, reste: Reste): FinDePartage {
  const ouverte = OUVERTES.includes(etat)
  if (traite && reste.traitement) return { revient: false, garde: 'traitement' }
  if (traite && !ouverte) return { revient: false, garde: 'reponse' }
  const garde = reste.lecture ? 'lecture' : reste.avis ? 'avis' : null
  return { revient: traite, garde }
}

const SUITES: Readonly<Record<NonNullable<FinDePartage['garde']>, string>> = {
  traitement: 'il traite toujours cette demande : un autre partage la lui confie.',
  reponse: 'il garde la lecture : c’est lui qui a traité cette demande.',
  lecture: 'il garde la lecture : un autre partage est en cours.',
  avis: 'il garde la lecture : un avis lui a été demandé.',
}

/** What is announced to whoever ends a share: what the centre loses, and what it keeps. */
export function direLaFin(avec: string, fin: FinDePartage | null): string {
  if (!fin) return 'Ce partage était déjà terminé.'
  if (!fin.garde)
    return `Partage terminé : le ${avec} ne ${fin.revient ? 'traite' : 'lit'} plus cette demande.`
  const perd = fin.revient ? ` : le ${avec} ne traite plus cette demande` : ` avec le ${avec}`
  return `Partage terminé${perd} ; ${SUITES[fin.garde]}`
}
