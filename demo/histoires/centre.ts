import type { Base } from '../../src/platform/base/base.ts'
import { ajouterJours, instantParis, jourDe } from '../../src/shared/dates.ts'
import { ajouterJoursOuvres } from '../../src/shared/jours-ouvres.ts'
import type { Scene } from '../installer.ts'
import { agendaDesOrganes } from './agenda-des-organes.ts'
import { ouvrir, type PointDemo, preparer, terminer, traiter } from './jouer.ts'
import { suivre } from './suivre.ts'

const points: readonly PointDemo[] = [
  {
    question: 'Ouvrir une bourse aux postes entre les trois départements',
    genre: 'vote',
    type: 'convention',
    expose:
      'Diffusion des offres de postes et mobilité interdépartementale des agents. Aucune fusion ni transfert de compétences.',
    proposition: 'Les trois départements publient leurs offres sur une bourse commune, par convention.',
    votes: { dep28: 'pour', dep41: 'pour', dep45: 'pour' },
  },
]

/** The three départements of Centre: members are départements, whose councils deliberate. Votes and acts are fictif. */
export async function histoireCentre(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const aujourdhui = jourDe(maintenant)
  await agendaDesOrganes(base, scene, maintenant)
  const debut = instantParis(ajouterJoursOuvres(ajouterJours(aujourdhui, -40), 0), '09:30')
  const seance = await preparer(base, scene, 'conference', debut, points, 'Blois')
  await ouvrir(base, scene, seance.id, debut)
  const [bourse] = await traiter(base, scene, seance, points, debut)
  await terminer(base, scene, seance.id, debut)
  await suivre(base, scene, bourse!, 'dep41', 'executoire', ajouterJours(aujourdhui, -20))
}
