// Schémas, conventions and regional missions of the demonstration. What is published is said in other words; what is invented says « fictif ».
import type { RegleAdoption } from '../../src/modules/schema/domain/adoption.ts'
import type { GenreConvention } from '../../src/modules/schema/domain/convention.ts'
import type { Mission, Mode } from '../../src/modules/schema/domain/missions.ts'
import type { Section } from '../../src/modules/schema/domain/sections.ts'
import type { NomDeFichier } from '../fichiers.ts'

export type ClauseDemo = readonly [section: Section, titre: string, texte: string]

export type SchemaDemo = {
  readonly titre: string
  readonly regle: RegleAdoption
  readonly fictif: string
  readonly arreteLe: string
  readonly signeLe: string
  readonly effetLe: string
  /** Months from the day of the demonstration to its end; null: no term. */
  readonly finDansMois: number | null
  readonly clauses: readonly ClauseDemo[]
  readonly avenant: {
    readonly titre: string
    /** Clauses written anew, by title, and their text. */
    readonly change: Readonly<Record<string, string>>
    readonly ajoute: readonly ClauseDemo[]
    /** Members that deliberated on it; null: still in concertation. */
    readonly deliberes: readonly string[] | null
  } | null
}

export type ConventionDemo = {
  readonly code: string
  readonly genre: GenreConvention
  readonly titre: string
  readonly objet: string
  readonly parties?: readonly string[]
  readonly autres?: string
  /** Months from the day of the demonstration. */
  readonly duMois: number
  readonly auMois: number | null
  /** Days added to the end. */
  readonly auJours?: number
  readonly preavis: number
  readonly tacite?: number
  /** Texts joined to it. */
  readonly textes?: readonly { readonly intitule: string; readonly fichier: NomDeFichier }[]
  readonly fictif: string
}

export type ExerciceDemo = readonly [
  code: string,
  mission: Mission,
  mode: Mode,
  confieA?: string,
  preuve?: string,
]

const REMBOURSEMENT_FICTIF: ClauseDemo = [
  'remboursement',
  'Remboursement des dépenses',
  'Les dépenses des missions exercées en commun sont remboursées à leur coût réel au centre qui les engage, déduction faite des compensations reçues. La clé de répartition de chaque mission est votée par les membres qui y participent (règle fictive : la source ne la donne pas).',
]

