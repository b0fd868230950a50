import { type Explication, surLeChamp, surLeTout } from '#platform/http/explication.ts'
import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import { jamais } from '#shared/result.ts'
import { date } from '#shared/typographie.ts'
import { ETATS_ADHESION } from '../domain/adhesion/adhesion.ts'
import type { RefusFait } from './inscrire-fait.ts'

/** The sentence of a refusal, the field it belongs to (null: the whole form), and the status of the answer. */
export function expliquerFait(refus: RefusFait): Explication {
  switch (refus.code) {
    case 'interdit':
      return surLeTout(
        'Cet employeur est servi par un autre Centre de gestion : lui seul tient son adhésion.',
        403,
      )
    case 'introuvable':
      return surLeTout('Cet employeur n’est pas dans cet achat.', 404)
    case 'pas-ouverte':
      return surLeTout(
        'Les adhésions à cet achat ne sont pas ouvertes : attendez l’attribution du contrat, ou appelez votre Centre de gestion.',
      )
    case 'au-centre':
      return surLeTout(
        'Cette étape est enregistrée par votre Centre de gestion : vous n’avez rien à faire ici.',
      )
    case 'page-perimee':
      return surLeTout(PAGE_PERIMEE)
    case 'transition-refusee':
      return surLeTout(
        `Cette étape ne part pas de l’état actuel (« ${ETATS_ADHESION[refus.etat].mot} ») : relisez la page.`,
      )
    case 'fait-futur':
      return surLeChamp('le', 'Ce jour n’est pas encore passé : enregistrez un fait une fois accompli.')
    case 'fait-trop-tot':
      return surLeChamp(
        'le',
        `Ce jour vient avant ${refus.quoi}, le ${date(refus.apres)} : corrigez l’une des deux dates.`,
      )
    case 'niveau-inconnu':
      return surLeChamp('niveau', 'Choisissez un des niveaux proposés.')
    case 'part-hors-bornes':
      return surLeChamp('part', 'La part de l’employeur va de 50 % à 100 % de la cotisation.')
    case 'avis-manquant':
      return surLeChamp('avis', 'Dites quel est l’avis du comité.')
    case 'numero-manquant':
      return surLeChamp('numero', 'Indiquez le numéro de la délibération.')
    case 'motif-manquant':
      return surLeChamp('motif', 'Dites pourquoi, en une phrase : votre Centre de gestion pourra y répondre.')
    case 'accord-non-approuve':
      return surLeTout(
        'L’assemblée de cet employeur n’a pas approuvé l’accord collectif, et il n’a pas son propre comité social : sans cette approbation, l’accord ne s’applique pas à ses agents. Enregistrez d’abord la délibération qui l’approuve, puis signez la convention.',
      )
    case 'accord-a-dire':
      return surLeChamp(
        'accord',
        'Dites si cette délibération approuve l’accord collectif, ou n’en dit rien : nous ne le supposons pas.',
      )
    case 'approuve-avant-signature':
      return surLeChamp(
        'le',
        `L’accord collectif est signé depuis le ${date(refus.signeLe)} : une délibération plus ancienne n’a pas pu l’approuver. Corrigez le jour, ou dites qu’elle n’en dit rien et enregistrez celle qui l’approuve.`,
      )
    case 'accord-sans-objet':
      return surLeTout(
        'Aucune approbation n’est attendue de cet employeur : elle est déjà enregistrée, ou l’accord de son Centre de gestion ne le demande pas.',
      )
    case 'reexamen-hors-delai':
      return surLeChamp(
        'prochaineLe',
        `Après un avis défavorable unanime, le comité se réunit de nouveau entre huit et trente jours : du ${date(refus.du)} au ${date(refus.au)}.`,
      )
    default:
      return jamais(refus)
  }
}
