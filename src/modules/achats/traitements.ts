import { ARCHIVES, INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Achats communs et protection sociale',
    pourquoi: 'Pour consulter les employeurs, chiffrer les offres et suivre l’adhésion.',
    base: INTERET_PUBLIC,
    qui: 'Personnes qui répondent pour un employeur, membres de la commission, candidats, agents recensés sous pseudonyme',
    quoi: 'Adresse du lien personnel, auteur de chaque saisie, destinataire des rappels, conflits d’intérêts déclarés ; recensement : année de naissance, statut, rémunération, sans nom ni diagnostic',
    lu: 'L’employeur pour ses agents ; le groupement pour des totaux',
    conservation: [
      {
        quoi: 'Agents recensés sous pseudonyme, dispenses',
        duree:
          'Une version remplacée : deux ans. La dernière : deux ans après la fin de tous les contrats de l’achat, ou après le début prévu d’un achat abandonné ou clos sans contrat. Leur nombre reste',
        motif: 'Les comptes du contrat se discutent deux ans après sa fin (Code des assurances, L114-1).',
        tables: ['achat_agents', 'achat_dispense'],
        purge: { nom: 'agents_recenses', delai: { annees: 2 } },
      },
      {
        quoi: 'Saisies jamais envoyées, fichiers refusés, adresse du lien personnel',
        duree: 'Un an après la dernière saisie ; le lien, un an après la fin des réponses',
        motif: 'Ils n’ont engagé personne.',
        tables: ['achat_lien', 'achat_recensement_brouillon', 'achat_recensement_refuse', 'achat_brouillon'],
        purge: { nom: 'saisies_d_achat', delai: { annees: 1 } },
      },
      {
        quoi: 'Réponses et adhésions des employeurs, contrats, attribution, intérêts déclarés, clés et ouverture des plis, candidats, rappels envoyés',
        duree: 'Sans terme : la fonction ou le nom de qui a agi fait partie de l’acte',
        motif: ARCHIVES,
        tables: [
          'achat_adhesion_fait',
          'achat_attribution',
          'achat_candidat',
          'achat_contrat_version',
          'achat_employeur',
          'achat_depot_cle',
          'achat_interet',
          'achat_pli_ouverture',
          'achat_rappel_comptes',
          'achat_recensement',
        ],
      },
      {
        quoi: 'Fichier d’un recensement reçu',
        duree: 'Ses octets, dès qu’il est lu ; le nom du fichier reste avec le recensement',
        motif: 'Le fichier lu ne sert plus.',
        tables: ['achat_envoi'],
      },
    ],
  },
]
