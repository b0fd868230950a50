import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import { jamais } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import type { RefusConvocation } from '../domain/convocation.ts'
import type { RefusPresence } from '../domain/presence.ts'
import type { RefusDepouillement, RefusOuverture, RefusVote } from '../domain/scrutin.ts'
import {
  cycleSeance,
  type GesteSeance,
  LIBELLES_SEANCE,
  type RefusAgenda,
  type StatutSeance,
} from '../domain/seance.ts'

export type RefusSeance =
  | RefusConvocation
  | RefusPresence
  | RefusDepouillement
  | RefusOuverture
  | RefusVote
  | RefusAgenda
  | { readonly code: 'transition-refusee'; readonly etat: StatutSeance; readonly geste: GesteSeance }
  | { readonly code: 'scrutin-ouvert'; readonly question: string }
  | { readonly code: 'introuvable' }
  | { readonly code: 'interdit' }
  | { readonly code: 'page-perimee' }
  | { readonly code: 'deja-rectifiee' }
  | { readonly code: 'porte-inconnue' }
  | { readonly code: 'reprise-inconnue' }
  | { readonly code: 'deja-inscrit' }
  | { readonly code: 'motif-manquant' }

const CHOIX = {
  pour: 'pour',
  contre: 'contre',
  abstention: 'abstention',
  ne_prend_pas_part: 'ne prend pas part',
} as const
const jourFrancais = (jour: string): string => `${jour.slice(8)}/${jour.slice(5, 7)}/${jour.slice(0, 4)}`

/**
 * The sentence shown for a refusal: what happened, why, what to do.
 * @param nommer short name of an organisation
 */
