import { INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Demandes des employeurs',
    pourquoi: 'Pour répondre à un employeur, dans un délai visible.',
    base: INTERET_PUBLIC,
    qui: 'Secrétaires, gestionnaires, tiers consultés, agents concernés par un dossier',
    quoi: 'Auteur, échanges, pièces, préférences de rappel ; aucune donnée de santé n’est demandée',
    lu: 'L’employeur, son centre, le centre à qui le dossier est partagé',
    duree:
      'Dix ans après la clôture, ou la durée propre au dossier fixée par le centre ; l’effacement automatique n’est pas encore en place.',
    tables: [
      'demande',
      'demande_evenement',
      'demande_avis',
      'demande_partage',
      'demande_type_version',
      'demande_preference',
      'demande_vue',
      'fichier',
    ],
  },
  {
    nom: 'Réponses reçues par courriel',
    pourquoi: 'Pour qu’une réponse par courriel entre dans la demande, et qu’aucune ne se perde.',
    base: INTERET_PUBLIC,
    qui: 'Secrétaires, gestionnaires, tiers consultés, toute personne qui écrit à l’adresse',
    quoi: 'Adresse, nom affiché, objet, message entier borné, pièces acceptées',
    lu: 'Les lecteurs de la demande ; le centre seul tant que le message n’est rattaché à rien',
    duree: 'Celle de la demande ; l’effacement automatique n’est pas encore en place.',
    tables: ['demande_courriel'],
  },
  {
    nom: 'Satisfaction par étape',
    pourquoi: 'Pour savoir quelle étape déçoit, et rappeler qui n’est pas satisfait du tout.',
    base: INTERET_PUBLIC,
    qui: 'Secrétaires de mairie interrogées',
    quoi: 'Qui a été invité, effacé dès la réponse, et d’une vague sa commune aussi ; des notes et un mot sans nom ; le contact laissé pour être rappelé',
    lu: 'Le centre concerné ; les autres lisent des comptes',
    duree: 'Invitation sans réponse et notes : sans terme fixé à ce jour.',
    tables: ['demande_enquete', 'demande_note', 'demande_rappel'],
  },
]
