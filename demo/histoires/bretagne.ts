import type { Base } from '../../src/platform/base/base.ts'
import { ajouterJours, instantParis, jourDe } from '../../src/shared/dates.ts'
import { ajouterJoursOuvres } from '../../src/shared/jours-ouvres.ts'
import type { Scene } from '../installer.ts'
import { agendaDesOrganes } from './agenda-des-organes.ts'
import { ouvrir, type PointDemo, preparer, terminer, traiter } from './jouer.ts'
import { suivre } from './suivre.ts'

const points: readonly PointDemo[] = [
  {
    question: 'Construire un parcours santé des agents publics',
    genre: 'vote',
    type: 'lancement_action',
    expose: 'Axe 2 du schéma : repenser la santé au travail pour le service public en Bretagne.',
    proposition: 'Un parcours santé commun est construit ; chaque centre désigne son référent.',
    votes: { cdg22: 'pour', cdg29: 'pour', cdg35: 'pour', cdg56: 'abstention' },
    reserve: {
      code: 'cdg56',
      texte: 'Nous demandons un point d’étape avant tout recrutement (réserve fictive).',
    },
  },
  {
    question: 'Organiser des immersions réciproques à trois',
    genre: 'vote',
    type: 'lancement_action',
    porte: ['cdg22', 'cdg29', 'cdg56'],
    expose:
      'Axe 3 du schéma. La coopération peut s’exercer à 2, 3 ou 4 centres : le CDG 35 est informé, sans voix sur ce point.',
    proposition:
      'Les centres 22, 29 et 56 organisent des immersions entre agents des collectivités et des centres.',
    votes: { cdg22: 'pour', cdg29: 'pour', cdg56: 'pour' },
  },
]
const aVenir: readonly PointDemo[] = [
  {
    question: 'Lancer une marque employeur régionale',
    genre: 'vote',
    type: 'lancement_action',
    proposition: 'Une marque employeur commune est lancée par les quatre centres.',
  },
  {
    question: 'Cibler les thématiques portées à l’échelle de la coopération',
    genre: 'orientation',
    type: 'orientation',
  },
]

/** Bretagne: a decision at four with a reserve, a decision at three of which the fourth is informed, a conference to call. Votes are fictif. */
export async function histoireBretagne(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const aujourdhui = jourDe(maintenant)
  await agendaDesOrganes(base, scene, maintenant)
  const ilYA = (jours: number) => ajouterJoursOuvres(ajouterJours(aujourdhui, -jours), 0)
  const debut = instantParis(ilYA(48), '10:00')
  const seance = await preparer(base, scene, 'conference', debut, points, 'CDG 35, Rennes')
  await ouvrir(base, scene, seance.id, debut)
  const [parcours, immersions] = await traiter(base, scene, seance, points, debut)
  await terminer(base, scene, seance.id, debut)
  await suivre(base, scene, parcours!, 'cdg35', 'executoire', ilYA(20))
  await suivre(base, scene, parcours!, 'cdg22', 'votee', ilYA(10))
  await suivre(base, scene, immersions!, 'cdg29', 'executoire', ilYA(22))
  await suivre(base, scene, immersions!, 'cdg56', 'transmise', ilYA(9))
  await preparer(
    base,
    scene,
    'conference',
    instantParis(ajouterJoursOuvres(ajouterJours(aujourdhui, 28), 0), '10:00'),
    aVenir,
    'CDG 29, Quimper',
  )
}
