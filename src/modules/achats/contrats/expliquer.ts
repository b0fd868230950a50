import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import { jamais } from '#shared/result.ts'
import { date } from '#shared/typographie.ts'
import type { RefusContrat } from './tenir-contrats.ts'

/** The sentence of a refusal, the field it belongs to (null: the whole form), and the status of the answer. */
export function expliquerContrat(refus: RefusContrat): {
  readonly champ: string | null
  readonly phrase: string
  readonly statut: number
} {
  const entier = (phrase: string, statut = 409) => ({ champ: null, phrase, statut })
  const faute = (champ: string, phrase: string) => ({ champ, phrase, statut: 422 })
  switch (refus.code) {
    case 'introuvable':
      return entier('Ce contrat n’existe pas.', 404)
    case 'interdit':
      return entier('Seul le membre qui conduit l’achat écrit ses contrats.', 403)
    case 'page-perimee':
      return entier(PAGE_PERIMEE)
    case 'fin-avant-debut':
      return faute('au', 'Le contrat finit avant de commencer : corrigez l’un des deux jours.')
    case 'chevauche':
      return faute(
        'du',
        `${refus.assureur} a déjà ce lot du ${date(refus.du)} au ${date(refus.au)} : deux assureurs ne couvrent pas le même jour.`,
      )
    case 'taux-hors-contrat':
      return faute(
        'taux',
        `Le contrat ne court pas en ${refus.annee} : retirez ce taux, ou corrigez les jours.`,
      )
    case 'sans-taux':
      return faute('taux', 'Donnez au moins un taux pour la première année du contrat.')
    case 'reprise-hors-contrat':
      return faute(
        'du',
        'Le nouvel assureur commence après le premier jour du contrat, au plus tard le lendemain de sa fin.',
      )
    default:
      return jamais(refus)
  }
}
