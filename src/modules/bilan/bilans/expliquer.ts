import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import { jamais } from '#shared/result.ts'
import type { RefusDeBilan } from './tenir-bilan.ts'

/** The sentence shown for a refusal on a report, the field it belongs to (null: the whole form), and the status of the answer. */
export function expliquerBilan(refus: RefusDeBilan): {
  readonly champ: string | null
  readonly phrase: string
  readonly statut: number
} {
  const champ = (nom: string, phrase: string) => ({ champ: nom, phrase, statut: 422 })
  const tout = (phrase: string, statut = 409) => ({ champ: null, phrase, statut })
  switch (refus.code) {
    case 'interdit':
      return tout('La coordination tient les bilans : vous pouvez les lire et les exporter.', 403)
    case 'introuvable':
      return tout('Ce bilan n’existe pas.', 404)
    case 'page-perimee':
      return tout(PAGE_PERIMEE)
    case 'fige':
      return tout('Ce bilan est approuvé : ses textes et ses faits ne changent plus.')
    case 'transition-refusee':
      return tout('Le bilan a changé d’état entre-temps : relisez sa page.')
    case 'decision-inconnue':
      return champ('decisionId', 'Choisissez la décision dans la liste.')
    case 'periode-a-venir':
      return champ('du', 'Cette période n’a pas commencé : un bilan regarde ce qui s’est passé.')
    case 'approbation-manquante':
      return champ(
        'approbation',
        'Dites quel acte approuve ce bilan : une décision du registre, ou un relevé.',
      )
    case 'ouverture-manquante':
      return tout('Écrivez d’abord « En quelques mots » : c’est ce que les directions liront en premier.')
    default:
      return jamais(refus)
  }
}
