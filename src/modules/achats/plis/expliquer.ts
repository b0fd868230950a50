import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import { jamais } from '#shared/result.ts'
import type { RefusDuPli } from './candidat/deposer.ts'
import type { RefusDepot } from './conduire-depot.ts'
import type { RefusOuvertureDesPlis } from './ouverture/ouvrir.ts'

type Dit = { readonly phrase: string; readonly statut: number }
const dit = (phrase: string, statut = 409): Dit => ({ phrase, statut })

/** The sentence of a refusal and the status of the answer. */
export function expliquerDepot({ code }: RefusDepot | RefusOuvertureDesPlis | RefusDuPli): Dit {
  switch (code) {
    case 'page-perimee':
      return dit(PAGE_PERIMEE)
    case 'interdit':
      return dit('Seul le membre qui conduit l’achat écrit ici. Vous pouvez le lire, pas le modifier.', 403)
    case 'introuvable':
      return dit('Ce que vous demandez n’existe pas, ou le marché n’est pas préparé.', 404)
    case 'profil-impose':
      return dit(
        'Le code de la commande publique impose un profil d’acheteur pour ce marché : les plis s’y remettent, pas ici.',
      )
    case 'deja-propose':
      return dit('Le dépôt scellé est déjà proposé ou ouvert. Rechargez la page pour voir où il en est.')
    case 'pas-propose':
      return dit('Aucun dépôt scellé n’est proposé pour ce marché.')
    case 'hors-commission':
      return dit(
        'Seules les directions et présidences des membres liés par la décision siègent à la commission : elles seules créent une clé.',
        403,
      )
    case 'hors-decision':
      return dit(
        'Votre Centre de gestion n’est pas lié par la décision de cet achat : le procès-verbal est lu par les membres qui le sont.',
        403,
      )
    case 'plis-pas-ouverts':
      return dit(
        'Les plis ne sont pas ouverts : le procès-verbal s’établit quand deux membres de la commission les ont ouverts ensemble.',
      )
    case 'cles-figees':
      return dit('Le dépôt est ouvert : les clés de la commission ne changent plus.')
    case 'cle-fausse':
      return dit(
        'Cette clé ne peut rien sceller sûrement : elle n’est pas gardée. Rechargez la page et créez-la de nouveau.',
        422,
      )
    case 'trop-de-cles':
      return dit('Douze clés sont créées, c’est le plus grand nombre. Ouvrez le dépôt avec celles-ci.')
    case 'cles-manquantes':
      return dit(
        'Il faut les clés de deux membres différents au moins. Demandez à un autre membre de créer la sienne.',
      )
    case 'pas-publie':
      return dit('Le marché n’est pas publié. Publiez-le, puis ouvrez le dépôt.')
    case 'limite-passee':
      return dit('L’heure limite est passée : le dépôt ne s’ouvre plus.')
    case 'candidat-existe':
      return dit('Un candidat de ce SIRET a déjà son lien. Rien n’a été envoyé.')
    case 'candidat-inconnu':
      return dit('Ce candidat n’a pas de lien pour ce marché. Rechargez la page.', 404)
    case 'depot-ferme':
      return dit(
        'Le dépôt n’est pas ouvert : un lien ne mènerait à rien. Ouvrez-le, ou relisez l’heure limite.',
      )
    case 'pas-ouvert':
      return dit('Le dépôt n’est pas encore ouvert. Rien n’a été reçu : revenez plus tard par le même lien.')
    case 'vide':
      return dit('Rien n’est arrivé : le pli est vide. Choisissez vos fichiers et recommencez.', 422)
    case 'pas-scelle':
      return dit(
        'Ce qui est arrivé n’est pas un pli scellé par cette page : il n’est pas gardé. Rechargez la page et recommencez.',
        422,
      )
    case 'cle-du-pli':
      return dit(
        'La clé de ce pli n’est pas de celles que cette page crée : elle ne le protégerait pas, il n’est pas gardé. Rechargez la page et recommencez.',
        422,
      )
    case 'non-ecrit':
      return dit(
        'Votre pli est arrivé, mais une panne de notre stockage empêche de l’enregistrer. Gardez cette page ouverte et renvoyez-le sans changer de fichier : pendant dix minutes il garde son heure d’arrivée, même passé l’heure limite, tant que la commission n’a pas commencé d’ouvrir.',
        503,
      )
    case 'cles-autres':
      return dit(
        'Ce pli n’est pas scellé pour la commission de ce marché : il n’est pas gardé. Rechargez la page et recommencez.',
        422,
      )
    case 'trop-de-plis':
      return dit(
        'Vingt plis sont déjà arrivés par ce lien, remplacés ou refusés compris : celui-ci n’est pas reçu. Appelez le Centre de gestion qui conduit l’achat.',
        429,
      )
    case 'sans-cle':
      return dit(
        'Vous n’avez pas de clé pour ces plis : deux membres différents qui en ont une les ouvrent.',
        403,
      )
    case 'avant-limite':
      return dit('L’heure limite n’est pas passée : les plis restent fermés jusque-là, à l’heure du serveur.')
    case 'deja-ouvert':
      return dit('Les plis sont déjà ouverts.')
    case 'deja-donnee':
      return dit('Vous avez déjà donné votre clé : un autre membre de la commission doit donner la sienne.')
    case 'part-fausse':
      return dit(
        'Ce qui est arrivé n’est pas la part de votre clé : rien n’est ouvert. Rechargez la page et recommencez.',
        422,
      )
    case 'une-seule-cle':
      return dit('Une seule clé est donnée : il en faut deux, de deux membres différents.')
    case 'plis-en-ecriture':
      return dit(
        'Un pli arrivé à l’heure est encore en cours d’enregistrement. Rien n’est ouvert : donnez votre clé de nouveau dans une minute.',
      )
    case 'aucun-pli':
      return dit('Aucun pli n’a été déposé : notez l’ouverture depuis la page du marché.')
    default:
      return jamais(code)
  }
}
