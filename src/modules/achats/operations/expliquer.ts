import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import { jamais } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import { ETATS_OPERATION } from '../domain/operation.ts'
import type { RefusOperation } from './conduire.ts'

/** The sentence of a refusal, the field it belongs to (null: the whole form), and the status of the answer. */
export function expliquerOperation(refus: RefusOperation): {
  readonly champ: string | null
  readonly phrase: string
  readonly statut: number
} {
  const phrase = (texte: string, statut = 409) => ({ champ: null, phrase: texte, statut })
  switch (refus.code) {
    case 'interdit':
      return phrase(
        'Un achat groupé est conduit par un membre que la décision lie. Vous pouvez le lire, pas le modifier.',
        403,
      )
    case 'introuvable':
      return phrase('Cet achat groupé n’existe pas.', 404)
    case 'decision-inconnue':
      return { champ: 'decision', phrase: 'Choisissez la décision qui lance l’achat.', statut: 422 }
    case 'page-perimee':
      return phrase(PAGE_PERIMEE)
    case 'terme-manquant':
      return { champ: 'jusquau', phrase: 'Indiquez jusqu’à quel jour les employeurs répondent.', statut: 422 }
    case 'terme-passe':
      return { champ: 'jusquau', phrase: 'Ce jour est passé : choisissez-en un à venir.', statut: 422 }
    case 'acte-manquant':
      return phrase(
        `Attribuer un marché engage des fonds : l’acte de votre structure sur la décision ${refus.numero} n’est pas encore exécutoire. Enregistrez-le dans « Décisions », puis recommencez.`,
      )
    case 'lots-sans-attribution':
      return phrase(
        `${compte(refus.lots, 'lot n’est pas encore attribué', 'lots ne sont pas encore attribués')} : attribuez-les dans « Attribution », puis recommencez.`,
      )
    case 'transition-refusee':
      return phrase(
        `Cette étape ne part pas de l’état actuel (« ${ETATS_OPERATION[refus.etat]} ») : relisez la page.`,
      )
    default:
      return jamais(refus)
  }
}
