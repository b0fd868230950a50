// Demonstration cooperations. What is public is real and sourced (docs/sources.md); what is invented says « fictif ». Persons are roles.
import type { Prereglage } from '../../src/modules/gouvernance/domain/regle.ts'
import type { FonctionDeMandat, TypeOrganisme } from '../../src/shared/acteur.ts'

export type MembreDemo = {
  readonly code: string
  readonly nom: string
  readonly libelle: string
  readonly territoire: string
  readonly departement: string
  readonly type: TypeOrganisme
  readonly siren?: string
  readonly role: 'coordonnateur' | 'membre' | 'associe' | 'observateur'
  readonly voix?: number
}

export type CooperationDemo = {
  readonly cle: string
  readonly nom: string
  readonly niveau: 'regional' | 'interregional' | 'thematique'
  readonly regions: readonly string[]
  readonly membres: readonly MembreDemo[]
  readonly instances: readonly InstanceDemo[]
  /** People of each member, by function; « coordination » is for the coordinating member only. */
  readonly fonctions: readonly FonctionDeMandat[]
  /** Member whose gestionnaire can be entered as. */
  readonly gestion?: string
}

export type InstanceDemo = {
  readonly cle: string
  readonly nom: string
  readonly type: 'conference_presidences' | 'comite_directeurs'
  readonly prereglage: Prereglage
  readonly fictif: string | null
  readonly presidence: 'coordonnateur' | 'tournante' | 'codirection'
  readonly fonctionVotante: 'presidence' | 'direction'
  readonly frequence: number
  /** Rotation: members in turn, one year each, from the given day. */
  readonly tours?: { readonly depuis: string; readonly ordre: readonly string[] }
}

const cdg = (
  departement: string,
  territoire: string,
  nom: string,
  role: MembreDemo['role'] = 'membre',
  siren?: string,
): MembreDemo => ({
  code: `cdg${departement}`,
  nom: `Centre de gestion ${nom}`,
  libelle: `CDG ${departement}`,
  territoire,
  departement,
  type: 'cdg',
  role,
  ...(siren && { siren }),
})

const conference = (
  prereglage: Prereglage,
  fictif: string | null,
  autres: Partial<InstanceDemo> = {},
): InstanceDemo => ({
  cle: 'conference',
  nom: 'Conférence des présidences',
  type: 'conference_presidences',
  prereglage,
  fictif,
  presidence: 'coordonnateur',
  fonctionVotante: 'presidence',
  frequence: 3,
  ...autres,
})

const directeurs: InstanceDemo = {
  cle: 'directeurs',
  nom: 'Comité de direction régional',
  type: 'comite_directeurs',
  prereglage: 'egalite_bretonne',
  fictif: 'Règle de vote fictive : les sources ne la donnent pas.',
  presidence: 'coordonnateur',
  fonctionVotante: 'direction',
  frequence: 6,
}

const pays = [
  cdg('44', 'Loire-Atlantique', 'de la Loire-Atlantique', 'coordonnateur', '284400025'),
  cdg('49', 'Maine-et-Loire', 'du Maine-et-Loire'),
  cdg('53', 'Mayenne', 'de la Mayenne'),
  cdg('72', 'Sarthe', 'de la Sarthe'),
  cdg('85', 'Vendée', 'de la Vendée'),
]
const bretagne = [
  cdg('22', 'Côtes-d’Armor', 'des Côtes-d’Armor'),
  cdg('29', 'Finistère', 'du Finistère'),
  cdg('35', 'Ille-et-Vilaine', 'd’Ille-et-Vilaine', 'coordonnateur'),
  cdg('56', 'Morbihan', 'du Morbihan'),
]
const normandie = [
  cdg('14', 'Calvados', 'du Calvados'),
  cdg('27', 'Eure', 'de l’Eure'),
  cdg('50', 'Manche', 'de la Manche'),
  cdg('61', 'Orne', 'de l’Orne'),
  cdg('76', 'Seine-Maritime', 'de la Seine-Maritime'),
]
const avecRole = (membre: MembreDemo, role: MembreDemo['role'], voix?: number): MembreDemo => ({
  ...membre,
  role,
  ...(voix && { voix }),
})

