import type { TypeLu } from './catalogue.queries.ts'

type TypeInitial = Pick<
  TypeLu,
  | 'code'
  | 'theme'
  | 'libelle'
  | 'description'
  | 'niveau'
  | 'confidentialite'
  | 'priseJours'
  | 'reponseJours'
  | 'champs'
  | 'pieces'
> &
  Partial<Pick<TypeLu, 'delaiLegalMois' | 'delaiLegal'>>

const type = (
  theme: string,
  code: string,
  libelle: string,
  reponseJours: number,
  champs: readonly string[],
  pieces: readonly string[] = [],
  autres: Partial<TypeInitial> = {},
): TypeInitial => ({
  theme,
  code,
  libelle,
  description: '',
  niveau: 'commun_adapte',
  confidentialite: 'normale',
  priseJours: 2,
  reponseJours,
  champs: champs.join('\n'),
  pieces: pieces.join('\n'),
  ...autres,
})

const AGENT =
  'Statut de l’agent ; choix ; Titulaire, Stagiaire, Contractuel de droit public, Contractuel de droit privé'
const GRADE = 'Grade ou emploi ; texte'
const QUESTION = 'Votre question ; texte long'

/** The catalogue proposed to a cooperation that has none: usual requests of employers, delays to be discussed and adapted (services §2.4). */
export const CATALOGUE_INITIAL: readonly TypeInitial[] = [
  type(
    'Conseil statutaire',
    'conseil_simple',
    'Question statutaire',
    5,
    [QUESTION, `${AGENT} ; facultatif`],
    ['Arrêté ou contrat concerné ; facultatif'],
  ),
  type(
    'Conseil statutaire',
    'conseil_complexe',
    'Étude d’une situation individuelle',
    15,
    [AGENT, GRADE, QUESTION, 'Date à laquelle l’acte doit être pris ; date ; facultatif'],
    ['Arrêtés de carrière', 'Contrats ; facultatif'],
    { confidentialite: 'rh' },
  ),
  type(
    'Conseil statutaire',
    'reprise_anciennete',
    'Reprise d’ancienneté à la nomination',
    5,
    [
      AGENT,
      GRADE,
      'Date de nomination ; date',
      'A déjà travaillé dans le public ; oui ou non',
      'Employeurs précédents ; texte long ; si A déjà travaillé dans le public = Oui',
    ],
    ['Contrats et certificats de travail', 'Arrêté de nomination'],
    { confidentialite: 'rh' },
  ),
  type(
    'Conseil statutaire',
    'avancement',
    'Avancement de grade ou promotion interne',
    10,
    [GRADE, 'Date envisagée ; date', QUESTION],
    ['Lignes directrices de gestion ; facultatif'],
  ),
  type(
    'Conseil statutaire',
    'discipline',
    'Procédure disciplinaire',
    5,
    [
      AGENT,
      'Sanction envisagée ; choix ; Avertissement, Blâme, Exclusion de trois jours au plus, Deuxième groupe et plus',
      'Exposé des faits ; texte long',
    ],
    ['Rapport circonstancié'],
    { confidentialite: 'rh' },
  ),
  type(
    'Conseil statutaire',
    'contrat_projet',
    'Contrat : rédaction ou renouvellement',
    5,
    [
      'Nature du contrat ; choix ; Remplacement, Accroissement temporaire, Saisonnier, Emploi permanent, Contrat de projet',
      GRADE,
      'Durée hebdomadaire ; nombre',
      'Du ; date',
      'Au ; date ; facultatif',
    ],
    ['Délibération créant l’emploi'],
  ),
  type('Conseil statutaire', 'temps_travail', 'Temps de travail et congés', 5, [QUESTION]),
  type(
    'Conseil statutaire',
    'regime_indemnitaire',
    'Régime indemnitaire (RIFSEEP)',
    10,
    [QUESTION, 'Nombre d’agents concernés ; nombre'],
    ['Délibération en vigueur'],
  ),
  type(
    'Emploi',
    'dve',
    'Déclarer une vacance ou une création d’emploi',
    1,
    [
      'Motif ; choix ; Création, Mutation, Retraite, Démission, Autre',
      GRADE,
      'Durée hebdomadaire ; nombre',
      'Vacant à partir du ; date',
    ],
    ['Délibération créant l’emploi ; facultatif'],
    {
      description:
        'Le centre vérifie et enregistre la déclaration sur le site national, puis vous rend son numéro.',
    },
  ),
  type(
    'Emploi',
    'interim',
    'Remplacer un agent absent',
    3,
    [
      'Métier à remplacer ; choix ; Secrétariat général de mairie, Accueil, Finances, Technique, Animation, Autre',
      'Du ; date',
      'Au ; date ; facultatif',
      'Durée hebdomadaire ; nombre',
      'Logiciels utilisés ; texte ; facultatif',
    ],
    [],
    {
      description:
        'Premier profil proposé en trois jours ouvrés, un jour pour une secrétaire générale de mairie seule.',
    },
  ),
  type(
    'Emploi',
    'aide_recrutement',
    'Aide au recrutement',
    10,
    [GRADE, 'Nombre de candidatures reçues ; nombre', 'Date du jury ; date ; facultatif'],
    ['Fiche de poste'],
  ),
  type('Emploi', 'concours', 'Concours et listes d’aptitude', 5, [QUESTION]),
  type(
    'Paie',
    'paie_mensuelle',
    'Paie : correction ou question',
    2,
    ['Mois de paie ; texte', QUESTION],
    ['Bulletin concerné ; facultatif'],
    { confidentialite: 'rh' },
  ),
  type('Paie', 'paie_adhesion', 'Confier la paie au centre', 10, [
    'Nombre de bulletins par mois ; nombre',
    'À partir du mois de ; texte',
  ]),
  type(
    'Retraite',
    'retraite_dossier',
    'Dossier de retraite CNRACL',
    15,
    [
      'Date de départ souhaitée ; date',
      'Genre de départ ; choix ; Âge légal, Carrière longue, Invalidité, Catégorie active',
    ],
    ['État des services', 'Livret de famille ; facultatif'],
    {
      confidentialite: 'rh',
      delaiLegalMois: 6,
      delaiLegal:
        'Demande de pension à déposer six mois avant le départ (décret 2003-1306, art. 59), à vérifier',
    },
  ),
  type(
    'Retraite',
    'retraite_simulation',
    'Simulation de retraite',
    15,
    ['Année de naissance ; nombre', QUESTION],
    [],
    { confidentialite: 'rh' },
  ),
  type(
    'Conseil médical',
    'conseil_medical',
    'Saisir le conseil médical',
    10,
    [
      'Formation ; choix ; Restreinte, Plénière',
      'Objet de la saisine ; choix ; Octroi ou renouvellement d’un congé, Reprise, Imputabilité, Retraite pour invalidité',
      'Premier jour du congé ; date',
    ],
    ['Demande de l’agent', 'Certificat sous pli confidentiel : ne le joignez pas ici ; facultatif'],
    {
      confidentialite: 'sante',
      delaiLegalMois: 1,
      delaiLegal:
        'La formation plénière rend son avis dans le mois, deux en cas d’instruction (décret 87-602), à vérifier',
    },
  ),
  type(
    'Santé au travail',
    'visite_medicale',
    'Demander une visite',
    5,
    [
      'Genre de visite ; choix ; Embauche, Périodique, Reprise, À la demande de l’agent, À la demande de l’employeur',
      'Disponibilités de l’agent ; texte',
    ],
    [],
    { confidentialite: 'sante' },
  ),
  type(
    'Santé au travail',
    'amenagement',
    'Aménagement d’un poste',
    10,
    ['Poste ; texte', 'Ce qui a déjà été essayé ; texte long ; facultatif'],
    ['Préconisations du service de médecine ; facultatif'],
    { confidentialite: 'sante' },
  ),
  type(
    'Prévention',
    'duerp',
    'Document unique : création ou mise à jour',
    10,
    ['Dernière mise à jour ; date ; facultatif', 'Nombre d’agents ; nombre'],
    ['Document en vigueur ; facultatif'],
  ),
  type('Prévention', 'inspection', 'Visite d’un chargé d’inspection (ACFI)', 10, [
    'Lieux à visiter ; texte long',
    'Disponibilités ; texte',
  ]),
  type(
    'Prévention',
    'accident_grave',
    'Accident grave : analyse avec vous',
    2,
    ['Date de l’accident ; date', 'Ce qui s’est passé, sans nommer l’agent ; texte long'],
    [],
    { priseJours: 1, confidentialite: 'rh' },
  ),
  type('Archives', 'archives', 'Intervention d’archiviste', 15, [
    'Volume estimé, en mètres ; nombre',
    'Raison ; choix ; Élimination, Classement, Déménagement, Changement de municipalité',
  ]),
  type('Protection sociale', 'psc_adhesion', 'Rejoindre un contrat de prévoyance ou de santé', 10, [
    'Risque ; choix ; Prévoyance, Santé, Les deux',
    'Nombre d’agents ; nombre',
    'Date du conseil municipal ; date ; facultatif',
  ]),
  type('Numérique', 'rgpd', 'Protection des données (délégué mutualisé)', 10, [
    'Sujet ; choix ; Registre, Violation de données, Question, Demande d’un administré',
    QUESTION,
  ]),
  type('Formation', 'formation', 'Inscrire un agent à une formation', 5, [
    AGENT,
    'Formation ou besoin ; texte',
    'Raison ; choix ; Obligatoire, Préparation d’un concours, Besoin du service, Projet de l’agent',
    'Dates possibles ; texte ; facultatif',
  ]),
  type('Emploi', 'tableau_effectifs', 'Mettre à jour le tableau des effectifs', 5, [
    'Ce qui change ; choix ; Création, Suppression, Durée de travail, Grade, Plusieurs changements',
    'Postes concernés ; texte long',
    'Date du conseil municipal ; date ; facultatif',
  ]),
  type('Numérique', 'signature_acces', 'Certificat, accès, dématérialisation', 5, [
    'Outil concerné ; texte',
    QUESTION,
  ]),
]
