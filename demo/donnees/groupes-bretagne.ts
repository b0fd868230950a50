import type { GroupeDemo } from './groupes.ts'

export const bretagneGroupes: readonly GroupeDemo[] = [
  {
    nom: 'Parcours santé des agents publics',
    type: 'projet',
    objet:
      'Décrire le parcours d’un agent, de l’embauche au reclassement : qui intervient, dans quel délai, avec quelles pièces. Repérer ce que les quatre centres font déjà de la même manière.',
    livrable: 'Un parcours commun en une page, et la liste des points où les pratiques diffèrent.',
    pilote: 'cdg35',
    actions: ['Construire un parcours santé', 'Développer un réseau inter-CDG'],
    mandat: 'Relevé du comité des directeurs, point 3 (fictif)',
    mandateLe: -150,
    echeance: 120,
    ouvert: true,
    reunions: [
      [
        -120,
        'Réunion de lancement',
        'Chaque centre présente son parcours actuel. Accord pour partir de l’embauche.',
      ],
      [
        -62,
        'Comparer les délais de visite',
        'Écarts de 3 à 11 semaines entre centres. Le groupe retient cinq étapes communes.',
      ],
      [-13, 'Relire le projet de parcours', null],
      [18, 'Arrêter la version présentée aux directions', null],
    ],
    fil: {
      jour: -9,
      titre: 'Délais de visite : quelle cible commune ?',
      messages: [
        [
          'cdg35',
          'Le projet propose huit semaines pour une visite à la demande de l’employeur. Est-ce tenable partout ?',
        ],
        [
          'cdg29',
          'Tenable avec les infirmières en santé au travail. @CDG 22, pouvez-vous dire où vous en êtes ?',
        ],
        [
          'cdg22',
          'Nous sommes à neuf semaines. Huit est possible à partir de mars, avec le recrutement en cours.',
        ],
      ],
    },
    partie: { code: 'cdg56', jour: -21, nom: 'Référente santé au travail, CDG 56' },
  },
  {
    nom: 'Immersions réciproques',
    type: 'reseau_metier',
    objet: 'Organiser des immersions entre agents des collectivités et des centres, à trois.',
    livrable: 'Un calendrier, une convention d’accueil type et un retour d’expérience.',
    pilote: 'cdg29',
    avec: ['cdg22', 'cdg29', 'cdg56'],
    actions: ['Organiser des immersions réciproques'],
    mandat: 'Lettre de mission des trois présidences (fictif)',
    mandateLe: -260,
    echeance: 60,
    ouvert: true,
    reunions: [
      [
        -230,
        'Choisir les services d’accueil',
        'Six services proposés : paie, retraite, concours, conseil médical, archives, prévention.',
      ],
      [-160, 'Convention d’accueil', 'Modèle relu. Reste la question des frais de déplacement.'],
    ],
  },
  {
    nom: 'Audit des systèmes d’information',
    type: 'projet',
    objet: 'Recenser logiciels, contrats et échéances des quatre centres.',
    livrable: 'Un tableau commun des logiciels, avec les dates de fin de contrat.',
    pilote: 'cdg35',
    actions: ['Réaliser un audit des systèmes'],
    mandat: 'Relevé du comité des directeurs, point 5 (fictif)',
    mandateLe: -280,
    echeance: -20,
    ouvert: true,
    reunions: [
      [-250, 'Grille de recensement', 'Grille validée : 34 colonnes, ramenées à 18.'],
      [
        -90,
        'Restitution',
        'Onze contrats arrivent à terme la même année : une consultation commune est possible.',
      ],
    ],
    clos: {
      jour: -40,
      bilan:
        'Les quatre centres ont rempli la même grille : 61 logiciels, 11 contrats qui se terminent la même année.\n\nCe qui reste : décider d’une consultation commune pour la paie. Ce que le groupe retient : une grille courte se remplit, une grille de 34 colonnes non.',
      livrableRemis: true,
    },
  },
  {
    nom: 'Réponses communes en statut',
    type: 'redaction',
    objet: 'Écrire les dix premières réponses communes et dire ce qui s’adapte localement.',
    livrable: 'Dix réponses, chacune avec son socle et ses adaptations permises.',
    pilote: 'cdg22',
    actions: ['Cibler les thématiques portées'],
    mandat: 'Relevé du comité des directeurs, point 6 (fictif)',
    mandateLe: -8,
    echeance: 200,
    sansReferent: ['cdg29'],
  },
  {
    nom: 'Open data breton',
    type: 'projet',
    objet: 'Choisir les trois premiers jeux de données à publier ensemble.',
    livrable: 'Une liste argumentée et un calendrier.',
    pilote: 'cdg22',
    avec: ['cdg22', 'cdg35'],
    actions: ['Créer un open data breton'],
    mandat: '',
    mandateLe: null,
    echeance: 0,
  },
]
