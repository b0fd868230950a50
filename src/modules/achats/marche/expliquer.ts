import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import { jamais } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import type { RefusMarche } from './conduire-marche.ts'

const CRITERES = {
  total: 'Les poids des critères ne font pas 100. Corrigez-les dans la fiche du marché, puis publiez.',
  poids: 'Un critère a un poids nul ou décimal. Donnez à chacun un nombre entier de points.',
  'aucun-prix': 'Il faut un critère de prix, et un seul : c’est lui que le moteur calcule.',
} as const
const OUVERTURE = {
  'non-publie': 'Le marché n’est pas publié : il n’y a pas de pli à ouvrir.',
  'avant-limite': 'L’heure limite n’est pas passée : les plis restent fermés jusque-là.',
  'deja-ouvert': 'Les plis sont déjà ouverts.',
} as const

/** The sentence of a refusal and the status of the answer. */
export function expliquerMarche(refus: RefusMarche): { readonly phrase: string; readonly statut: number } {
  const dit = (phrase: string, statut = 409) => ({ phrase, statut })
  switch (refus.code) {
    case 'page-perimee':
      return dit(PAGE_PERIMEE)
    case 'interdit':
      return dit('Seul le membre qui conduit l’achat écrit ici. Vous pouvez le lire, pas le modifier.', 403)
    case 'introuvable':
      return dit('Ce que vous demandez n’existe pas, ou le marché n’est pas préparé.', 404)
    case 'publie':
      return dit(
        'Le marché est publié : niveaux, critères et lots ne changent plus. Seule la date limite peut être reportée.',
      )
    case 'pas-publie':
      return dit('Le marché n’est pas encore publié.')
    case 'sans-lot':
      return dit('Le marché n’a pas de lot. Ajoutez-en au moins un, puis publiez.')
    case 'limite-passee':
      return dit('La date limite doit être à venir, à l’heure du serveur. Choisissez-en une autre.', 422)
    case 'ouvert':
      return dit('Les plis sont ouverts : la date limite ne change plus.')
    case 'pas-ouvert':
      return dit(
        'Les plis ne sont pas ouverts : une offre ne s’enregistre qu’après l’heure limite et l’ouverture.',
      )
    case 'lot-existe':
    case 'lot-inconnu':
      return dit('Ce lot n’existe pas dans ce marché. Relisez la liste des lots.', 422)
    case 'lot-plein':
      return dit('Ce lot a déjà 702 offres : c’est le maximum. Rien n’a été écrit.')
    case 'offre-existe':
      return dit(
        'Ce candidat a déjà une offre sur ce lot. Une offre ouverte ne se modifie pas : rien n’a été écrit.',
      )
    case 'reponse-publiee':
      return dit('Cette réponse est publiée : elle ne se modifie plus. Publiez une nouvelle question.')
    case 'notes-closes':
      return dit('Les notes sont closes : les offres et leurs notes ne changent plus.')
    case 'plis-scelles':
      return dit(
        'Des plis scellés ont été déposés, ou finissent de s’enregistrer : deux membres différents de la commission les ouvrent, chacun avec sa phrase de passe, sur la page des plis.',
      )
    case 'depot-clos':
      return dit(
        'L’heure limite du dépôt scellé est passée : elle ne change plus. Des plis tardifs ont pu être refusés sur elle.',
      )
    case 'criteres':
      return dit(CRITERES[refus.faute], 422)
    case 'lots-a-corriger':
      return dit(
        `Les règles des lots laissent ${compte(refus.sansLot, 'employeur recensé', 'employeurs recensés')} sans lot et ${compte(refus.enDouble, 'employeur')} dans plusieurs. Corrigez-les : chaque employeur va dans un lot, et un seul.`,
        422,
      )
    case 'ouverture':
      return dit(OUVERTURE[refus.refus])
    default:
      return jamais(refus)
  }
}