export const schemas: Readonly<Partial<Record<string, SchemaDemo>>> = {
  pdl: {
    titre: 'Schéma régional de coopération des Pays de la Loire',
    regle: 'toutes_deliberations',
    fictif:
      'Composition, coordonnateur, objectifs, axes et principes publiés ; dates, actes et clauses de gestion fictifs.',
    arreteLe: '2024-06-20',
    signeLe: '2024-09-12',
    effetLe: '2024-10-01',
    finDansMois: 34,
    clauses: [
      [
        'principes',
        'Quatre objectifs',
        'Garantir une cohérence régionale de niveau de service. Optimiser les ressources mobilisées. Développer des actions ambitieuses. Faire des équipes des moteurs de la coopération régionale.',
      ],
      [
        'principes',
        'Quatre principes',
        'Proximité, solidarité territoriale, complémentarité, expérimentation.',
      ],
      [
        'coordonnateur',
        'Centre coordonnateur',
        'Le Centre de gestion de la Loire-Atlantique est le centre coordonnateur. Il préside la Conférence des Présidences et pilote le Comité de direction régional.',
      ],
      [
        'missions_communes',
        'Missions communes',
        'Les cinq centres organisent conjointement les concours, mettent en commun leurs référents déontologues et partagent leur expertise en matière de paie.',
      ],
      [
        'modalites',
        'Quatre axes',
        'Promouvoir et renforcer l’attractivité de l’emploi public territorial. Accompagner les parcours. Améliorer la qualité de vie au travail. Faciliter la gestion des ressources humaines des collectivités.',
      ],
      [
        'missions_confiees',
        'Missions confiées',
        'Le pilotage du contrat de prévoyance est confié au Centre de gestion de la Loire-Atlantique pour le compte des cinq centres (clause fictive).',
      ],
      REMBOURSEMENT_FICTIF,
      [
        'psc',
        'Protection sociale complémentaire',
        'Les conventions de participation en prévoyance sont conclues au niveau régional, à l’unanimité des présidences.',
      ],
    ],
    avenant: {
      titre: 'Schéma des Pays de la Loire, avenant n° 1',
      change: {
        'Missions communes':
          'Les cinq centres organisent conjointement les concours, mettent en commun leurs référents déontologues, ouvrent un dispositif régional de signalement et partagent leur expertise en matière de paie (modification fictive).',
      },
      ajoute: [
        [
          'autres',
          'Information des membres',
          'Un membre qui ne prend pas part à une action en est informé au plus tard à la conférence suivante (clause fictive).',
        ],
      ],
      deliberes: ['cdg44', 'cdg72'],
    },
  },
  bretagne: {
    titre: 'Schéma de coordination, de mutualisation et de spécialisation de Bretagne',
    regle: 'signature_presidents',
    fictif:
      'Signature par les quatre présidences en 2021, valeurs et principes publiés ; jours, terme et remboursement fictifs.',
    arreteLe: '2021-05-18',
    signeLe: '2021-06-15',
    effetLe: '2021-07-01',
    finDansMois: 5,
    clauses: [
      ['principes', 'Valeurs', 'Transparence, souplesse, réactivité, respect, rigueur, agilité.'],
      [
        'principes',
        'Principes',
        'Chaque Centre de gestion reste autonome. Chaque action a un chef de file. Le programme est fixé et évalué par les présidences, sur proposition des directions. La coopération est libre, à deux, trois ou quatre, et chacun informe les autres.',
      ],
      [
        'coordonnateur',
        'Coordonnateur régional',
        'Le Centre de gestion d’Ille-et-Vilaine est coordonnateur pour les missions que la loi régionalise.',
      ],
      [
        'missions_communes',
        'Missions communes',
        'Les concours et l’emploi, régionalisés par la loi, et des coopérations volontaires sur des missions facultatives.',
      ],
      [
        'modalites',
        'Répartition des projets',
        'Les projets se répartissent selon les expertises locales. Le niveau de mutualisation attendu est précisé pour chaque thématique, avec un ou plusieurs binômes chefs de file.',
      ],
      [
        'missions_confiees',
        'Concours',
        'L’organisation des concours des catégories A et B est confiée au Centre de gestion d’Ille-et-Vilaine pour le compte des quatre centres (étendue fictive).',
      ],
      REMBOURSEMENT_FICTIF,
    ],
    avenant: {
      titre: 'Schéma de Bretagne, avenant n° 1',
      change: {
        'Répartition des projets':
          'Les projets se répartissent selon les expertises locales. Le niveau de mutualisation attendu est précisé pour chaque thématique et revu chaque année, avec un binôme chef de file (modification fictive).',
      },
      ajoute: [],
      deliberes: null,
    },
  },
  hdf: {
    titre: 'Schéma régional des Hauts-de-France',
    regle: 'signature_presidents',
    fictif:
      'Signé le 13 juin 2022 à Chauny, principes publiés ; autres dates et clauses de gestion fictives.',
    arreteLe: '2022-05-16',
    signeLe: '2022-06-13',
    effetLe: '2022-07-01',
    finDansMois: null,
    clauses: [
      [
        'principes',
        'Quatre principes',
        'Proximité, subsidiarité, égalité, efficience. Aucun centre n’a de pouvoir de décision supérieur à un autre.',
      ],
      [
        'coordonnateur',
        'Coordination tournante',
        'La présidence du schéma tourne chaque année entre les cinq centres ; le Nord l’assure la première année.',
      ],
      [
        'missions_communes',
        'Missions communes',
        'Les missions régionales et des actions portées par les centres dont l’expertise est reconnue.',
      ],
      [
        'modalites',
        'Géométrie variable',
        'Une action peut réunir deux centres ou plus : le dispositif de signalement en réunit trois (60, 62, 80), le pack mairie connectée deux (59, 62).',
      ],
      [
        'missions_confiees',
        'Missions confiées',
        'Aucune mission n’est confiée à un centre pour le compte de tous (clause fictive).',
      ],
      REMBOURSEMENT_FICTIF,
    ],
    avenant: null,
  },
}

const DATES = 'Dates fictives.'

