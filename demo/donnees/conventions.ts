import type { GenreConvention } from '#modules/schema'
import type { Mission, Mode } from '../../src/modules/schema/domain/missions.ts'
import type { NomDeFichier } from '../fichiers.ts'

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
