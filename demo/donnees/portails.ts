// What the cooperations of the demonstration make public. Key figures carry their source; which things were published is invented (fictif).
import type { GenrePublie } from '../../src/modules/ouvert/domain/portail.ts'

export type ChiffreDemo = {
  readonly libelle: string
  readonly valeur: number
  readonly approche?: string
  readonly unite?: string
  readonly source: string
}

export type PortailDemo = {
  readonly adresse: string
  readonly ouvert: boolean
  readonly presentation: string
  readonly chiffres: readonly ChiffreDemo[]
  /** Things published one by one, by the beginning of their title; « * » for all of a kind. */
  readonly publies: readonly (readonly [GenrePublie, string])[]
  /** Published by the rule, then withdrawn, with the reason. */
  readonly retires?: readonly (readonly [GenrePublie, string, string])[]
}

/** Day on which the sources were read. */
export const LU_LE = '2026-11-23'

const PDL = 'présentation publique du schéma régional par les Centres de gestion'
const BRETAGNE = 'schéma publié par les quatre Centres de gestion, compté'
const HDF = 'enquête auprès de 300 collectivités, présentée à la signature du schéma, 13 juin 2022'
const CENTRE = 'La Gazette des communes, club RH d’Orléans, 17 octobre 2013'

export const portails: Readonly<Record<string, PortailDemo>> = {
  pdl: {
    adresse: 'pays-de-la-loire',
    ouvert: true,
    presentation: `Cinq Centres de gestion, une même exigence : offrir à toutes les collectivités des Pays de la Loire un service de qualité égale.

Les Centres de gestion de la Loire-Atlantique, du Maine-et-Loire, de la Mayenne, de la Sarthe et de la Vendée organisent ensemble les concours, partagent leurs référents déontologues et leurs expertises. Le Centre de gestion de la Loire-Atlantique coordonne ; chacun reste libre de ses décisions et délibère pour ce qui l’engage.`,
    chiffres: [
      { libelle: 'collectivités affiliées', valeur: 1739, source: PDL },
      {
        libelle: 'des collectivités du territoire',
        valeur: 95,
        approche: 'près de',
        unite: '%',
        source: PDL,
      },
      { libelle: 'carrières gérées', valeur: 46_000, approche: 'plus de', source: PDL },
      {
        libelle: 'de masse salariale annuelle',
        valeur: 1,
        approche: 'plus de',
        unite: 'Md €',
        source: PDL,
      },
    ],
    publies: [
      ['decision', '*'],
      ['convention', '*'],
      ['document', '*'],
      ['instance', '*'],
    ],
  },
  bretagne: {
    adresse: 'bretagne',
    ouvert: true,
    presentation: `Rassembler les forces des Centres de gestion des Côtes-d’Armor, du Finistère, d’Ille-et-Vilaine et du Morbihan au service des collectivités bretonnes.

Chaque centre garde son autonomie. Une action a son chef de file et se mène à deux, trois ou quatre ; les autres en sont toujours informés. Le programme est fixé et évalué par les présidences, sur proposition des directions.`,
    chiffres: [
      { libelle: 'axes', valeur: 5, source: BRETAGNE },
      { libelle: 'orientations', valeur: 12, source: BRETAGNE },
      { libelle: 'actions', valeur: 33, source: BRETAGNE },
    ],
    publies: [
      ['decision', '*'],
      ['convention', '*'],
      ['instance', 'Conférence'],
    ],
    retires: [['action', 'Réaliser un audit', 'Le calendrier de l’audit n’est pas encore arrêté (fictif).']],
  },
  hdf: {
    adresse: 'hauts-de-france',
    ouvert: true,
    presentation: `Cinq Centres de gestion à égalité : aucun ne décide pour un autre, et la présidence du schéma tourne chaque année.

Le schéma, signé le 13 juin 2022 à Chauny, organise la collaboration au niveau de la région tout en gardant l’intervention de proximité de chaque département.`,
    chiffres: [
      {
        libelle: 'des collectivités interrogées sont satisfaites',
        valeur: 70,
        approche: 'environ',
        unite: '%',
        source: HDF,
      },
      { libelle: 'sont très satisfaites', valeur: 20, approche: 'environ', unite: '%', source: HDF },
    ],
    publies: [
      ['decision', '*'],
      ['convention', '*'],
    ],
  },
  centre: {
    adresse: 'centre-trois-departements',
    ouvert: true,
    presentation: `L’Eure-et-Loir, le Loir-et-Cher et le Loiret coopèrent pour renforcer l’attractivité de leurs territoires, mieux employer leurs moyens et partager leurs expertises.

La démarche est conventionnelle : ni fusion, ni transfert de compétences, ni mise à disposition de personnels.`,
    chiffres: [
      { libelle: 'projets de coopération, autant de groupes de travail', valeur: 20, source: CENTRE },
      { libelle: 'agents dans les trois départements', valeur: 6200, source: CENTRE },
    ],
    publies: [['decision', '*']],
  },
  'grand-ouest': {
    adresse: 'grand-ouest-concours',
    ouvert: false,
    presentation: 'Le service interrégional des concours de Bretagne, de Normandie et des Pays de la Loire.',
    chiffres: [],
    publies: [],
  },
}

/** SIRET found in public sources, by member: the others are not known here, and their acts wait for it in the open data. */
export const sirets: Readonly<Record<string, string>> = { cdg44: '28440002500011' }
