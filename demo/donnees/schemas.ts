// Schémas, conventions and regional missions of the demonstration. What is published is said in other words; what is invented says « fictif ».
import type { RegleAdoption } from '../../src/modules/schema/domain/adoption.ts'
import type { Section } from '../../src/modules/schema/domain/sections.ts'

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
