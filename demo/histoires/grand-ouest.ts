import type { Base } from '../../src/platform/base/base.ts'
import { ajouterJours, instantParis, jourDe } from '../../src/shared/dates.ts'
import { ajouterJoursOuvres } from '../../src/shared/jours-ouvres.ts'
import type { Scene } from '../installer.ts'
import { agendaDesOrganes } from './agenda-des-organes.ts'
import { ouvrir, type PointDemo, preparer, terminer, traiter } from './jouer.ts'

/** Grand Ouest concours: fourteen centres, among them members of two other cooperations. Votes are fictif. */
export async function histoireGrandOuest(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  await agendaDesOrganes(base, scene, maintenant)
  const points: readonly PointDemo[] = [
    {
      question: 'Arrêter le calendrier interrégional des concours',
      genre: 'vote',
      type: 'accord_de_principe',
      expose: 'Le service interrégional des concours est adossé au CDG 35.',
      proposition: 'Le calendrier commun aux quatorze départements est arrêté.',
      votes: Object.fromEntries(Object.keys(scene.organismes).map((code) => [code, 'pour' as const])),
    },
  ]
  const debut = instantParis(ajouterJoursOuvres(ajouterJours(jourDe(maintenant), -25), 0), '10:00')
  const seance = await preparer(base, scene, 'conference', debut, points, 'CDG 35, Rennes')
  await ouvrir(base, scene, seance.id, debut)
  await traiter(base, scene, seance, points, debut)
  await terminer(base, scene, seance.id, debut)
}
