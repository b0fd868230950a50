import { type Cycle, type TransitionRefusee, transiter } from '#shared/cycle.ts'
import { ajouterJours, type Jour, joursEntre } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'

export type Statut = 'propose' | 'mandate' | 'actif' | 'clos' | 'ecarte'
export type Geste = 'mandater' | 'demarrer' | 'clore' | 'rouvrir' | 'ecarter'

/** The life of a group. « En sommeil » is not a state: it is read from the date of the last activity. */
export const cycleGroupe = {
  mandater: { de: ['propose'], vers: 'mandate', libelle: 'Donner mandat' },
  demarrer: { de: ['mandate'], vers: 'actif', libelle: 'Ouvrir les travaux' },
  clore: { de: ['actif'], vers: 'clos', libelle: 'Clore avec un bilan' },
  rouvrir: { de: ['clos'], vers: 'actif', libelle: 'Rouvrir' },
  ecarter: { de: ['propose'], vers: 'ecarte', libelle: 'Écarter la proposition' },
} as const satisfies Cycle<Statut, Geste>

/** Who does each deed: the mandate comes from the conference through the coordination, the work belongs to who pilots. */
export const PAR: Readonly<Record<Geste, 'coordination' | 'pilote'>> = {
  mandater: 'coordination',
  demarrer: 'pilote',
  clore: 'pilote',
  rouvrir: 'coordination',
  ecarter: 'coordination',
}

/** What a deed carries; only what the deed asks for is read. */
export type DemandeGroupe = {
  readonly decisionId: string | null
  /** The words of the mandate, when no decision of the register carries it. */
  readonly mandat: string
  readonly echeance: Jour | null
  readonly bilan: string
  readonly livrableRemis: boolean
  readonly motif: string
}

export type RefusGroupe =
  | TransitionRefusee<Statut, Geste>
  | { readonly code: 'mandat-manquant' }
  | { readonly code: 'echeance-manquante' }
  | { readonly code: 'echeance-passee' }
  | { readonly code: 'bilan-manquant' }
  | { readonly code: 'motif-manquant' }

/** Shortest bilan that says something, in characters. */
export const BILAN_MIN = 20

/**
 * Decides whether a deed may be done on a group, with what it carries, and the state it leads to. No group works without a mandate and
 * an end; none is closed without its bilan; none is set aside or opened again without a reason.
 * @param aujourdhui the day in Paris: a term is never in the past
 */
export function avancerGroupe(
  statut: Statut,
  geste: Geste,
  demande: DemandeGroupe,
  aujourdhui: Jour,
): Result<Statut, RefusGroupe> {
  const transition = transiter(cycleGroupe, statut, geste)
  if (!transition.ok) return transition
  if (geste === 'mandater' && demande.decisionId === null && demande.mandat.trim() === '')
    return refuser({ code: 'mandat-manquant' })
  if (geste === 'mandater' || geste === 'rouvrir') {
    if (demande.echeance === null) return refuser({ code: 'echeance-manquante' })
    if (demande.echeance <= aujourdhui) return refuser({ code: 'echeance-passee' })
  }
  if (geste === 'clore' && demande.bilan.trim().length < BILAN_MIN) return refuser({ code: 'bilan-manquant' })
  if ((geste === 'rouvrir' || geste === 'ecarter') && demande.motif.trim() === '')
    return refuser({ code: 'motif-manquant' })
  return accepter(transition.valeur)
}

/** Calendar days without activity past which an active group sleeps. */
export const JOURS_AVANT_SOMMEIL = 120

export type Situation = Statut | 'en_sommeil'

/**
 * What a group is on a day: its state, or « en sommeil » when it is active and nothing was done in it for more than 120 days.
 * @param derniereActivite day in Paris of the last deed that is work (message, file, meeting held, notes…)
 */
export const situationDe = (
  { statut, derniereActivite }: { readonly statut: Statut; readonly derniereActivite: Jour },
  aujourdhui: Jour,
): Situation =>
  statut === 'actif' && joursEntre(derniereActivite, aujourdhui) > JOURS_AVANT_SOMMEIL ? 'en_sommeil' : statut

/** True when the term of the mandate is past and the group still works. */
export const estEchu = (
  { statut, echeance }: { readonly statut: Statut; readonly echeance: Jour | null },
  aujourdhui: Jour,
): boolean => (statut === 'mandate' || statut === 'actif') && echeance !== null && echeance < aujourdhui

export type Place = {
  readonly organismeId: string
  readonly personneId: string
  readonly role: 'referent' | 'suppleant'
  readonly du: Jour
  /** Last day in the seat; null while it lasts. */
  readonly au: Jour | null
  /** Last day of the functions of this person in her member; null while she holds one. */
  readonly finDeFonction: Jour | null
}

export type Siege<P extends Place> =
  | { readonly etat: 'tenu'; readonly referent: P; readonly suppleant: P | null }
  | { readonly etat: 'suppleant'; readonly suppleant: P; readonly videDepuis: Jour }
  | { readonly etat: 'vide'; readonly videDepuis: Jour }
  | { readonly etat: 'informe' }

const tenue = ({ du, au, finDeFonction }: Place, jour: Jour): boolean =>
  du <= jour && (au === null || au >= jour) && (finDeFonction === null || finDeFonction >= jour)

/**
 * The seat of a member in a group on a day. A person whose functions ended no longer holds it, whatever the seat says: it is empty from the
 * day after. A member that does not take part has no seat and is informed.
 * @param depuis since when the member takes part
 */
export function siegeDe<P extends Place>(
  { participe, depuis }: { readonly participe: boolean; readonly depuis: Jour },
  places: readonly P[],
  jour: Jour,
): Siege<P> {
  if (!participe) return { etat: 'informe' }
  const tenant = (role: Place['role']) => places.find((p) => p.role === role && tenue(p, jour)) ?? null
  const [referent, suppleant] = [tenant('referent'), tenant('suppleant')]
  if (referent) return { etat: 'tenu', referent, suppleant }
  const fins = places.flatMap(({ role, au, finDeFonction }) => {
    const fin = [au, finDeFonction].filter((f) => f !== null).sort()[0]
    return role === 'referent' && fin !== undefined && fin < jour ? [ajouterJours(fin, 1)] : []
  })
  const videDepuis = [depuis, ...fins].sort().at(-1)!
  return suppleant ? { etat: 'suppleant', suppleant, videDepuis } : { etat: 'vide', videDepuis }
}

/** True when the seat has no referent: its direction is told, the deputy holds it meanwhile. */
export const estAPourvoir = (siege: Siege<Place>): boolean =>
  siege.etat === 'vide' || siege.etat === 'suppleant'
