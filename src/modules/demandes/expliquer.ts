import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import { jamais } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import type { RefusReunion } from './domain/doublons.ts'
import { type Etat, REOUVERTURE_JOURS, type RefusGeste } from './domain/etats.ts'

/** Months within which an opinion is asked outside: its link opens until two months after that day. */
export const AVIS_MOIS = 6

export type RefusDemande =
  | RefusGeste
  | RefusReunion
  | { readonly code: 'introuvable' }
  | { readonly code: 'page-perimee' }
  | { readonly code: 'lecture-seule' }
  | { readonly code: 'deja-prise'; readonly par: string }
  | { readonly code: 'avis-trop-tard'; readonly etat: Etat }
  | { readonly code: 'avis-rendu' }
  | { readonly code: 'date-lointaine' }
  | { readonly code: 'sans-guichet' }
  | { readonly code: 'inconnu'; readonly champ: string; readonly phrase: string }

export type Explication = { readonly champ: string | null; readonly phrase: string; readonly statut: number }

/** Labels of the states in the interface (services §2.3). */
export const LIBELLES: Readonly<Record<Etat, string>> = {
  BROUILLON: 'Brouillon',
  DEPOSEE: 'Envoyée',
  PRISE_EN_CHARGE: 'Prise en charge',
  ATTENTE_COLLECTIVITE: 'Chez la collectivité',
  ATTENTE_TIERS: 'Chez un tiers',
  REPONDUE: 'Réponse envoyée',
  ROUVERTE: 'Rouverte',
  CLOTUREE: 'Terminée',
  SANS_SUITE: 'Classée sans suite',
  ANNULEE: 'Annulée',
  REORIENTEE: 'Réorientée',
}

/** The sentence shown for a refusal, the field it belongs to (null: the whole form), and the status of the answer. */
export function expliquer(refus: RefusDemande): Explication {
  const champ = (nom: string, phrase: string): Explication => ({ champ: nom, phrase, statut: 422 })
  const tout = (phrase: string, statut = 409): Explication => ({ champ: null, phrase, statut })
  switch (refus.code) {
    case 'introuvable':
      return tout('Cette demande n’existe pas.', 404)
    case 'page-perimee':
      return tout(PAGE_PERIMEE)
    case 'lecture-seule':
      return tout(
        'Votre centre lit cette demande pour donner un avis. Seul le centre qui la traite peut faire ce geste.',
        403,
      )
    case 'deja-prise':
      return tout(
        `Cette demande vient d’être prise par ${refus.par}. Elle reste lisible ; choisissez-en une autre.`,
      )
    case 'avis-trop-tard':
      return tout(
        `Un avis se demande pendant que la demande est ouverte : elle est « ${LIBELLES[refus.etat]} ».`,
      )
    case 'avis-rendu':
      return tout('L’avis est arrivé entre-temps : la question ne se retire plus. Lisez-le sur la demande.')
    case 'date-lointaine':
      return champ(
        'avant',
        `Un avis s’attend au plus ${AVIS_MOIS} mois, car le lien reste ouvert jusque-là : choisissez une date plus proche.`,
      )
    case 'sans-guichet':
      return tout(
        'Aucun Centre de gestion ne sert cette collectivité dans la coopération : votre demande n’a pas de guichet. Prévenez votre Centre de gestion.',
      )
    case 'inconnu':
      return champ(refus.champ, refus.phrase)
    case 'transition-refusee':
      return tout(
        `Ce geste n’est plus possible : la demande est « ${LIBELLES[refus.etat]} ». Relisez-la, elle a changé entre-temps.`,
      )
    case 'pas-a-vous':
      return tout('Ce geste ne vous revient pas : c’est à l’autre côté de le faire.', 403)
    case 'texte-manquant':
      return champ('texte', 'Écrivez votre réponse : elle est vide.')
    case 'question-manquante':
      return champ('texte', 'Écrivez la question : la collectivité doit savoir ce que vous attendez.')
    case 'date-manquante':
      return champ(
        'avant',
        'Indiquez avant quelle date vous attendez la réponse : sans date, une attente ne finit pas.',
      )
    case 'date-passee':
      return champ('avant', 'Cette date est passée : laissez au moins un jour à la collectivité.')
    case 'motif-manquant':
      return champ('texte', 'Dites pourquoi : le motif reste dans l’historique et la collectivité le lit.')
    case 'tiers-manquant':
      return champ('tiers', 'Nommez l’organisme : la collectivité doit savoir qui a son dossier.')
    case 'trop-tard':
      return tout(
        `Une demande se rouvre pendant ${REOUVERTURE_JOURS} jours. Ce délai est passé : déposez une nouvelle demande, en citant celle-ci.`,
      )
    case 'relances-manquantes':
      return tout(
        `Une demande se classe sans suite après deux relances restées sans réponse : ${compte(refus.faites, 'relance envoyée', 'relances envoyées')} pour l’instant.`,
      )
    case 'texte-trop-long':
      return champ(
        'texte',
        `Ce texte fait ${compte(refus.longueur, 'caractère', 'caractères')}, et ${refus.max} au plus peuvent partir. Raccourcissez-le.`,
      )
    case 'reunion-impossible':
      return tout(
        {
          'elle-meme': 'Une demande ne se réunit pas avec elle-même : choisissez l’autre.',
          employeur: 'Ces deux demandes ne viennent pas de la même collectivité : chacune garde son dossier.',
          'gardee-finie':
            'La demande à garder est terminée : rien ne serait plus suivi. Gardez celle qui est ouverte.',
        }[refus.pourquoi],
      )
    case 'reunion-attente':
      return tout(
        `La demande à fermer est « ${LIBELLES[refus.etat]} » : on ne ferme pas une demande qui attend quelqu’un. Reprenez-la d’abord.`,
      )
    default:
      return jamais(refus)
  }
}
