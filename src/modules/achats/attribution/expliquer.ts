import { date } from '#shared/typographie.ts'
import { expliquerMarche } from '../marche/expliquer.ts'
import type { RefusAttribution } from './attribuer.ts'

/** The sentence of a refusal and the status of the answer. */
export function expliquerAttribution(refus: RefusAttribution): {
  readonly phrase: string
  readonly statut: number
} {
  const dit = (phrase: string, statut = 409) => ({ phrase, statut })
  switch (refus.code) {
    case 'notes-ouvertes':
      return dit('Les notes ne sont pas closes : le classement n’est pas établi. Closez-les, puis attribuez.')
    case 'acte-manquant':
      return dit(
        'Attribuer engage des fonds : l’acte de votre structure sur la décision de lancement n’est pas encore exécutoire.',
      )
    case 'a-rechiffrer':
      return dit(
        'Aucun chiffrage scellé ne porte sur le recensement en vigueur. Scellez-en un sur la page d’analyse, puis attribuez.',
      )
    case 'ecartee':
      return dit('Cette offre est écartée : elle ne peut pas être retenue.', 422)
    case 'pas-premiere':
      return dit(
        'Les critères publiés classent une autre offre première : l’attribution suit le classement (CCP L.2152-7).',
        422,
      )
    case 'envoyee':
      return dit('Les lettres sont parties : l’attribution ne change plus.')
    case 'pas-attribue':
      return dit('Ce lot n’est pas attribué.')
    case 'ordre':
      return dit(
        'Cette étape vient après la précédente, et une seule fois : lettres, signature, notification, publication.',
        422,
      )
    case 'trop-tot':
      return dit(
        `Le délai avant signature n’est pas passé (CCP R.2182-1) : le contrat se signe à partir du ${date(refus.des)}.`,
        422,
      )
    default:
      return expliquerMarche(refus)
  }
}
