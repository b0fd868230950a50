import { accepter, type Result, refuser } from '#shared/result.ts'

export type EtatLivrable = 'attendu' | 'remis' | 'accepte' | 'a_reprendre'
export type Avis = 'accepter' | 'reprendre'

/** What shows that an instance looked at a deliverable: its decision, or the séance whose relevé says so. */
export type Preuve = { readonly genre: 'decision' | 'seance'; readonly id: string }

/**
 * Decides what becomes of a deliverable that an instance looked at: accepted, or to be taken up again with what is asked. Only one that was
 * handed over is looked at; who made it does not accept it.
 */
export function statuer(
  etat: EtatLivrable,
  avis: Avis,
  observations: string,
): Result<EtatLivrable, { readonly code: 'deja-fait' } | { readonly code: 'observations-manquantes' }> {
  if (etat !== 'remis') return refuser({ code: 'deja-fait' })
  if (avis === 'accepter') return accepter('accepte')
  return observations.trim() ? accepter('a_reprendre') : refuser({ code: 'observations-manquantes' })
}
