import { type Explication, surLeChamp, surLeTout } from '#platform/http/explication.ts'
import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import { jamais } from '#shared/result.ts'
import type { RefusDeBilan } from './tenir-bilan.ts'

/** The sentence shown for a refusal on a report, the field it belongs to (null: the whole form), and the status of the answer. */
export function expliquerBilan(refus: RefusDeBilan): Explication {
  switch (refus.code) {
    case 'interdit':
      return surLeTout('La coordination tient les bilans : vous pouvez les lire et les exporter.', 403)
    case 'introuvable':
      return surLeTout('Ce bilan n’existe pas.', 404)
    case 'page-perimee':
      return surLeTout(PAGE_PERIMEE)
    case 'fige':
      return surLeTout('Ce bilan est approuvé : ses textes et ses faits ne changent plus.')
    case 'transition-refusee':
      return surLeTout('Le bilan a changé d’état entre-temps : relisez sa page.')
    case 'decision-inconnue':
      return surLeChamp('decisionId', 'Choisissez la décision dans la liste.')
    case 'periode-a-venir':
      return surLeChamp('du', 'Cette période n’a pas commencé : un bilan regarde ce qui s’est passé.')
    case 'approbation-manquante':
      return surLeChamp(
        'approbation',
        'Dites quel acte approuve ce bilan : une décision du registre, ou un relevé.',
      )
    case 'ouverture-manquante':
      return surLeTout(
        'Écrivez d’abord « En quelques mots » : c’est ce que les directions liront en premier.',
      )
    default:
      return jamais(refus)
  }
}
