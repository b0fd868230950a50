import { avancerProcesVerbal } from '../../src/modules/gouvernance/comptes-rendus/rediger.ts'
import { convoquerSeance } from '../../src/modules/gouvernance/seances/convocation/convoquer.ts'
import type { Base } from '../../src/platform/base/base.ts'
import { ajouterJours, instantParis, jourDe } from '../../src/shared/dates.ts'
import { ajouterJoursOuvres } from '../../src/shared/jours-ouvres.ts'
import type { Scene } from '../installer.ts'
import { agendaDesOrganes } from './agenda-des-organes.ts'
import { ouvrir, type PointDemo, preparer, terminer, traiter, voulu } from './jouer.ts'
import { suivre } from './suivre.ts'
import { sujetsADecider } from './sujets-pays-de-la-loire.ts'

const tousPour = { cdg44: 'pour', cdg49: 'pour', cdg53: 'pour', cdg72: 'pour', cdg85: 'pour' } as const
const sauf = (...absents: string[]) =>
  Object.fromEntries(Object.entries(tousPour).filter(([code]) => !absents.includes(code)))

const juin: readonly PointDemo[] = [
  { question: 'Où en est le programme d’actions ?', genre: 'information' },
  {
    question: 'Organiser en commun les concours de l’année prochaine',
    genre: 'vote',
    type: 'accord_de_principe',
    expose:
      'Les cinq Centres de gestion organisent conjointement leurs concours. Le calendrier commun évite les doubles inscriptions.',
    proposition:
      'Les concours de catégories A et B de l’année sont organisés en commun ; chaque opération a un centre organisateur.',
    votes: tousPour,
  },
]
const septembre: readonly PointDemo[] = [
  { question: 'Approuver le procès-verbal de la séance de juin', genre: 'information' },
  {
    question: 'Former ensemble les secrétaires généraux de mairie',
    genre: 'vote',
    type: 'lancement_action',
    porte: ['cdg44', 'cdg53', 'cdg72', 'cdg85'],
    expose:
      'Une première session, en Sarthe, a formé douze demandeurs d’emploi au métier de secrétaire général de mairie (octobre 2024).',
    proposition: 'Une promotion commune est ouverte chaque année ; le centre d’accueil tourne.',
    votes: sauf('cdg49'),
  },
  {
    question: 'Ouvrir le dispositif régional de signalement',
    genre: 'vote',
    type: 'convention',
    expose:
      'Depuis le 1er mai 2020, tout employeur public doit offrir un dispositif de signalement ; il peut le confier à son Centre de gestion.',
    proposition:
      'Un dispositif commun est ouvert aux employeurs affiliés des cinq départements, par convention.',
    votes: tousPour,
  },
  {
    question: 'Partager un archiviste itinérant',
    genre: 'vote',
    type: 'lancement_action',
    porte: ['cdg44', 'cdg49', 'cdg85'],
    expose: 'Trois centres aident déjà leurs collectivités à classer leurs archives (besoin fictif).',
    proposition:
      'Un archiviste est partagé entre les centres 44, 49 et 85 ; les centres 53 et 72 sont tenus informés.',
    votes: { cdg44: 'pour', cdg49: 'pour', cdg85: 'pour' },
  },
]
const novembre: readonly PointDemo[] = [
  { question: 'Approuver le procès-verbal de la séance de septembre', genre: 'information' },
  { question: 'Où en est le programme d’actions ?', genre: 'information' },
  {
    question: 'Partager un médecin de prévention',
    genre: 'vote',
    type: 'lancement_action',
    porte: ['cdg53', 'cdg72', 'cdg85'],
    expose: 'Trois centres ne pourvoient plus leurs postes de médecin de prévention (situation fictive).',
    proposition:
      'Un poste est partagé entre les centres 53, 72 et 85, à parts de temps égales ; les centres 44 et 49 sont tenus informés.',
    votes: { cdg53: 'pour', cdg72: 'pour', cdg85: 'pour' },
  },
  {
    question: 'Comment répartir le coût de pilotage de la prévoyance ?',
    genre: 'vote',
    type: 'cle',
    expose:
      'Le contrat de prévoyance couvre 75 000 agents et 1 400 employeurs. Son pilotage est porté par le CDG 44, pour un coût annuel de 118 400,00 € (fictif).',
    proposition:
      'La moitié du coût est partagée à parts égales, l’autre moitié selon le nombre d’agents couverts.',
  },
  {
    question: 'Ouvrir la bourse aux postes commune',
    genre: 'vote',
    type: 'lancement_action',
    proposition: 'Les offres de mobilité des cinq départements sont publiées sur une page commune.',
  },
  {
    question: 'Promotion suivante des secrétaires généraux de mairie',
    genre: 'orientation',
    type: 'orientation',
    porte: ['cdg44', 'cdg53', 'cdg72', 'cdg85'],
  },
  { question: 'Calendrier des séances de l’année prochaine', genre: 'arbitrage', type: 'avis' },
]
const prochaine: readonly PointDemo[] = [
  { question: 'Approuver le procès-verbal de la dernière séance', genre: 'information' },
  {
    question: 'Adopter le programme d’actions de l’année',
    genre: 'vote',
    type: 'orientation',
    expose: 'Le programme décline les quatre axes du schéma régional de coopération.',
    proposition: 'Le programme d’actions de l’année est adopté.',
  },
]

