import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import { jamais } from '#shared/result.ts'
import { date } from '#shared/typographie.ts'
import { ETATS_ADHESION } from '../domain/adhesion/adhesion.ts'
import type { RefusFait } from './inscrire-fait.ts'

/** The sentence of a refusal, the field it belongs to (null: the whole form), and the status of the answer. */
export function expliquerFait(refus: RefusFait): {
  readonly champ: string | null
  readonly phrase: string
  readonly statut: number
} {
  const champ = (nom: string, phrase: string) => ({ champ: nom, phrase, statut: 422 })
  const entier = (phrase: string, statut = 409) => ({ champ: null, phrase, statut })
  switch (refus.code) {
    case 'interdit':
      return entier(
        'Cet employeur est servi par un autre Centre de gestion : lui seul tient son adhésion.',
        403,
      )
    case 'introuvable':
      return entier('Cet employeur n’est pas dans cet achat.', 404)
    case 'pas-ouverte':
      return entier(
        'Les adhésions à cet achat ne sont pas ouvertes : attendez l’attribution du contrat, ou appelez votre Centre de gestion.',
      )
    case 'au-centre':
      return entier('Cette étape est enregistrée par votre Centre de gestion : vous n’avez rien à faire ici.')
    case 'page-perimee':
      return entier(PAGE_PERIMEE)
    case 'transition-refusee':
      return entier(
        `Cette étape ne part pas de l’état actuel (« ${ETATS_ADHESION[refus.etat].mot} ») : relisez la page.`,
      )
    case 'fait-futur':
      return champ('le', 'Ce jour n’est pas encore passé : enregistrez un fait une fois accompli.')
    case 'fait-trop-tot':
      return champ(
        'le',
        `Ce jour vient avant ${refus.quoi}, le ${date(refus.apres)} : corrigez l’une des deux dates.`,
      )
    case 'niveau-inconnu':
      return champ('niveau', 'Choisissez un des niveaux proposés.')
    case 'part-hors-bornes':
      return champ('part', 'La part de l’employeur va de 50 % à 100 % de la cotisation.')
    case 'avis-manquant':
      return champ('avis', 'Dites quel est l’avis du comité.')
    case 'numero-manquant':
      return champ('numero', 'Indiquez le numéro de la délibération.')
    case 'motif-manquant':
      return champ('motif', 'Dites pourquoi, en une phrase : votre Centre de gestion pourra y répondre.')
    case 'accord-non-approuve':
      return entier(
        'L’assemblée de cet employeur n’a pas approuvé l’accord collectif, et il n’a pas son propre comité social : sans cette approbation, l’accord ne s’applique pas à ses agents. Enregistrez d’abord la délibération qui l’approuve, puis signez la convention.',
      )
    case 'accord-a-dire':
      return champ(
        'accord',
        'Dites si cette délibération approuve l’accord collectif, ou n’en dit rien : nous ne le supposons pas.',
      )
    case 'approuve-avant-signature':
      return champ(
        'le',
        `L’accord collectif est signé depuis le ${date(refus.signeLe)} : une délibération plus ancienne n’a pas pu l’approuver. Corrigez le jour, ou dites qu’elle n’en dit rien et enregistrez celle qui l’approuve.`,
      )
    case 'accord-sans-objet':
      return entier(
        'Aucune approbation n’est attendue de cet employeur : elle est déjà enregistrée, ou l’accord de son Centre de gestion ne le demande pas.',
      )
    case 'reexamen-hors-delai':
      return champ(
        'prochaineLe',
        `Après un avis défavorable unanime, le comité se réunit de nouveau entre huit et trente jours : du ${date(refus.du)} au ${date(refus.au)}.`,
      )
    default:
      return jamais(refus)
  }
}
