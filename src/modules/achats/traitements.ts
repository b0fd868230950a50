import { INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Achats communs et protection sociale',
    pourquoi: 'Pour consulter les employeurs, chiffrer les offres et suivre l’adhésion.',
    base: INTERET_PUBLIC,
    qui: 'Personnes qui répondent pour un employeur, membres de la commission, agents recensés sous pseudonyme',
    quoi: 'Adresse du lien personnel, auteur de chaque saisie, destinataire des rappels, conflits d’intérêts déclarés ; recensement : année de naissance, statut, rémunération, sans nom ni diagnostic',
    lu: 'L’employeur pour ses agents ; le groupement pour des totaux',
    duree:
      'Le temps du contrat et des comptes qui le suivent (deux ans) ; les brouillons, jusqu’à la réponse.',
    tables: [
      'achat_adhesion_fait',
      'achat_agents',
      'achat_attribution',
      'achat_contrat_version',
      'achat_dispense',
      'achat_employeur',
      'achat_interet',
      'achat_lien',
      'achat_envoi',
      'achat_rappel_comptes',
      'achat_recensement',
      'achat_recensement_brouillon',
      'achat_recensement_refuse',
    ],
  },
]
