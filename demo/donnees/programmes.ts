// Programmes of the demonstration. Titles are those that the cooperations published; what they did not publish (who leads, levels,
// milestones, figures) is invented and says « fictif ».
export type ActionDemo = {
  readonly titre: string
  readonly nature?: 'action' | 'experimentation' | 'immersion' | 'veille'
  /** Codes of members: one leads, or two. */
  readonly chefs: readonly [string] | readonly [string, string]
  /** The source itself names who leads. */
  readonly chefsPublics?: boolean
  /** Codes of those who take part; all of them when absent. */
  readonly avec?: readonly string[]
  readonly observent?: readonly string[]
  readonly niveau?: 0 | 1 | 2 | 3
  readonly base?: 'obligatoire'
  readonly objectifs?: string
  readonly partenaires?: readonly (readonly [
    string,
    'cnfpt' | 'region' | 'france_travail' | 'universite' | 'sante' | 'autre',
  ])[]
}
export type ProgrammeDemo = {
  readonly nom: string
  readonly presentation: string
  readonly source: string
  readonly axes: readonly {
    readonly titre: string
    readonly orientations: readonly {
      readonly titre: string
      readonly actions: readonly ActionDemo[]
    }[]
  }[]
}

const a = (titre: string, chef: string, suite: Omit<ActionDemo, 'titre' | 'chefs'> = {}): ActionDemo => ({
  titre,
  chefs: [chef],
  ...suite,
})
const binome = (
  titre: string,
  chefs: readonly [string, string],
  suite: Omit<ActionDemo, 'titre' | 'chefs'> = {},
): ActionDemo => ({ titre, chefs, ...suite })

