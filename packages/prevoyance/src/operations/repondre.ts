import type { Pas } from '../socle/index.ts'
import { court, estObjet, type Json, NombreJson } from './json/json.ts'
import { EntreeRefusee, refuser, texte } from './lecture.ts'
import { OPERATIONS } from './liste.ts'
import type { Operation, Resultat } from './operation.ts'

/** Where and why a case was refused, in French. */
export interface Erreur {
  readonly chemin: string
  readonly message: string
}

/** What is answered to one case, in its place. */
export interface Reponse {
  readonly id?: string | number
  readonly operation: string | null
  readonly sortie?: Resultat['sortie']
  readonly explication?: readonly Pas[]
  readonly erreur?: Erreur
}

/**
 * Answers one case of the contract: `sortie` and `explication`, or `erreur`. Never throws for bad data.
 * @param cas any JSON value
 */
export function repondre(cas: Json): Reponse {
  const nom = estObjet(cas) && typeof cas['operation'] === 'string' ? court(cas['operation'], 200) : null
  const id = identifiant(cas)
  try {
    const { trouvee, entree } = lireCas(cas)
    return { ...id, operation: trouvee.nom, ...trouvee.executer(entree, 'entree') }
  } catch (erreur) {
    return { ...id, operation: nom, erreur: enErreur(erreur) }
  }
}

/** The identifier is given back as it came, when it is a text or a number. */
function identifiant(cas: Json): { readonly id?: string | number } {
  const id = estObjet(cas) ? cas['id'] : undefined
  if (typeof id === 'string') return { id }
  return id instanceof NombreJson ? { id: Number(id.texte) } : {}
}

function lireCas(cas: Json): { trouvee: Operation; entree: Json | undefined } {
  if (!estObjet(cas)) return refuser('', 'Un cas est un objet { "operation": …, "entree": { … } }.')
  const nom = texte(10_000)(cas['operation'], 'operation')
  const trouvee = OPERATIONS.find((operation) => operation.nom === nom)
  if (trouvee === undefined)
    return refuser(
      'operation',
      `Opération inconnue : « ${court(nom)} ». Opérations admises : ${OPERATIONS.map((o) => o.nom).join(', ')}.`,
    )
  if (cas['attendu'] !== undefined && !estObjet(cas['attendu']))
    refuser('attendu', 'Un objet est attendu : les champs de la réponse qui doivent être égaux.')
  return { trouvee, entree: cas['entree'] }
}

function enErreur(erreur: unknown): Erreur {
  if (erreur instanceof EntreeRefusee) return { chemin: erreur.chemin, message: erreur.message }
  // A value without a record that day, or out of the exact domain: the sentence is already French. The other cases go on.
  const detail = erreur instanceof Error ? erreur.message : String(erreur)
  return { chemin: 'entree', message: `Ce cas ne peut pas être calculé : ${detail}` }
}
