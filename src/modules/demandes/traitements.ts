import { INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Demandes des employeurs',
    pourquoi: 'Pour répondre à un employeur, dans un délai visible.',
    base: INTERET_PUBLIC,
    qui: 'Secrétaires, gestionnaires, tiers consultés, agents concernés par un dossier',
    quoi: 'Auteur, échanges, pièces, préférences de rappel ; aucune donnée de santé n’est demandée',
    lu: 'L’employeur, son centre, le centre à qui le dossier est partagé',
    conservation: [
      {
        quoi: 'La demande close, ses échanges, ses avis, ses partages',
        duree: 'Dix ans après la clôture, puis tout est effacé',
        motif:
          'Durée d’utilité administrative : le temps des recours et de la reconstitution d’une carrière. L’élimination se fait avec le visa des archives départementales (Code du patrimoine, L212-2).',
        tables: ['demande', 'demande_evenement', 'demande_avis', 'demande_partage'],
        purge: { nom: 'demandes', delai: { annees: 10 } },
      },
      {
        quoi: 'Les pièces déposées sur la plateforme',
        duree:
          'Celles d’une demande : avec elle. Celles d’un acte : avec l’acte. Les octets que plus rien ne nomme sont effacés la nuit suivante',
        motif: 'Une pièce ne sert plus sans le dossier qui la porte.',
        tables: ['fichier'],
      },
      {
        quoi: 'Qui a réuni deux demandes, et quand',
        duree: 'Avec l’une ou l’autre des deux demandes',
        motif: 'Ce lien ne dit rien sans elles.',
        tables: ['demande_reunion'],
      },
      {
        quoi: 'Un brouillon jamais envoyé',
        duree: 'Un an après la dernière saisie',
        motif: 'Il n’a engagé personne : le garder n’a pas d’usage.',
        tables: [],
        purge: { nom: 'brouillons_de_demande', delai: { annees: 1 } },
      },
      {
        quoi: 'Les dates annoncées au calendrier des centres',
        duree: 'Deux ans après leur jour',
        motif: 'Elles ne nomment personne ; c’est le temps pendant lequel un agenda les suit.',
        tables: ['demande_date'],
        purge: { nom: 'dates_des_centres', delai: { annees: 2 } },
      },
      {
        quoi: 'Vos réglages : vues gardées pour vous, rythme des rappels',
        duree: 'Un an après votre dernière fonction',
        motif: 'Ils ne servent qu’à vous. Une vue partagée reste à votre centre, qui peut la retirer.',
        tables: ['demande_preference', 'demande_vue'],
      },
      {
        quoi: 'Les versions du catalogue, avec leur auteur',
        duree: 'Sans terme : une demande se lit avec la version sous laquelle elle a été faite',
        motif: 'Preuve de la promesse faite à l’employeur ; le nom est celui d’un agent dans sa fonction.',
        tables: ['demande_type_version'],
      },
    ],
  },
  {
    nom: 'Réponses reçues par courriel',
    pourquoi: 'Pour qu’une réponse par courriel entre dans la demande, et qu’aucune ne se perde.',
    base: INTERET_PUBLIC,
    qui: 'Secrétaires, gestionnaires, tiers consultés, toute personne qui écrit à l’adresse',
    quoi: 'Adresse, nom affiché, objet, message entier borné, pièces acceptées',
    lu: 'Les lecteurs de la demande ; le centre seul tant que le message n’est rattaché à rien',
    conservation: [
      {
        quoi: 'Un message rattaché à une demande',
        duree: 'Avec la demande, dix ans après sa clôture',
        motif: 'C’est une de ses pièces.',
        tables: [],
      },
      {
        quoi: 'Un message écarté, ou que personne n’a rattaché',
        duree: 'Un an après sa réception',
        motif: 'Le temps de retrouver une réponse perdue.',
        tables: ['demande_courriel'],
        purge: { nom: 'courriels_sans_demande', delai: { annees: 1 } },
      },
    ],
  },
  {
    nom: 'Satisfaction par étape',
    pourquoi: 'Pour savoir quelle étape déçoit, et rappeler qui n’est pas satisfait du tout.',
    base: INTERET_PUBLIC,
    qui: 'Secrétaires de mairie interrogées',
    quoi: 'Qui a été invité, effacé dès la réponse, et d’une vague sa commune aussi ; des notes et un mot sans nom ; le contact laissé pour être rappelé',
    lu: 'Le centre concerné ; les autres lisent des comptes',
    conservation: [
      {
        quoi: 'Qui a été invité, le contact laissé, les mots',
        duree:
          'Le nom est effacé dès la réponse, sinon un an après l’envoi ; le contact, un an après le rappel, ou après le jour où il était dû ; les mots, un an après la réponse. Les notes restent sans nom',
        motif: 'Une enquête se lit en nombres ; un an suffit à comparer deux vagues.',
        tables: ['demande_enquete', 'demande_note', 'demande_rappel'],
        purge: { nom: 'enquetes', delai: { annees: 1 } },
      },
    ],
  },
]