export const bretagne: ProgrammeDemo = {
  nom: 'Programme de la coopération des CDG bretons',
  presentation:
    'Valeurs : transparence, souplesse, réactivité, respect, rigueur, agilité.\n\nLa coopération peut s’exercer à 2, 3 ou 4 centres, avec une information permanente et mutuelle. Un chef de file est désigné par action ; le programme est fixé et évalué par les présidences sur proposition des directions.',
  source: 'Schéma de coordination, de mutualisation et de spécialisation des quatre CDG bretons, 2021.',
  axes: [
    {
      titre: 'Renforcer l’attractivité de la FPT',
      orientations: [
        {
          titre: 'Promouvoir et valoriser les métiers territoriaux',
          actions: [
            a('Animer une campagne de communication périodique et multi supports', 'cdg29', { niveau: 2 }),
            a('Lancer une marque employeur régionale', 'cdg35', { niveau: 2 }),
            a('Ouvrir un portail régional emploi/formation', 'cdg35', {
              base: 'obligatoire',
              niveau: 3,
              partenaires: [
                ['Région Bretagne', 'region'],
                ['France Travail Bretagne', 'france_travail'],
              ],
            }),
          ],
        },
        {
          titre: 'Positionner les CDG comme porte d’entrée principale vers l’emploi public territorial',
          actions: [
            a('Renforcer et diversifier nos partenariats avec les acteurs de l’emploi', 'cdg22', {
              niveau: 1,
              partenaires: [['France Travail Bretagne', 'france_travail']],
            }),
            a('Assurer un suivi des résultats d’insertion des CDG', 'cdg56', { niveau: 2 }),
            binome('Harmoniser les dispositifs de préparation aux métiers territoriaux', ['cdg29', 'cdg35'], {
              niveau: 2,
              partenaires: [['CNFPT Bretagne', 'cnfpt']],
            }),
            a('Répertorier l’offre de formations professionnalisantes', 'cdg22', {
              niveau: 1,
              partenaires: [['CNFPT Bretagne', 'cnfpt']],
            }),
          ],
        },
      ],
    },
    {
      titre: 'Repenser la santé au travail pour le service public en Bretagne',
      orientations: [
        {
          titre: 'Définir une offre innovante articulant la médecine préventive et la médecine agréée',
          actions: [
            a(
              'Identifier les besoins, les marges de manœuvre et le champ des possibles en partenariat avec les universités, l’Agence régionale de santé, l’Ordre des médecins',
              'cdg35',
              {
                niveau: 1,
                partenaires: [
                  ['Universités bretonnes', 'universite'],
                  ['Agence régionale de santé', 'sante'],
                  ['Ordre des médecins', 'sante'],
                ],
              },
            ),
            a('Construire un parcours santé des agents publics', 'cdg35', { niveau: 3 }),
            a('Formaliser un plan d’actions opérationnel adapté au contexte', 'cdg56', { niveau: 2 }),
          ],
        },
        {
          titre:
            'Constituer et fidéliser des équipes de professionnels de santé adaptées à la sphère publique',
          actions: [
            a('Développer un réseau inter-CDG de Bretagne', 'cdg29', { niveau: 1 }),
            a('Organiser un parcours de formation pour les professionnels de santé', 'cdg22', { niveau: 2 }),
            a('Rechercher la cooptation des étudiants en médecine et professionnels de santé', 'cdg56', {
              avec: ['cdg29', 'cdg35', 'cdg56'],
              observent: ['cdg22'],
              niveau: 1,
            }),
          ],
        },
      ],
    },
    {
      titre: 'Porter une dynamique d’expérimentation',
      orientations: [
        {
          titre: 'Acculturer les équipes à la recherche et développement',
          actions: [
            a('Engager les équipes dans les démarches R&D', 'cdg35', {
              nature: 'experimentation',
              avec: ['cdg29', 'cdg35'],
              observent: ['cdg22', 'cdg56'],
              niveau: 1,
            }),
            a('Valoriser le droit à l’expérimentation', 'cdg29', {
              nature: 'experimentation',
              avec: ['cdg29', 'cdg56'],
              niveau: 1,
            }),
          ],
        },
        {
          titre: 'Mener la réflexion prospective et anticiper les besoins des collectivités',
          actions: [
            a('Prendre part aux travaux des commissions de la Fédération nationale des CDG', 'cdg35', {
              nature: 'veille',
              niveau: 1,
            }),
            a('Définir un plan d’actions avec des moyens dédiés à l’expérimentation', 'cdg56', {
              nature: 'experimentation',
              niveau: 2,
            }),
          ],
        },
        {
          titre:
            'Partager les connaissances sur les enjeux et bonnes pratiques entre CDG, intercommunalités et partenaires à un niveau régional',
          actions: [
            a('Sensibiliser les élus en s’appuyant sur la dynamique régionale', 'cdg22', { niveau: 0 }),
            a('Organiser des immersions réciproques entre agents des collectivités et des CDG', 'cdg29', {
              nature: 'immersion',
              avec: ['cdg22', 'cdg29', 'cdg56'],
              niveau: 2,
            }),
            a('Créer des partenariats externes et associer les universitaires à nos travaux', 'cdg35', {
              niveau: 1,
              partenaires: [['Universités bretonnes', 'universite']],
            }),
          ],
        },
      ],
    },
    {
      titre: 'Se donner un temps d’avance pour l’innovation technologique au service des collectivités',
      orientations: [
        {
          titre: 'Accompagner les évolutions technologiques',
          actions: [
            a('Former des agents et élus aux évolutions technologiques et aux outils', 'cdg56', {
              niveau: 2,
              partenaires: [['CNFPT Bretagne', 'cnfpt']],
            }),
            a('Réaliser une veille sur les technologies et les outils', 'cdg22', {
              nature: 'veille',
              niveau: 1,
            }),
            a(
              'Recruter des apprentis et stagiaires pour les nouvelles missions et favoriser l’acculturation aux nouvelles technologies',
              'cdg29',
              { niveau: 1 },
            ),
          ],
        },
        {
          titre: 'Élaborer une stratégie informatique régionale',
          actions: [
            a('Réaliser un audit des systèmes', 'cdg35', { niveau: 2 }),
            a('Sécuriser et assurer nos systèmes', 'cdg35', { niveau: 3 }),
            a('Élaborer un schéma', 'cdg56', { niveau: 2 }),
            a('Créer un open data breton', 'cdg22', { nature: 'experimentation', niveau: 2 }),
          ],
        },
      ],
    },
    {
      titre: 'S’engager pour une convergence des pratiques sur l’ensemble du territoire',
      orientations: [
        {
          titre:
            'Définir le socle, prioriser parmi les réponses à harmoniser en préservant les adaptations locales',
          actions: [
            a(
              'Cibler les thématiques portées à l’échelle de la coopération et flécher le niveau de mutualisation attendu',
              'cdg35',
              { niveau: 2 },
            ),
            a('Préciser le(s) binôme(s) chef(s) de file par thématique', 'cdg35', { niveau: 2 }),
          ],
        },
        {
          titre: 'Diffuser des réponses communes et communiquer ensemble',
          actions: [
            a('Participer à la réflexion nationale au sein de la Fédération nationale des CDG', 'cdg29', {
              nature: 'veille',
              niveau: 1,
            }),
            a(
              'Créer et développer des outils adaptés à une communication commune (sites, plates-formes...)',
              'cdg22',
              { niveau: 2 },
            ),
          ],
        },
        {
          titre: 'Mutualiser les moyens',
          actions: [
            a('Analyser et faire converger nos modèles économiques', 'cdg56', { niveau: 2 }),
            a('Définir les moyens à prioriser', 'cdg35', { niveau: 1 }),
          ],
        },
      ],
    },
  ],
}

