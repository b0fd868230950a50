import { alea, empreinte, enTexte, octetsCanoniques } from '@maillage/coffre'
import type { Cellule } from './annuaire.ts'
import type { DossierOuvert } from './ouvrir-dossier.ts'

/** What the server keeps of a member of the directory: the fingerprint of her token, or of nothing when she is excluded. Both look alike. */
export type Marque = Readonly<{ membre: string; marque: string }>
/** The token of a member, which who may give keys reads in the sealed exchanges. */
export type Admission = Readonly<{ membre: string; jeton: string }>

/** The fingerprint that a token must have: for one case and one member, so that it admits nobody else and nowhere else. */
export const marqueDe = (dossier: string, { membre, jeton }: Admission): string =>
  empreinte(octetsCanoniques({ usage: 'signalement/1/admission', dossier, membre, jeton }))

/**
 * Draws, in the author's browser, a token for each member of the directory, whatever the role. The mark of whoever is excluded is drawn apart: no token has
 * that fingerprint, so nobody will ever show one, and neither the number nor the size of anything says who that is.
 */
export function tirerAdmissions(
  dossier: string,
  membres: readonly Readonly<{ id: string }>[],
  exclus: ReadonlySet<string>,
): Readonly<{ jetons: Readonly<Record<string, string>>; marques: readonly Marque[] }> {
  const jetons: Record<string, string> = {}
  const marques = membres.map(({ id: membre }) => {
    const jeton = enTexte(alea(16))
    jetons[membre] = jeton
    return { membre, marque: exclus.has(membre) ? enTexte(alea(32)) : marqueDe(dossier, { membre, jeton }) }
  })
  return { jetons, marques }
}

/** The tokens that the author last sealed in the exchanges: at the deposit, or for the organisation to which she sent the case. None of older cases. */
export const jetonsDe = ({ volets }: Pick<DossierOuvert, 'volets'>): Readonly<Record<string, string>> =>
  (volets.get('E')?.messages ?? [])
    .filter(({ emetteur }) => emetteur === 'auteur')
    .map(({ corps }) => (corps as { jetons?: Record<string, string> }).jetons)
    .findLast((jetons) => jetons !== undefined) ?? {}

/** Every identifier that the same person has had, in any version of the directory: who excluded one excluded the others. */
export function identifiantsDe({ versions }: Pick<Cellule, 'versions'>, id: string): ReadonlySet<string> {
  const liens = versions.flatMap(({ remplace }) => [...remplace])
  const siens = new Set([id])
  for (let avant = 0; avant < siens.size; ) {
    avant = siens.size
    for (const [neuf, ancien] of liens) if (siens.has(neuf) || siens.has(ancien)) siens.add(neuf).add(ancien)
  }
  return siens
}

/** The tokens to show so that these people may enter among the readers. */
export const admissionsPour = (
  jetons: Readonly<Record<string, string>>,
  cellule: Pick<Cellule, 'versions'>,
  gens: readonly string[],
): Admission[] =>
  [...new Set(gens.flatMap((id) => [...identifiantsDe(cellule, id)]))].flatMap((membre) => {
    const jeton = jetons[membre]
    return jeton === undefined ? [] : [{ membre, jeton }]
  })

/**
 * Whether somebody may enter among the readers of a case: a right token for each of her identifiers that the author's directory knew. Who came to the
 * directory since could not be excluded then: nothing is asked for her, nor in a case sealed before there were marks.
 */
export function estAdmis(
  id: string,
  dossier: string,
  cellule: Pick<Cellule, 'versions'>,
  marques: ReadonlyMap<string, string>,
  montres: readonly Admission[],
): boolean {
  return [...identifiantsDe(cellule, id)].every((membre) => {
    const marque = marques.get(membre)
    return (
      marque === undefined ||
      montres.some((montre) => montre.membre === membre && marqueDe(dossier, montre) === marque)
    )
  })
}

/** Whether the marks of a sealing are usable: each for one member of the directory, and none missing for who receives a key. No mark at all: sealed before there were. */
export function marquesJustes(
  marques: readonly Marque[],
  { membres }: Pick<Cellule, 'membres'>,
  lecteurs: Iterable<string>,
): boolean {
  if (marques.length === 0) return true
  const cites = new Set(marques.map(({ membre }) => membre))
  const connus = new Set(membres.map(({ id }) => id))
  return (
    cites.size === marques.length &&
    [...cites].every((membre) => connus.has(membre)) &&
    [...lecteurs].every((id) => !connus.has(id) || cites.has(id))
  )
}
