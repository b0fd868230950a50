// Group purchases. The first replays the press kit of the five centres of Pays de la Loire (end of 2024): dates, members, two levels, an adviser chosen
// by tender. What is invented says so.

const TOUS = {
  cdg44: 'executoire',
  cdg49: 'executoire',
  cdg53: 'executoire',
  cdg72: 'executoire',
  cdg85: 'executoire',
} as const

export const operations = [
  {
    cle: 'prevoyance',
    objet: 'prevoyance',
    titre: 'Prévoyance obligatoire des agents, 2025 à 2030',
    etat: 'execution',
    decision: {
      titre: 'Acheter ensemble une prévoyance collective à adhésion obligatoire',
      texte:
        'Les cinq Centres de gestion consultent ensemble les organismes d’assurance, en appliquant l’accord national du 11 juillet 2023 : adhésion obligatoire, participation de l’employeur d’au moins la moitié. Le CDG 44 coordonne.',
      fictif: 'Numéro et jour fictifs : la source dit « dès la mi-2023 ».',
    },
    suites: TOUS,
    adopteeLe: '2023-07-18',
    debutLe: '2025-01-01',
    reponsesJusquau: '2024-04-30',
    niveaux: ['90 % du net, primes comprises', '95 % du net, primes comprises'],
    conseil: 'Cabinet de conseil retenu après appel d’offres',
    roles: [
      'Coordination, marché et pilotage : CDG 44',
      'Dialogue social et comité paritaire de pilotage et de suivi : les cinq présidences',
      'Relation avec les employeurs : chaque CDG pour les siens',
    ],
    risques: [
      'L’accord national n’était pas transposé : chaque employeur délibère, après avis de son comité social',
      'Recensement incomplet : tarif fondé sur une population qui n’est pas la vraie',
      'Dérive des sinistres après la période de taux garantis : suivi annuel des comptes',
    ],
    fictif:
      'Dates, effectifs et suites de la source publique (fin 2024) ; échantillon de 60 employeurs, réponses et agents fictifs.',
  },
  {
    cle: 'sante',
    objet: 'sante',
    titre: 'Complémentaire santé des agents',
    etat: 'consultation',
    decision: {
      titre: 'Étudier une complémentaire santé commune',
      texte:
        'La source annonce l’ambition de s’engager sur le volet santé. Trois membres consultent d’abord leurs employeurs ; les deux autres sont informés.',
      fictif: 'Décision, membres et dates fictifs.',
    },
    suites: { cdg44: 'executoire', cdg53: 'executoire', cdg85: 'sans_objet' },
    adopteeMois: -4,
    debutAns: 2,
    reponsesMois: 2,
    niveaux: ['Socle', 'Renforcé'],
    conseil: '',
    roles: ['Coordination : CDG 44', 'Relation avec les employeurs : chaque CDG pour les siens'],
    risques: [
      'Participation minimale de 15 € par mois et par agent : à inscrire au budget des petites communes',
      'Contrats individuels en cours : calendrier de résiliation à expliquer aux agents',
    ],
    fictif: 'Opération fictive.',
  },
  {
    cle: 'statutaire',
    objet: 'services',
    titre: 'Assurance statutaire des agents de deux Centres de gestion',
    etat: 'marche',
    decision: {
      titre: 'Assurer ensemble le risque statutaire de nos propres agents',
      texte:
        'Deux membres achètent ensemble l’assurance qui rembourse les absences et le décès de leurs propres agents. Le besoin estimé reste sous le seuil du profil d’acheteur : les plis se remettent ici, scellés, et deux membres différents les ouvrent.',
      fictif: 'Décision, membres, montants et dates fictifs.',
    },
    suites: { cdg44: 'executoire', cdg53: 'executoire' },
    adopteeMois: -4,
    debutAns: 1,
    reponsesMois: 0,
    niveaux: ['Base'],
    conseil: '',
    roles: ['Coordination : CDG 44', 'Clés de la commission : directions du CDG 44 et du CDG 53'],
    risques: ['Une phrase de passe oubliée : une troisième clé est prudente'],
    fictif: 'Opération fictive.',
  },
] as const

/** The consultation of the small purchase: prepared and not published, so that whoever plays it chooses the hour at which the bids open. Figures are fictif. */
export const consultationScellee = {
  cle: 'statutaire',
  procedure: 'adaptee',
  reference: '2026-STAT (fictif)',
  cpv: '66512000',
  dureeMois: 12,
  /** Cents without tax: below every threshold that imposed a buyer profile since 2020. */
  estimation: 3_800_000,
  limiteJours: 15,
  limiteHeure: '12:00',
  niveaux: [{ nom: 'Base', tauxTiNbi: 90_000, tauxRi: 0, tauxRente: 0, tauxCapital: 100_000 }],
  criteres: [
    { cle: 'prix', nom: 'Prix', poids: 60, genre: 'prix' },
    { cle: 'gestion1', nom: 'Gestion des absences et délais de remboursement', poids: 40, genre: 'note' },
  ],
  lot: 'Agents des deux Centres de gestion',
} as const