const comiteAVenir: readonly PointDemo[] = [
  { question: 'Préparer la conférence de décembre', genre: 'information' },
  { question: 'Où en sont les groupes de travail ?', genre: 'information' },
]

/** Pays de la Loire: two past conferences with their sequels, one under way at its fourth point, one to call. Votes and acts are fictif. */
export async function histoirePaysDeLaLoire(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const aujourdhui = jourDe(maintenant)
  await agendaDesOrganes(base, scene, maintenant)
  const ilYA = (jours: number) => ajouterJoursOuvres(ajouterJours(aujourdhui, -jours), 0)

  const enJuin = instantParis(ilYA(160), '14:00')
  const seanceDeJuin = await preparer(base, scene, 'conference', enJuin, juin, 'CDG 44, Nantes')
  await ouvrir(base, scene, seanceDeJuin.id, enJuin)
  const [, concours] = await traiter(base, scene, seanceDeJuin, juin, enJuin)
  await terminer(base, scene, seanceDeJuin.id, enJuin)
  for (const [rang, code] of ['cdg44', 'cdg49', 'cdg53', 'cdg85'].entries())
    await suivre(base, scene, concours!, code, 'executoire', ilYA(140 - rang * 2))
  await suivre(base, scene, concours!, 'cdg72', 'sans_objet', ilYA(150))

  const enSeptembre = instantParis(ilYA(63), '14:00')
  const seanceDeSeptembre = await preparer(base, scene, 'conference', enSeptembre, septembre, 'CDG 53, Laval')
  await ouvrir(base, scene, seanceDeSeptembre.id, enSeptembre, { cdg85: 'cdg44' })
  const [, promotion, signalement, archiviste] = await traiter(
    base,
    scene,
    seanceDeSeptembre,
    septembre,
    enSeptembre,
  )
  await terminer(base, scene, seanceDeSeptembre.id, enSeptembre)
  voulu(
    await avancerProcesVerbal(
      base,
      null,
      scene.coordination,
      seanceDeSeptembre.id,
      'rediger_pv',
      new Date(+enSeptembre + 86_400_000),
    ),
  )
  await suivre(base, scene, promotion!, 'cdg44', 'executoire', ilYA(40))
  await suivre(base, scene, promotion!, 'cdg53', 'executoire', ilYA(42))
  await suivre(base, scene, promotion!, 'cdg85', 'executoire', ilYA(36))
  await suivre(base, scene, promotion!, 'cdg72', 'rejetee', ilYA(50))
  await suivre(base, scene, signalement!, 'cdg44', 'executoire', ilYA(40))
  await suivre(base, scene, signalement!, 'cdg49', 'votee', ilYA(8))
  await suivre(base, scene, signalement!, 'cdg72', 'executoire', ilYA(48))
  await suivre(base, scene, signalement!, 'cdg85', 'votee', ilYA(6))

  await suivre(base, scene, archiviste!, 'cdg44', 'executoire', ilYA(40))
  await suivre(base, scene, archiviste!, 'cdg85', 'transmise', ilYA(7))

  // The conference of the day began an hour and ten minutes ago, whatever the hour at which the demonstration is created.
  const ceJour = new Date(Math.floor((+maintenant - 70 * 60_000) / 300_000) * 300_000)
  const seanceDuJour = await preparer(
    base,
    scene,
    'conference',
    ceJour,
    novembre,
    'CDG 44, Nantes, et à distance',
  )
  await ouvrir(base, scene, seanceDuJour.id, ceJour, { cdg53: 'cdg72' }, { cdg85: 20 })
  await traiter(base, scene, seanceDuJour, novembre, ceJour, 4)

  const dans = ajouterJoursOuvres(ajouterJours(aujourdhui, 35), 0)
  await preparer(base, scene, 'conference', instantParis(dans, '14:00'), prochaine, 'CDG 72, Le Mans')
  // The directors' committee is called: its convocation went out five days ago.
  const comite = instantParis(ajouterJoursOuvres(ajouterJours(aujourdhui, 16), 0), '09:30')
  const seanceDuComite = await preparer(base, scene, 'directeurs', comite, comiteAVenir, 'À distance')
  voulu(
    await convoquerSeance(
      base,
      null,
      scene.coordination,
      seanceDuComite.id,
      null,
      new Date(+maintenant - 5 * 86_400_000),
    ),
  )
  await sujetsADecider(base, scene, maintenant)
}