export function expliquerSeance(
  refus: RefusSeance,
  nommer: (organismeId: string) => string = (id) => id,
): string {
  switch (refus.code) {
    case 'introuvable':
      return 'Cette séance ou ce point n’existe pas dans votre coopération. Revenez à la liste des séances.'
    case 'interdit':
      return 'Votre fonction ne permet pas cette action. Elle revient à la coordination, ou au Centre de gestion concerné pour sa propre ligne.'
    case 'page-perimee':
      return PAGE_PERIMEE
    case 'seance-passee':
      return 'La date choisie est déjà passée. Choisissez une date à venir.'
    case 'ordre-du-jour-vide':
      return 'L’ordre du jour est vide : une convocation annonce au moins un point. Inscrivez un point, puis convoquez.'
    case 'siege-sans-titulaire':
      return `Personne ne peut être convoqué pour : ${refus.sieges.join(', ')}. Enregistrez un mandat de présidence pour ces membres, puis convoquez.`
    case 'delai-trop-court':
      return `Le règlement demande ${refus.requis} jours entre la convocation et la séance, il en reste ${refus.restant}. Choisissez une date à partir du ${jourFrancais(refus.possibleLe)}, ou indiquez le motif du délai abrégé.`
    case 'agenda-gele':
      return 'L’ordre du jour est figé depuis la convocation. Un point s’ajoute en séance, avec l’accord de toutes les personnes présentes.'
    case 'unanimite-requise':
      return `Ajouter un point en séance demande l’accord de tous les présents : ${compte(refus.accords, 'accord')} sur ${refus.presents}. Recueillez les accords manquants ou proposez ce point pour la prochaine séance.`
    case 'porte-inconnue':
      return 'Choisissez au moins un membre concerné, parmi les membres actuels de la coopération.'
    case 'reprise-inconnue':
      return 'Le sujet ou la convention reprise n’existe plus dans votre coopération. Revenez à la séance et reprenez-en un autre, ou écrivez le point.'
    case 'deja-inscrit':
      return 'Ce sujet ou cette convention est déjà à l’ordre du jour de cette séance. Modifiez le point existant.'
    case 'motif-manquant':
      return 'Indiquez le motif : il sera envoyé aux personnes convoquées et gardé avec la séance.'
    case 'transition-refusee':
      return `« ${cycleSeance[refus.geste].libelle} » n’est pas possible : la séance est « ${LIBELLES_SEANCE[refus.etat].toLowerCase()} ». Rechargez la page pour voir où elle en est.`
    case 'seance-non-ouverte':
      return 'La séance n’est pas ouverte en ce moment. Ouvrez-la ou reprenez-la, puis recommencez.'
    case 'scrutin-ouvert':
      return `Un vote est encore ouvert : « ${refus.question} ». Fermez ce vote d’abord.`
    case 'point-sans-vote':
      return 'Ce point est une information : il ne se vote pas.'
    case 'point-non-ouvert':
      return 'Ce point n’est pas en cours. Passez à ce point, puis ouvrez le vote.'
    case 'scrutin-deja-ouvert':
      return 'Le vote est déjà ouvert sur ce point.'
    case 'scrutin-deja-clos':
      return 'Ce point a déjà été tranché par un vote. Une décision se modifie par une nouvelle décision.'
    case 'quorum-perdu':
      return `Le quorum n’est pas atteint : ${refus.presentes} en séance, il en faut ${refus.necessaires}. Notez les arrivées et les pouvoirs, ou convoquez une seconde séance.`
    case 'scrutin-clos':
      return 'Ce vote est clos : son résultat est établi et ne change plus.'
    case 'votes-manquants':
      return `N’ont pas encore voté : ${refus.organismes.map(nommer).join(', ')}. Enregistrez leur vote, ou confirmez la clôture sans eux.`
    case 'non-participant':
      return 'Ce membre ne participe pas à ce point : il est informé, sans voix.'
    case 'sans-voix-deliberative':
      return 'Ce siège est consultatif : il donne son avis, il ne vote pas.'
    case 'absent-sans-pouvoir':
      return 'Ce membre est absent et n’a pas donné de pouvoir valable. Notez son arrivée ou son pouvoir avant son vote.'
    case 'objection-sans-motif':
      return 'Une objection se motive : écrivez en quelques mots ce qui l’empêche.'
    case 'deja-vote':
      return `Ce membre a déjà voté « ${CHOIX[refus.choix]} ». Pour corriger, utilisez « Rectifier » et dites pourquoi : le premier vote reste dans le registre.`
    case 'pas-votre-siege':
      return 'Vous votez pour votre siège et pour le pouvoir que vous portez, pas pour un autre membre.'
    case 'rectification-sans-motif':
      return 'Dites pourquoi vous rectifiez : l’entrée d’origine reste dans le registre avec ce motif.'
    case 'rien-a-rectifier':
      return 'Ce membre n’a pas encore voté : enregistrez son vote.'
    case 'deja-rectifiee':
      return 'Cette entrée est déjà rectifiée. Rechargez la page pour voir le registre à jour.'
    case 'siege-inconnu':
      return 'Ce membre n’a pas de siège dans cette instance.'
    case 'deja-present':
      return 'Ce membre est déjà noté présent à cette heure.'
    case 'pas-present':
      return 'Ce membre n’est pas noté présent à cette heure : son départ ne peut pas être enregistré.'
    case 'pouvoir-a-soi-meme':
      return 'Un pouvoir se donne à un autre membre.'
    case 'trop-de-pouvoirs':
      return `Ce membre porte déjà ${compte(refus.max, 'pouvoir')}, le maximum de la règle. Confiez le pouvoir à un autre membre.`
    case 'mandant-present':
      return 'Ce membre est présent : il ne donne pas de pouvoir. Notez d’abord son départ.'
    case 'sans-pouvoir':
      return 'Ce membre n’a pas de pouvoir en cours à retirer.'
    case 'dans-le-futur':
      return 'L’heure indiquée n’est pas encore passée. Indiquez l’heure à laquelle le fait a eu lieu.'
    default:
      return jamais(refus)
  }
}