const PDL_ORIENTATION = 'Actions de l’axe (rattachement fictif)'
export const paysDeLaLoire: ProgrammeDemo = {
  nom: 'Programme des Centres de gestion des Pays de la Loire',
  presentation:
    'Quatre objectifs : garantir une cohérence régionale de niveau de service qualitatif ; optimiser les ressources mobilisées ; développer des actions ambitieuses ; faire des équipes des moteurs de la coopération régionale.\n\nQuatre principes : la proximité, la solidarité territoriale, la complémentarité, l’expérimentation.',
  source:
    'Schéma régional de coopération des Pays de la Loire et dossier de presse de la prévoyance, 2024. Les sources ne disent pas quelle action relève de quel axe.',
  axes: [
    {
      titre: 'Promouvoir et renforcer l’attractivité et la performance de l’emploi public territorial',
      orientations: [
        {
          titre: PDL_ORIENTATION,
          actions: [
            a('Organiser en commun les concours', 'cdg44', { base: 'obligatoire', niveau: 3 }),
            a(
              'Promouvoir le métier de secrétaire général de mairie auprès des demandeurs d’emploi et de formation',
              'cdg72',
              {
                nature: 'experimentation',
                niveau: 3,
                avec: ['cdg44', 'cdg53', 'cdg85'],
                objectifs:
                  'Première session expérimentale de 12 élèves demandeurs d’emploi, lancée le 21 octobre 2024 en Sarthe : six mois de formation certifiante, alternant théorie et immersions en collectivité.',
                partenaires: [
                  ['CNFPT Pays de la Loire', 'cnfpt'],
                  ['Région des Pays de la Loire', 'region'],
                  ['France Travail', 'france_travail'],
                  ['FRAMEL (associations de maires et élus ligériens)', 'autre'],
                ],
              },
            ),
          ],
        },
      ],
    },
    {
      titre: 'Accompagner les parcours dans l’emploi public',
      orientations: [
        {
          titre: PDL_ORIENTATION,
          actions: [
            a('Ouvrir une deuxième promotion de secrétaires généraux de mairie', 'cdg44', {
              nature: 'experimentation',
              niveau: 2,
              avec: ['cdg53', 'cdg72', 'cdg85'],
              partenaires: [['CNFPT Pays de la Loire', 'cnfpt']],
            }),
            a('Faire vivre les réseaux de collaborateurs par métier', 'cdg49', {
              nature: 'immersion',
              niveau: 1,
              avec: ['cdg44', 'cdg85'],
            }),
          ],
        },
      ],
    },
    {
      titre: 'Améliorer la qualité de vie au travail (QVT)',
      orientations: [
        {
          titre: PDL_ORIENTATION,
          actions: [
            a('Couvrir 75 000 agents par un contrat collectif de prévoyance', 'cdg44', {
              chefsPublics: true,
              niveau: 3,
              objectifs:
                'Contrat de prévoyance collectif à adhésion obligatoire, avec une participation minimale de l’employeur à hauteur de 50 %, pour 1 400 employeurs publics. Le CDG 44 coordonne la démarche.',
            }),
            a('Ouvrir une plateforme régionale de signalement', 'cdg85', { niveau: 2 }),
          ],
        },
      ],
    },
    {
      titre: 'Faciliter la gestion des ressources humaines des collectivités territoriales',
      orientations: [
        {
          titre: PDL_ORIENTATION,
          actions: [
            a('Mettre en commun les référents déontologues', 'cdg53', { niveau: 3 }),
            a('Mettre en valeur les expertises en matière de paie pour toutes les collectivités', 'cdg49', {
              niveau: 2,
              avec: ['cdg44'],
            }),
          ],
        },
      ],
    },
  ],
}

