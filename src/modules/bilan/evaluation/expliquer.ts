import { type Explication, surLeChamp, surLeTout } from '#platform/http/explication.ts'
import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import { jamais } from '#shared/result.ts'
import type { RefusEvaluation } from './evaluer.ts'

/** The sentence shown for a refusal, the field it belongs to (null: the whole form), and the status of the answer. */
export function expliquerEvaluation(refus: RefusEvaluation): Explication {
  switch (refus.code) {
    case 'interdit':
      return surLeTout('La coordination ouvre les évaluations et note ce que la conférence décide.', 403)
    case 'autre-membre':
      return surLeTout(
        'Chaque direction écrit la ligne de son membre : vous pouvez lire celle d’un autre, pas l’écrire.',
        403,
      )
    case 'introuvable':
      return surLeTout('Cette évaluation n’existe pas.', 404)
    case 'page-perimee':
      return surLeTout(PAGE_PERIMEE)
    case 'etape-passee':
      return surLeTout('Cette étape est passée : ce qui a été proposé reste lisible et ne change plus.')
    case 'etape-a-venir':
      return surLeTout('Les directions proposent encore : passez d’abord à la décision des présidences.')
    case 'actions-manquantes':
      return surLeChamp('actions', 'Cochez au moins une action à évaluer.')
    case 'decision-manquante':
      return surLeChamp('decisionId', 'Choisissez la décision de la conférence qui conclut.')
    case 'conclusions-manquantes':
      return surLeTout('Toutes les actions ne sont pas conclues : notez d’abord chaque décision.')
    case 'echeance-passee':
      return surLeChamp('echeance', 'Cette date est passée : laissez aux directions le temps de proposer.')
    case 'notes-manquantes':
      return surLeChamp('pertinence', 'Notez au moins trois critères : les autres peuvent rester sans avis.')
    case 'motif-manquant':
      return surLeChamp('motif', 'Dites pourquoi vous proposez un changement : les présidences le liront.')
    default:
      return jamais(refus)
  }
}
