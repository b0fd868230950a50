import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import { jamais } from '#shared/result.ts'
import type { RefusEvaluation } from './evaluer.ts'

/** The sentence shown for a refusal, the field it belongs to (null: the whole form), and the status of the answer. */
export function expliquerEvaluation(refus: RefusEvaluation): {
  readonly champ: string | null
  readonly phrase: string
  readonly statut: number
} {
  const champ = (nom: string, phrase: string) => ({ champ: nom, phrase, statut: 422 })
  const tout = (phrase: string, statut = 409) => ({ champ: null, phrase, statut })
  switch (refus.code) {
    case 'interdit':
      return tout('La coordination ouvre les évaluations et note ce que la conférence décide.', 403)
    case 'autre-membre':
      return tout(
        'Chaque direction écrit la ligne de son membre : vous pouvez lire celle d’un autre, pas l’écrire.',
        403,
      )
    case 'introuvable':
      return tout('Cette évaluation n’existe pas.', 404)
    case 'page-perimee':
      return tout(PAGE_PERIMEE)
    case 'etape-passee':
      return tout('Cette étape est passée : ce qui a été proposé reste lisible et ne change plus.')
    case 'etape-a-venir':
      return tout('Les directions proposent encore : passez d’abord à la décision des présidences.')
    case 'actions-manquantes':
      return champ('actions', 'Cochez au moins une action à évaluer.')
    case 'decision-manquante':
      return champ('decisionId', 'Choisissez la décision de la conférence qui conclut.')
    case 'conclusions-manquantes':
      return tout('Toutes les actions ne sont pas conclues : notez d’abord chaque décision.')
    case 'echeance-passee':
      return champ('echeance', 'Cette date est passée : laissez aux directions le temps de proposer.')
    case 'notes-manquantes':
      return champ('pertinence', 'Notez au moins trois critères : les autres peuvent rester sans avis.')
    case 'motif-manquant':
      return champ('motif', 'Dites pourquoi vous proposez un changement : les présidences le liront.')
    default:
      return jamais(refus)
  }
}
