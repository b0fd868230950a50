// Working groups of the demonstration. That twenty projects of the Centre had as many groups is public; what the others work on, who sits in
// them, when they met and what they said is invented and says « fictif ». Days are counted from the day of the demonstration.
export type GroupeDemo = {
  readonly nom: string
  readonly type: 'projet' | 'reseau_metier' | 'redaction'
  readonly objet: string
  readonly livrable: string
  /** Code of the member whose direction pilots. */
  readonly pilote: string
  /** Codes of members that take part; all when absent. */
  readonly avec?: readonly string[]
  /** Start of the titles of the actions that it serves. */
  readonly actions: readonly string[]
  readonly mandat: string
  /** Day on which the mandate was given; null: it is only proposed. */
  readonly mandateLe: number | null
  readonly echeance: number
  readonly ouvert?: boolean
  /** Meetings: day, object, notes (null when none were written). */
  readonly reunions?: readonly (readonly [number, string, string | null])[]
  readonly fil?: {
    readonly jour: number
    readonly titre: string
    readonly messages: readonly (readonly [string, string])[]
  }
  /** Members that left their seat empty. */
  readonly sansReferent?: readonly string[]
  /** Member whose referent lost her functions some days ago. */
  readonly partie?: { readonly code: string; readonly jour: number; readonly nom: string }
  readonly clos?: { readonly jour: number; readonly bilan: string; readonly livrableRemis: boolean }
  readonly source?: string
}

export const pdlGroupes: readonly GroupeDemo[] = [
  {
    nom: 'Secrétaires généraux de mairie',
    type: 'projet',
    objet: 'Tirer les leçons de la première session de 12 élèves et préparer la deuxième promotion.',
    livrable: 'Le cahier des charges de la deuxième promotion.',
    pilote: 'cdg72',
    actions: ['Promouvoir le métier de secrétaire', 'Ouvrir une deuxième promotion'],
    mandat: 'Relevé de la conférence des présidences (fictif)',
    mandateLe: -170,
    echeance: 90,
    ouvert: true,
    source: 'Session ouverte le 21 octobre 2024 en Sarthe : dossier de presse, 2024.',
    reunions: [
      [
        -140,
        'Bilan de la première session',
        'Onze élèves sur douze sont allés au bout. Les stages longs sont ce que les maires ont préféré.',
      ],
      [
        -45,
        'Cahier des charges',
        'Accord sur deux lieux de formation. France Travail demande une sélection plus tôt.',
      ],
      [11, 'Préparer le comité des directeurs', null],
    ],
    fil: {
      jour: -30,
      titre: 'Lieux de la deuxième promotion',
      messages: [
        [
          'cdg72',
          'Deux lieux : Le Mans et Angers. @CDG 49, pouvez-vous accueillir douze personnes en janvier ?',
        ],
        ['cdg49', 'Oui pour janvier et février, dans nos salles. Il faut un référent sur place.'],
      ],
    },
  },
  {
    nom: 'Réseau des gestionnaires de paie',
    type: 'reseau_metier',
    objet: 'Partager les pratiques et répondre ensemble aux mêmes questions.',
    livrable: 'Une note trimestrielle.',
    pilote: 'cdg49',
    avec: ['cdg44', 'cdg49', 'cdg53', 'cdg72'],
    actions: ['Mettre en valeur les expertises en matière de paie'],
    mandat: 'Lettre de mission des directions (fictif)',
    mandateLe: -290,
    echeance: 75,
    ouvert: true,
    reunions: [[-200, 'Mise en place de la note', 'Premier sommaire arrêté.']],
    sansReferent: ['cdg53'],
  },
  {
    nom: 'Cahier des charges du signalement',
    type: 'redaction',
    objet: 'Écrire ce que la plateforme régionale de signalement doit faire.',
    livrable: 'Le cahier des charges.',
    pilote: 'cdg85',
    actions: ['Ouvrir une plateforme régionale de signalement'],
    mandat: 'Relevé de la conférence des présidences (fictif)',
    mandateLe: -210,
    echeance: -30,
    ouvert: true,
    reunions: [
      [-180, 'Besoins des référents', 'Trois besoins : confidentialité, délais, deux régimes juridiques.'],
    ],
    clos: {
      jour: -55,
      bilan:
        'Le cahier des charges est remis et repris par l’action. Ce que le groupe retient : les référents ont écrit les parcours, pas les services informatiques.',
      livrableRemis: true,
    },
  },
]

