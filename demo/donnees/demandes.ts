// Invented requests: subjects by type of the catalogue, with the words of questions and answers. Everything here is fictif; communes are real names
// of the official code, what they ask is not.
export const FICTIF = 'Demande inventée pour la démonstration.'

/** Subjects by code of type; the first ones come more often. */
export const OBJETS: Readonly<Record<string, readonly string[]>> = {
  conseil_simple: [
    'Cumul d’activités d’un adjoint administratif',
    'Disponibilité pour création d’entreprise',
    'Compte épargne-temps : indemnisation de douze jours',
    'Autorisation d’absence pour un mandat syndical',
    'Report de congés après un arrêt long',
  ],
  conseil_complexe: [
    'Reclassement d’un agent technique inapte',
    'Fin de détachement et réintégration',
    'Intégration après fusion de deux syndicats',
  ],
  reprise_anciennete: [
    'Reprise d’ancienneté d’un adjoint technique',
    'Reprise d’ancienneté d’une animatrice venue du privé',
  ],
  avancement: ['Avancement de grade de deux adjoints techniques', 'Promotion interne au grade de rédacteur'],
  discipline: ['Blâme envisagé pour absences répétées', 'Suspension et procédure disciplinaire'],
  contrat_projet: [
    'Prolongation d’un contrat de projet',
    'Contrat de remplacement à la cantine',
    'Contrat saisonnier du camping',
    'Indemnité de fin de contrat d’une animatrice',
  ],
  temps_travail: [
    'Règlement du temps de travail, 1 607 heures',
    'Modification de la durée d’un poste',
    'Modèle de règlement du télétravail',
  ],
  regime_indemnitaire: [
    'Régime indemnitaire d’un agent intercommunal',
    'Mise à jour du RIFSEEP avant le budget',
  ],
  dve: [
    'Vacance d’un poste d’agent d’accueil',
    'Création d’un emploi d’adjoint technique',
    'Départ en retraite de la secrétaire générale',
  ],
  interim: [
    'Remplacement de trois semaines à l’accueil',
    'Remplacement de la secrétaire générale de mairie',
    'Renfort aux finances pour le compte administratif',
  ],
  aide_recrutement: ['Jury pour un poste de responsable technique'],
  concours: ['Nomination depuis la liste d’aptitude'],
  paie_mensuelle: [
    'Erreur de supplément familial sur la paie',
    'Indemnité de régie à reprendre',
    'Rappel de nouvelle bonification indiciaire',
  ],
  paie_adhesion: ['Confier la paie de huit agents au centre'],
  retraite_dossier: [
    'Dossier de retraite d’une adjointe administrative',
    'Départ anticipé pour carrière longue',
  ],
  retraite_simulation: ['Simulation pour un départ à 63 ans'],
  conseil_medical: ['Renouvellement d’un congé de longue maladie', 'Imputabilité d’un accident de service'],
  visite_medicale: ['Visite de reprise après trois mois', 'Visite d’embauche d’un agent technique'],
  amenagement: ['Aménagement d’un poste en cuisine'],
  duerp: ['Mise à jour du document unique de l’école', 'Premier document unique de la commune'],
  inspection: ['Inspection des ateliers municipaux'],
  accident_grave: ['Chute de hauteur au gymnase'],
  archives: ['Classement avant le déménagement de la mairie'],
  psc_adhesion: ['Rejoindre le contrat de prévoyance'],
  rgpd: ['Registre des traitements à mettre à jour'],
  signature_acces: ['Renouvellement du certificat du maire'],
}

export const QUESTIONS: readonly string[] = [
  'Le contrat transmis s’arrête au 31 août, l’arrêté mentionne le 30 septembre. Quelle est la date de fin du dernier contrat ? Merci de joindre l’avenant s’il existe.',
  'Il manque la délibération qui crée l’emploi. Pouvez-vous la joindre, ou nous donner sa date ?',
  'Quelle est la durée hebdomadaire exacte du poste, et depuis quand ?',
  'L’agent a-t-il un autre employeur public ? Si oui, lequel et pour combien d’heures ?',
  'La date d’effet demandée est passée : souhaitez-vous maintenir cette date ou la décaler au 1er du mois prochain ?',
]
export const COMPLEMENTS: readonly string[] = [
  'Bonjour, la date est le 30 septembre. L’avenant est joint au prochain envoi papier.',
  'La délibération date du 12 juin. Nous la déposons ici dès sa signature.',
  'Le poste est à 24 heures par semaine depuis le 1er janvier.',
  'Oui : le syndicat des eaux, pour six heures par semaine.',
]
export const REPONSES: readonly string[] = [
  'Bonjour, la situation est possible sous deux conditions, détaillées ci-dessous. Le modèle d’arrêté adapté par notre centre est disponible dans nos modèles. Restant à votre disposition.',
  'Bonjour, votre projet est conforme. Pensez à le transmettre au contrôle de légalité puis à le notifier à l’agent.',
  'Bonjour, la durée demandée dépasse le maximum. Nous vous proposons une durée plus courte, avec les mêmes effets pour l’agent.',
  'Bonjour, votre dossier est complet et enregistré. Vous recevrez l’acte sous sa forme définitive à l’issue de la prochaine séance.',
]
export const TIERS: readonly string[] = [
  'la CNRACL',
  'la préfecture',
  'l’ancien employeur',
  'le conseil médical',
  'le prestataire du logiciel',
]

export const MODELES: readonly (readonly ['repondre' | 'demander', string, string])[] = [
  [
    'demander',
    'Pièce manquante : délibération',
    'Bonjour, il manque la délibération qui crée l’emploi. Pouvez-vous la joindre, ou nous donner sa date ?',
  ],
  [
    'demander',
    'Précision sur la durée hebdomadaire',
    'Bonjour, quelle est la durée hebdomadaire exacte du poste, et depuis quand ?',
  ],
  [
    'repondre',
    'Projet conforme',
    'Bonjour, votre projet est conforme. Pensez à le transmettre au contrôle de légalité puis à le notifier à l’agent.',
  ],
  [
    'repondre',
    'Cumul d’activités : règles',
    'Bonjour, le cumul est possible après déclaration ou autorisation selon l’activité. Vous trouverez ci-dessous les deux cas et le modèle à signer.',
  ],
]