export const hautsDeFrance: ProgrammeDemo = {
  nom: 'Actions engagées des Centres de gestion des Hauts-de-France',
  presentation: 'Principes : la proximité, la subsidiarité, l’égalité, l’efficience.',
  source: 'Présentation du schéma signé le 13 juin 2022 à Chauny.',
  axes: [
    {
      titre: 'Actions d’ores et déjà engagées',
      orientations: [
        {
          titre: 'Actions portées par les centres identifiés comme ayant la meilleure expertise',
          actions: [
            a('Mettre en œuvre un dispositif commun de signalement des violences au travail', 'cdg62', {
              avec: ['cdg60', 'cdg62', 'cdg80'],
              niveau: 3,
              objectifs:
                'Les centres de l’Oise, du Pas-de-Calais et de la Somme se coordonnent dans un groupement de commandes. Ceux de l’Aisne et du Nord ont leur propre cellule.',
            }),
            binome(
              'Accompagner les petites collectivités par le « pack mairie connectée »',
              ['cdg59', 'cdg62'],
              {
                chefsPublics: true,
                avec: ['cdg59', 'cdg62'],
                niveau: 3,
                objectifs:
                  'Équiper et accompagner les collectivités de moins de 1 000 habitants : matériel, marchés publics, télétransmission, sauvegarde, archivage, présence en ligne, espace de partage.',
                partenaires: [
                  ['La Fibre Numérique 59 62', 'autre'],
                  ['Région Hauts-de-France', 'region'],
                ],
              },
            ),
          ],
        },
      ],
    },
  ],
}

/** What the source names of the 20 projects; the rest of the twenty is said to be invented. */
const CENTRE: readonly (readonly [string, readonly string[]])[] = [
  [
    'Foncier et achats',
    [
      'Établissement public foncier interdépartemental',
      'Centrale d’achat partagée',
      'Groupements de commandes',
    ],
  ],
  [
    'Emploi et compétences',
    [
      'Diffusion des offres de postes',
      'Cartographie des métiers partagés',
      'Harmonisation des tableaux d’effectifs',
      'Bourse aux postes',
      'Mobilité interdépartementale des agents',
      'Stand commun au salon de l’emploi public',
    ],
  ],
  [
    'Formation',
    [
      'Mutualisation des audits de formation',
      'Formations communes, achetées et mises en place ensemble',
      'Mutualisation des formateurs internes',
      'Approche commune vers le CNFPT',
    ],
  ],
  [
    'Prévention',
    [
      'Audit sur les méthodes et process de travail',
      'Document unique',
      'Registre de sécurité',
      'Marché de prévoyance',
      'Plan de prévention des addictions',
      'Inventaire des produits et certiphyto',
    ],
  ],
  ['Outils du réseau', ['Visioconférence et plateforme collaborative']],
]
const DEPARTEMENTS = ['dep41', 'dep45', 'dep28'] as const

export const centre: ProgrammeDemo = {
  nom: 'Vingt projets de coopération entre trois départements',
  presentation:
    'Trois ambitions : renforcer l’attractivité des territoires ; optimiser et mutualiser moyens et pratiques ; développer des expertises communes et partagées. Aucune fusion, ni transfert de compétences, ni mise à disposition de personnels.',
  source:
    'Compte rendu du Club RH d’Orléans, 10 octobre 2013. La source compte vingt projets et nomme ceux-ci ; leur découpage en vingt et leur classement sont fictifs.',
  axes: [
    {
      titre: 'Projets de coopération',
      orientations: CENTRE.map(([titre, projets]) => ({
        titre,
        actions: projets.map((projet, i) =>
          a(projet, DEPARTEMENTS[(i + titre.length) % 3]!, {
            niveau: 1,
            ...(projet.includes('CNFPT') && { partenaires: [['CNFPT', 'cnfpt'] as const] }),
          }),
        ),
      })),
    },
  ],
}
