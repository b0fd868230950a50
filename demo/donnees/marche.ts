// The insurance contract of the five centres of Pays de la Loire. Public facts (press kit, end of 2024): six lots, two winners with three lots each, commission
// of 5 July 2024, regional agreement of 9 July 2024 signed by seven organisations and not by one. Everything else is invented and says so.

export const accord = {
  titre: 'Accord collectif régional sur la prévoyance',
  electionsLe: '2022-12-08',
  signeLe: '2024-07-09',
  publieLe: '2024-07-31',
  effetLe: '2025-01-01',
  objet:
    'Niveaux de couverture au choix de l’employeur (90 % ou 95 % du net), adhésion obligatoire des agents, participation de l’employeur d’au moins la moitié de la cotisation.',
  comite:
    'Le comité paritaire de pilotage et de suivi (CPPS) réunit les organisations signataires et les cinq présidences pendant les six ans du contrat.',
  fictif: 'Voix, sièges, jours de publication et délibérations fictifs ; signataires de la source publique.',
  syndicats: [
    { nom: 'CFDT', voix: 9_480, sieges: 9, signe: true },
    { nom: 'CGT', voix: 7_610, sieges: 7, signe: false },
    { nom: 'FO', voix: 5_920, sieges: 6, signe: true },
    { nom: 'UNSA', voix: 3_870, sieges: 4, signe: true },
    { nom: 'SUD', voix: 2_410, sieges: 2, signe: true },
    { nom: 'FA-FPT', voix: 1_690, sieges: 1, signe: true },
    { nom: 'CFTC', voix: 1_150, sieges: 1, signe: true },
    { nom: 'SNDGCT', voix: 640, sieges: 1, signe: true },
  ],
  approbations: [
    ['cdg44', '2024-07-11', '2024-57 (fictif)'],
    ['cdg49', '2024-07-12', '2024-31 (fictif)'],
    ['cdg53', '2024-07-12', '2024-22 (fictif)'],
    ['cdg72', '2024-07-15', '2024-40 (fictif)'],
    ['cdg85', '2024-07-16', '2024-28 (fictif)'],
  ],
  reunions: [
    ['2023-12-14', 'Nantes (fictif)', 'Ouverture de la négociation, calendrier et composition (fictif).'],
    [
      '2025-07-02',
      'Angers',
      'Premier semestre du contrat : adhésions, délais de traitement, questions des agents (fictif).',
    ],
  ],
} as const

export const marche = {
  reference: '2024-PSC-01',
  // Valid in form only: the sources give no number.
  acheteurSiret: '90000040700016',
  profil: 'https://profil-acheteur.invalid/consultations/2024-psc-01',
  publieLe: '2024-04-15T07:00:00Z',
  limite: '2024-06-07T10:00:00Z',
  ouvertLe: '2024-06-07T12:30:00Z',
  closLe: '2024-07-03T15:00:00Z',
  niveaux: [
    {
      nom: '90 % du net, primes comprises',
      tauxTiNbi: 90_000,
      tauxRi: 90_000,
      tauxRente: 90_000,
      tauxCapital: 0,
    },
    {
      nom: '95 % du net, primes comprises',
      tauxTiNbi: 95_000,
      tauxRi: 95_000,
      tauxRente: 95_000,
      tauxCapital: 25_000,
    },
  ],
} as const

export const lots = [
  { numero: 1, objet: 'Loire-Atlantique, moins de 50 agents', departements: ['44'], min: 0, max: 49 },
  { numero: 2, objet: 'Maine-et-Loire, moins de 50 agents', departements: ['49'], min: 0, max: 49 },
  { numero: 3, objet: 'Mayenne, moins de 50 agents', departements: ['53'], min: 0, max: 49 },
  { numero: 4, objet: 'Sarthe, moins de 50 agents', departements: ['72'], min: 0, max: 49 },
  { numero: 5, objet: 'Vendée, moins de 50 agents', departements: ['85'], min: 0, max: 49 },
  { numero: 6, objet: 'Toute la région, 50 agents et plus', departements: [], min: 50, max: null },
] as const

/** Real names of the two winners; identifiers, rates, clauses and the third candidate are fictitious. SIRET numbers are valid in form only. */
export const candidats = [
  {
    nom: 'Groupement Collecteam / Allianz Vie',
    siret: '90000000100017',
    recuLe: '2024-06-06T14:12:00Z',
    gel: 3,
    hausse: 5_000,
    niveaux: [
      [640, 580, 160, 0, 120],
      [760, 690, 190, 130, 140],
    ],
    notes: { garanties: 1600, solidarite: 1550, maitrise: 1700, exposes: 1500 },
  },
  {
    nom: 'Territoria Mutuelle',
    siret: '90000010000017',
    recuLe: '2024-06-07T08:47:00Z',
    gel: 2,
    hausse: 4_000,
    niveaux: [
      [655, 590, 150, 0, 110],
      [775, 700, 180, 120, 130],
    ],
    notes: { garanties: 1700, solidarite: 1600, maitrise: 1550, exposes: 1600 },
  },
  {
    nom: 'Candidat C (fictif)',
    siret: '90000020900016',
    recuLe: '2024-06-05T09:30:00Z',
    gel: 1,
    hausse: 12_000,
    niveaux: [
      [600, 540, 140, 0, 100],
      [730, 650, 170, 120, 120],
    ],
    notes: { garanties: 1300, solidarite: 1400, maitrise: 1100, exposes: 1500 },
  },
] as const

/** A bid that came after the hour, on one lot. */
export const tardif = {
  nom: 'Candidat D (fictif)',
  siret: '90000030800016',
  recuLe: '2024-06-07T10:04:00Z',
  lot: 6,
} as const

export const questions = [
  [
    'Les agents en arrêt au 1er janvier 2025 sont-ils repris ?',
    'Oui, pour les suites des états antérieurs, sans préjudice de ce que doit le précédent assureur. Le nombre d’agents en arrêt figure dans la population de chaque lot (fictif).',
    '2024-05-06T09:00:00Z',
    '2024-05-10T09:00:00Z',
  ],
  [
    'Peut-on répondre à un seul lot ?',
    'Oui. Chaque lot est noté et attribué séparément (fictif).',
    '2024-05-14T09:00:00Z',
    '2024-05-15T09:00:00Z',
  ],
] as const

export const attribution = {
  attribueLe: '2024-07-05',
  envoiLe: '2024-07-08',
  signeLe: '2024-07-22',
  notifieLe: '2024-07-24',
  publieLe: '2024-08-05',
} as const
