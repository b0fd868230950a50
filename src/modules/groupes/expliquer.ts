import { type Explication, surLeChamp, surLeTout } from '#platform/http/explication.ts'
import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import { jamais } from '#shared/result.ts'
import { BILAN_MIN, type RefusGroupe } from './domain/cycle.ts'

/** What any deed on a group may be refused for, besides its own rules. */
export type RefusCommun =
  | { readonly code: 'interdit'; readonly a: 'coordination' | 'pilote' | 'membre' | 'travail' | 'auteur' }
  | { readonly code: 'introuvable' }
  | { readonly code: 'page-perimee' }
  | { readonly code: 'groupe-ferme' }
  | { readonly code: 'inconnu'; readonly champ: string }
  | { readonly code: 'aucun-pilote' }
  | { readonly code: 'ne-participe-pas' }
  | { readonly code: 'reunion-annulee' }
  | { readonly code: 'reunion-a-venir' }
  | { readonly code: 'deja-inscrit' }

const INTERDITS: Readonly<Record<Extract<RefusCommun, { code: 'interdit' }>['a'], string>> = {
  coordination:
    'Ce geste revient à la coordination : le mandat d’un groupe vient de la conférence. Demandez-le-lui.',
  pilote: 'Ce geste revient à qui pilote le groupe. Vous pouvez lire, et écrire dans la discussion.',
  membre: 'Chaque membre pourvoit son propre siège : vous pouvez lire celui d’un autre, pas l’écrire.',
  travail: 'Votre organisme est informé de ce groupe, il n’y participe pas. Dites d’abord qu’il participe.',
  auteur: 'Seule la personne qui a écrit ce message le corrige.',
}

/** The sentence shown for a refusal, the field it belongs to (null: the whole form), and the status of the answer. */
export function expliquer(refus: RefusGroupe | RefusCommun): Explication {
  switch (refus.code) {
    case 'interdit':
      return surLeTout(INTERDITS[refus.a], 403)
    case 'introuvable':
      return surLeTout('Ce groupe n’existe pas.', 404)
    case 'page-perimee':
      return surLeTout(PAGE_PERIMEE)
    case 'groupe-ferme':
      return surLeTout(
        'Ce groupe est clos ou écarté : il se lit, il ne change plus. La coordination peut le rouvrir.',
      )
    case 'inconnu':
      return surLeChamp(refus.champ, 'Choisissez dans la liste : ce choix n’est plus possible.')
    case 'aucun-pilote':
      return surLeChamp('pilotes', 'Désignez au moins une personne qui pilote, deux au plus.')
    case 'ne-participe-pas':
      return surLeChamp('referent', 'Un membre informé n’a pas de siège : dites d’abord qu’il participe.')
    case 'reunion-annulee':
      return surLeTout('Cette réunion est annulée : ses notes et ses présences ne s’écrivent pas.')
    case 'reunion-a-venir':
      return surLeTout(
        'Cette réunion n’a pas encore eu lieu : ses présences et ses notes s’écrivent ensuite.',
      )
    case 'deja-inscrit':
      return surLeChamp('sujet', 'Cette personne est déjà inscrite pour ce sujet.')
    case 'transition-refusee':
      return surLeTout('Le groupe a changé d’état entre-temps : relisez sa page.')
    case 'mandat-manquant':
      return surLeChamp(
        'decisionId',
        'Un groupe travaille sur mandat : choisissez la décision, ou dites quel acte le donne.',
      )
    case 'echeance-manquante':
      return surLeChamp('echeance', 'Un mandat a une fin : indiquez jusqu’à quand.')
    case 'echeance-passee':
      return surLeChamp('echeance', 'Cette date est passée : indiquez une échéance à venir.')
    case 'bilan-manquant':
      return surLeChamp(
        'bilan',
        `Un groupe se clôt avec un bilan : dites ce qu’il laisse, en ${BILAN_MIN} caractères au moins.`,
      )
    case 'motif-manquant':
      return surLeChamp('motif', 'Dites pourquoi : le motif reste dans l’historique du groupe.')
    default:
      return jamais(refus)
  }
}