export const conventions: Readonly<Partial<Record<string, readonly ConventionDemo[]>>> = {
  pdl: [
    {
      code: 'cdg44',
      genre: 'cnfpt',
      titre: 'Convention avec le CNFPT sur les missions transférées',
      objet:
        'Compensation des missions transférées (décret 2009-129), signée par le coordonnateur pour les cinq centres.',
      autres: 'CNFPT',
      duMois: -27,
      auMois: 9,
      preavis: 6,
      tacite: 12,
      fictif: DATES,
    },
    {
      code: 'cdg44',
      genre: 'accord',
      titre: 'Mise en commun des référents déontologues',
      objet: 'Un collège de référents déontologues pour les cinq centres.',
      duMois: -33,
      auMois: 3,
      preavis: 6,
      textes: [
        { intitule: 'Convention signée', fichier: 'convention-deontologues.pdf' },
        { intitule: 'Règlement intérieur du collège', fichier: 'annexe-deontologues.pdf' },
      ],
      fictif: DATES,
    },
    {
      code: 'cdg49',
      genre: 'accord',
      titre: 'Expertise en matière de paie',
      objet: 'Les gestionnaires de paie des cinq centres partagent leurs expertises.',
      duMois: -25,
      auMois: 0,
      auJours: -12,
      preavis: 3,
      textes: [{ intitule: 'Accord signé', fichier: 'convention-paie.pdf' }],
      fictif: DATES,
    },
    {
      code: 'cdg44',
      genre: 'psc',
      titre: 'Convention de participation en prévoyance',
      objet: 'Six lots, six ans : 75 000 agents et 1 400 employeurs (chiffres publiés).',
      autres: 'Assureur retenu',
      duMois: -22,
      auMois: 50,
      preavis: 12,
      fictif: 'Dates et préavis fictifs.',
    },
    {
      code: 'cdg72',
      genre: 'lettre_mission',
      titre: 'Lettre de mission : secrétaires généraux de mairie',
      objet:
        'Préparer la promotion suivante, après la session de douze demandeurs d’emploi en Sarthe (octobre 2024).',
      parties: ['cdg44', 'cdg53', 'cdg72', 'cdg85'],
      duMois: -2,
      auMois: 10,
      preavis: 1,
      fictif: 'Lettre fictive.',
    },
  ],
  bretagne: [
    {
      code: 'cdg35',
      genre: 'reglement',
      titre: 'Règlement de coopération des CDG bretons',
      objet:
        'Succède aux chartes de 2007 et de 2017 : autonomie, chef de file par action, libre coopération à deux, trois ou quatre.',
      duMois: -65,
      auMois: null,
      preavis: 6,
      fictif: 'Date et préavis fictifs.',
    },
  ],
  hdf: [
    {
      code: 'cdg62',
      genre: 'accord',
      titre: 'Partenariat avec La Fibre numérique 59 62',
      objet: 'Pack mairie connectée : équiper et accompagner les collectivités de moins de 1 000 habitants.',
      parties: ['cdg59', 'cdg62'],
      autres: 'La Fibre numérique 59 62',
      duMois: -30,
      auMois: 6,
      preavis: 3,
      tacite: 12,
      fictif: DATES,
    },
    {
      code: 'cdg60',
      genre: 'accord',
      titre: 'Groupement de commandes pour le signalement',
      objet: 'Dispositif mutualisé de signalement de l’Oise, du Pas-de-Calais et de la Somme.',
      parties: ['cdg60', 'cdg62', 'cdg80'],
      duMois: -40,
      auMois: 8,
      preavis: 6,
      fictif: DATES,
    },
  ],
  centre: [
    {
      code: 'dep41',
      genre: 'accord',
      titre: 'Accord de coopération entre les trois départements',
      objet:
        'Démarche conventionnelle : vingt projets, sans fusion, transfert de compétences ni mise à disposition de personnel.',
      duMois: -20,
      auMois: 16,
      preavis: 6,
      tacite: 36,
      fictif: DATES,
    },
  ],
}

const PDL = ['cdg44', 'cdg49', 'cdg53', 'cdg72', 'cdg85']
const tousEnPdl = (mission: Mission, mode: Mode, preuve?: string): ExerciceDemo[] =>
  PDL.map((code) => [code, mission, mode, undefined, preuve])

export const exercices: Readonly<Partial<Record<string, readonly ExerciceDemo[]>>> = {
  pdl: [
    ...tousEnPdl('concours_ab', 'partage', 'Schéma régional, missions communes'),
    ...tousEnPdl('assistance_statutaire', 'partage', 'Accord sur les référents déontologues'),
    ...tousEnPdl('observatoire', 'regional', 'Schéma régional, axe 1'),
    ...tousEnPdl('publicite_emplois', 'regional'),
    ...tousEnPdl('information_emploi', 'regional'),
    ...tousEnPdl('listes_aptitude', 'regional'),
    ['cdg44', 'fmpe', 'regional', undefined, 'Budget annexe du coordonnateur'],
    ...PDL.slice(1).map((code): ExerciceDemo => [code, 'fmpe', 'confie', 'cdg44', 'Schéma régional']),
    ...PDL.slice(0, 4).map((code): ExerciceDemo => [code, 'referent_laicite', 'partage']),
    ['cdg85', 'referent_laicite', 'departemental'],
    ['cdg44', 'retraite', 'regional'],
    ['cdg53', 'retraite', 'departemental'],
    ['cdg72', 'retraite', 'regional'],
    ['cdg53', 'reclassement', 'non_exerce'],
    ['cdg44', 'reclassement', 'regional'],
  ],
  bretagne: [
    ['cdg35', 'concours_ab', 'regional', undefined, 'Schéma, missions régionalisées'],
    ['cdg22', 'concours_ab', 'confie', 'cdg35', 'Schéma, missions régionalisées'],
    ['cdg29', 'concours_ab', 'confie', 'cdg35', 'Schéma, missions régionalisées'],
    ['cdg56', 'concours_ab', 'confie', 'cdg35', 'Schéma, missions régionalisées'],
  ],
}