const conseil = (
  departement: string,
  territoire: string,
  nom: string,
  role: MembreDemo['role'] = 'membre',
): MembreDemo => ({
  code: `dep${departement}`,
  nom: `Département ${nom}`,
  libelle: `Dép. ${departement}`,
  territoire,
  departement,
  type: 'departement',
  role,
})

const AGENTS_DU_RESEAU: readonly FonctionDeMandat[] = ['presidence', 'direction']

export const cooperations: readonly CooperationDemo[] = [
  {
    cle: 'pdl',
    nom: 'Centres de gestion des Pays de la Loire',
    niveau: 'regional',
    regions: ['52'],
    membres: pays,
    instances: [conference('presidences_pdl', null), directeurs],
    fonctions: AGENTS_DU_RESEAU,
    gestion: 'cdg85',
  },
  {
    cle: 'bretagne',
    nom: 'Coopération des CDG bretons',
    niveau: 'regional',
    regions: ['53'],
    membres: bretagne,
    instances: [
      conference(
        'egalite_bretonne',
        'Quorum et majorité fictifs : le règlement de coopération publié ne les donne pas.',
      ),
      directeurs,
    ],
    fonctions: AGENTS_DU_RESEAU,
  },
  {
    cle: 'hdf',
    nom: 'Centres de gestion des Hauts-de-France',
    niveau: 'regional',
    regions: ['32'],
    membres: [
      cdg('02', 'Aisne', 'de l’Aisne'),
      cdg('59', 'Nord', 'du Nord', 'coordonnateur'),
      cdg('60', 'Oise', 'de l’Oise'),
      cdg('62', 'Pas-de-Calais', 'du Pas-de-Calais'),
      cdg('80', 'Somme', 'de la Somme'),
    ],
    instances: [
      conference(
        'egalite_hdf',
        'Majorités fictives ; la présidence tournante chaque année vient du schéma signé le 13 juin 2022.',
        {
          presidence: 'tournante',
          tours: { depuis: '2022-06-13', ordre: ['cdg59', 'cdg62', 'cdg02', 'cdg60', 'cdg80'] },
        },
      ),
    ],
    fonctions: AGENTS_DU_RESEAU,
  },
  {
    cle: 'centre',
    nom: 'Coopération des départements du Loir-et-Cher, du Loiret et d’Eure-et-Loir',
    niveau: 'thematique',
    regions: ['24'],
    membres: [
      conseil('28', 'Eure-et-Loir', 'd’Eure-et-Loir'),
      conseil('41', 'Loir-et-Cher', 'de Loir-et-Cher', 'coordonnateur'),
      conseil('45', 'Loiret', 'du Loiret'),
    ],
    instances: [
      conference('egalite_bretonne', 'Règle de vote fictive : la source ne la donne pas.', {
        nom: 'Conférence des trois départements',
        presidence: 'codirection',
      }),
    ],
    fonctions: AGENTS_DU_RESEAU,
  },
  {
    cle: 'grand-ouest',
    nom: 'Grand Ouest concours',
    niveau: 'interregional',
    regions: ['53', '28', '52'],
    membres: [
      avecRole(bretagne[2]!, 'coordonnateur'),
      ...[bretagne[0]!, bretagne[1]!, bretagne[3]!, ...normandie, ...pays].map((membre) =>
        avecRole(membre, 'membre'),
      ),
    ],
    instances: [
      conference('egalite_hdf', 'Règle de vote fictive : la source ne la donne pas.', {
        nom: 'Conférence du service interrégional des concours',
      }),
    ],
    fonctions: AGENTS_DU_RESEAU,
  },
]
