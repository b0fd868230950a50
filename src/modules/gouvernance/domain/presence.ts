import { accepter, type Result, refuser } from '#shared/result.ts'

/** An entry of the presence register. Entries are never erased: a correction is an entry that names the one it corrects. */
export type EntreePresence = {
  readonly id: string
  readonly organismeId: string
  readonly genre: 'arrivee' | 'depart' | 'pouvoir' | 'pouvoir_retire'
  /** The seat that holds the proxy, for `pouvoir`. */
  readonly mandataireId: string | null
  readonly representant: string | null
  readonly survenuLe: Date
  readonly saisiLe: Date
  readonly rectifie: string | null
  /** A correction that says « this never happened ». */
  readonly annule: boolean
}

export type EtatSiege =
  | { readonly etat: 'absent' }
  | { readonly etat: 'present'; readonly depuis: Date; readonly representant: string | null }
  | { readonly etat: 'represente'; readonly par: string; readonly depuis: Date }

export type Presences = ReadonlyMap<string, EtatSiege>

/** The entries that still hold: those that no other entry corrects, and that do not cancel one. */
export function entreesEnVigueur(entrees: readonly EntreePresence[]): EntreePresence[] {
  const corrigees = new Set(entrees.map(({ rectifie }) => rectifie))
  return entrees.filter((entree) => !corrigees.has(entree.id) && !entree.annule)
}

/**
 * Who is there at an instant. A seat that arrives is present; a proxy given by an absent seat counts only while the seat that holds it is
 * itself present, and within the number of proxies one seat may hold (the first given come first).
 * @param instant   entries that happened later are ignored
 * @param pouvoirsMax proxies one seat may hold
 */
export function presencesA(
  entrees: readonly EntreePresence[],
  instant: Date,
  pouvoirsMax: number,
): Presences {
  const presents = new Map<string, EtatSiege>()
  const pouvoirs = new Map<string, { par: string; depuis: Date }>()
  const chronologie = entreesEnVigueur(entrees)
    .filter(({ survenuLe }) => survenuLe <= instant)
    .sort((a, b) => +a.survenuLe - +b.survenuLe || +a.saisiLe - +b.saisiLe || (a.id < b.id ? -1 : 1))
  for (const { organismeId, genre, mandataireId, survenuLe, representant } of chronologie) {
    if (genre === 'arrivee') presents.set(organismeId, { etat: 'present', depuis: survenuLe, representant })
    else if (genre === 'depart') presents.delete(organismeId)
    else pouvoirs.delete(organismeId)
    if (genre === 'pouvoir' && mandataireId)
      pouvoirs.set(organismeId, { par: mandataireId, depuis: survenuLe })
  }
  const etats = new Map(presents)
  const detenus = new Map<string, number>()
  for (const [mandant, { par, depuis }] of pouvoirs) {
    const nombre = detenus.get(par) ?? 0
    if (presents.has(mandant) || presents.get(par)?.etat !== 'present' || nombre >= pouvoirsMax) continue
    detenus.set(par, nombre + 1)
    etats.set(mandant, { etat: 'represente', par, depuis })
  }
  return etats
}

export type DemandePresence = {
  readonly organismeId: string
  readonly genre: EntreePresence['genre']
  readonly mandataireId: string | null
  readonly survenuLe: Date
}

export type RefusPresence =
  | { readonly code: 'siege-inconnu' }
  | { readonly code: 'deja-present' }
  | { readonly code: 'pas-present' }
  | { readonly code: 'pouvoir-a-soi-meme' }
  | { readonly code: 'trop-de-pouvoirs'; readonly max: number }
  | { readonly code: 'mandant-present' }
  | { readonly code: 'sans-pouvoir' }
  | { readonly code: 'dans-le-futur' }

/** Decides whether an entry may be added to the register, `maintenant` being the clock of the server. */
export function enregistrerPresence(
  entrees: readonly EntreePresence[],
  sieges: readonly { readonly organismeId: string }[],
  demande: DemandePresence,
  pouvoirsMax: number,
  maintenant: Date,
): Result<DemandePresence, RefusPresence> {
  const { organismeId, genre, mandataireId, survenuLe } = demande
  const aUnSiege = (id: string) => sieges.some((siege) => siege.organismeId === id)
  if (!aUnSiege(organismeId) || (mandataireId && !aUnSiege(mandataireId)))
    return refuser({ code: 'siege-inconnu' })
  if (survenuLe > maintenant) return refuser({ code: 'dans-le-futur' })
  const present = presencesA(entrees, survenuLe, pouvoirsMax).get(organismeId)?.etat === 'present'
  if (genre === 'arrivee') return present ? refuser({ code: 'deja-present' }) : accepter(demande)
  if (genre === 'depart') return present ? accepter(demande) : refuser({ code: 'pas-present' })
  const donnes = pouvoirsDonnes(entrees, survenuLe)
  if (genre === 'pouvoir_retire')
    return donnes.has(organismeId) ? accepter(demande) : refuser({ code: 'sans-pouvoir' })
  if (mandataireId === organismeId) return refuser({ code: 'pouvoir-a-soi-meme' })
  if (present) return refuser({ code: 'mandant-present' })
  const dejaDetenus = [...donnes].filter(
    ([mandant, par]) => par === mandataireId && mandant !== organismeId,
  ).length
  return dejaDetenus >= pouvoirsMax
    ? refuser({ code: 'trop-de-pouvoirs', max: pouvoirsMax })
    : accepter(demande)
}

/** Proxies given and not withdrawn at an instant, whether or not their holder is there: seat that gives → seat that holds. */
export function pouvoirsDonnes(entrees: readonly EntreePresence[], instant: Date): Map<string, string> {
  const donnes = new Map<string, string>()
  const chronologie = entreesEnVigueur(entrees)
    .filter(({ survenuLe, genre }) => survenuLe <= instant && genre.startsWith('pouvoir'))
    .sort((a, b) => +a.survenuLe - +b.survenuLe || +a.saisiLe - +b.saisiLe)
  for (const { organismeId, genre, mandataireId } of chronologie) {
    if (genre === 'pouvoir' && mandataireId) donnes.set(organismeId, mandataireId)
    else donnes.delete(organismeId)
  }
  return donnes
}
