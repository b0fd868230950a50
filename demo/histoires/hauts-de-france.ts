import type { Base } from '../../src/platform/base/base.ts'
import { ajouterJours, ajouterMois, instantParis, jourDe } from '../../src/shared/dates.ts'
import { ajouterJoursOuvres } from '../../src/shared/jours-ouvres.ts'
import type { Scene } from '../installer.ts'
import { agendaDesOrganes } from './agenda-des-organes.ts'
import { ouvrir, type PointDemo, preparer, terminer, traiter } from './jouer.ts'
import { suivre } from './suivre.ts'

const anDernier: readonly PointDemo[] = [
  {
    question: 'Proposer un dispositif commun de signalement à trois',
    genre: 'vote',
    type: 'lancement_action',
    porte: ['cdg60', 'cdg62', 'cdg80'],
    expose:
      'Les centres de l’Oise, du Pas-de-Calais et de la Somme proposent un dispositif mutualisé ; ceux de l’Aisne et du Nord gardent leur cellule.',
    proposition: 'Un groupement de commandes est constitué à trois.',
    votes: { cdg60: 'pour', cdg62: 'pour', cdg80: 'pour' },
  },
]
const cetteAnnee: readonly PointDemo[] = [
  {
    question: 'Étendre le pack mairie connectée',
    genre: 'vote',
    type: 'lancement_action',
    porte: ['cdg59', 'cdg62'],
    expose:
      'Le pack équipe et accompagne les collectivités de moins de 1 000 habitants, avec La Fibre numérique 59 62.',
    proposition: 'Le pack est proposé aux communes volontaires de deux nouveaux secteurs.',
    votes: { cdg59: 'pour', cdg62: 'pour' },
  },
  {
    question: 'Publier un calendrier commun des visites médicales',
    genre: 'vote',
    type: 'avis',
    proposition: 'Un calendrier commun est publié.',
    votes: { cdg02: 'pour', cdg59: 'pour', cdg60: 'contre', cdg62: 'contre', cdg80: 'abstention' },
  },
]

/** Hauts-de-France: the chair rotates every year; a vote split in two equal parts is referred. Votes and acts are fictif. */
export async function histoireHautsDeFrance(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const aujourdhui = jourDe(maintenant)
  await agendaDesOrganes(base, scene, maintenant)
  const premier = instantParis(ajouterJoursOuvres(ajouterMois(aujourdhui, -14), 0), '14:30')
  const ancienne = await preparer(base, scene, 'conference', premier, anDernier, 'CDG 62, Bruay-la-Buissière')
  await ouvrir(base, scene, ancienne.id, premier)
  const [signalement] = await traiter(base, scene, ancienne, anDernier, premier)
  await terminer(base, scene, ancienne.id, premier)
  for (const code of ['cdg60', 'cdg62', 'cdg80'])
    await suivre(base, scene, signalement!, code, 'executoire', ajouterMois(aujourdhui, -13))
  const second = instantParis(ajouterJoursOuvres(ajouterJours(aujourdhui, -30), 0), '14:30')
  const recente = await preparer(base, scene, 'conference', second, cetteAnnee, 'CDG 80, Amiens')
  await ouvrir(base, scene, recente.id, second)
  await traiter(base, scene, recente, cetteAnnee, second)
  await terminer(base, scene, recente.id, second)
}