export const hdfGroupes: readonly GroupeDemo[] = [
  {
    nom: 'Dispositif commun de signalement',
    type: 'projet',
    objet: 'Tenir le groupement de commandes et suivre le dispositif de signalement, à trois.',
    livrable: 'Un rapport annuel d’activité, sans donnée nominative.',
    pilote: 'cdg62',
    avec: ['cdg60', 'cdg62', 'cdg80'],
    actions: ['Mettre en œuvre un dispositif commun de signalement'],
    mandat: 'Convention de groupement de commandes (date fictive)',
    mandateLe: -240,
    echeance: 180,
    ouvert: true,
    source: 'Présentation du schéma signé le 13 juin 2022 à Chauny.',
    reunions: [
      [-75, 'Suivi du dispositif', 'Les trois centres appliquent la même fiche de premier accueil.'],
      [25, 'Préparer le rapport annuel', null],
    ],
  },
  {
    nom: 'Pack mairie connectée',
    type: 'projet',
    objet: 'Équiper et accompagner les communes de moins de 1 000 habitants, à deux.',
    livrable: 'Un kit d’accompagnement.',
    pilote: 'cdg59',
    avec: ['cdg59', 'cdg62'],
    actions: ['Accompagner les petites collectivités'],
    mandat: 'Convention entre les deux centres (date fictive)',
    mandateLe: -200,
    echeance: 100,
    ouvert: true,
    source: 'Présentation du schéma signé le 13 juin 2022 à Chauny.',
    reunions: [[-160, 'Premières communes équipées', 'Le diagnostic prend une demi-journée par commune.']],
  },
]

export const grandOuestGroupes: readonly GroupeDemo[] = [
  {
    nom: 'Calendrier des concours',
    type: 'reseau_metier',
    objet: 'Proposer un calendrier commun aux quatorze départements et répartir les organisateurs.',
    livrable: 'Le calendrier de l’année suivante, avec un organisateur par concours.',
    pilote: 'cdg35',
    avec: ['cdg35', 'cdg22', 'cdg29', 'cdg56', 'cdg44', 'cdg49'],
    actions: [],
    mandat: 'Relevé de la conférence du service interrégional (fictif)',
    mandateLe: -60,
    echeance: 150,
    ouvert: true,
    reunions: [[-20, 'Recenser les besoins', 'Neuf centres sur quatorze ont rendu leurs besoins.']],
  },
]

/** One group for each of the twenty projects: how it goes is invented. */
export const allureDuProjet = (
  rang: number,
): Pick<GroupeDemo, 'reunions' | 'clos' | 'echeance' | 'mandateLe'> => {
  const commun = { mandateLe: -250, echeance: 115 }
  const lancement = [
    -215 + (rang % 5) * 4,
    'Réunion de lancement',
    'Périmètre et personnes référentes arrêtés.',
  ] as const
  const etape = [
    -60 + (rang % 4) * 9,
    'Point d’étape',
    'Pratiques des trois départements comparées.',
  ] as const
  switch (rang % 7) {
    case 2:
      return { ...commun, reunions: [lancement] }
    case 4:
      return {
        ...commun,
        reunions: [lancement, etape],
        clos: {
          jour: -18 + (rang % 3),
          bilan:
            'Le livrable est remis et utilisé dans les trois départements. Ce qui reste : le faire vivre, sans groupe, par un échange annuel.',
          livrableRemis: true,
        },
      }
    case 5:
      return { ...commun, reunions: [lancement, etape, [14 + rang, 'Présentation aux directions', null]] }
    default:
      return { ...commun, reunions: [lancement, etape] }
  }
}
