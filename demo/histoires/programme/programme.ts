// Plays a programme through the use cases of the application, at the dates it would have had.
import { importJalons } from '../../../src/modules/programme/imports/importer-jalons.ts'
import { importProgramme } from '../../../src/modules/programme/imports/importer-programme.ts'
import { ajouterNiveau, creerProgramme } from '../../../src/modules/programme/structure/structurer.ts'
import type { Base } from '../../../src/platform/base/base.ts'
import { ajouterJours, instantParis, jourDe } from '../../../src/shared/dates.ts'
import type { ProgrammeDemo } from '../../donnees/programmes.ts'
import type { Scene } from '../../installer.ts'
import { jouerImport } from '../employeurs.ts'
import { voulu } from '../jouer.ts'
import { jouerAction } from './jouer-action.ts'
import { mesurer } from './mesurer-programme.ts'

/** How an action goes, for the picture of a programme to have every colour. Days are counted from today. */
export type Allure = {
  readonly statut: 'proposee' | 'en_preparation' | 'en_cours' | 'realisee'
  /** Milestones: title, date, reached or not. */
  readonly jalons: readonly (readonly [string, number, boolean])[]
  /** Days since the last news; null when nothing was ever said. */
  readonly nouvelle: number | null
  readonly bloquee?: boolean
}
const ALLURES: readonly Allure[] = [
  {
    statut: 'en_cours',
    jalons: [
      ['Cadrage validé', -90, true],
      ['Première mise en œuvre', 60, false],
    ],
    nouvelle: 12,
  },
  {
    statut: 'en_cours',
    jalons: [
      ['État des lieux partagé', -60, true],
      ['Proposition aux directions', -9, false],
      ['Déploiement', 150, false],
    ],
    nouvelle: 25,
  },
  { statut: 'en_preparation', jalons: [['Besoins recueillis', 45, false]], nouvelle: null },
  {
    statut: 'en_cours',
    jalons: [
      ['Groupe constitué', -120, true],
      ['Outil commun livré', -48, false],
    ],
    nouvelle: 50,
  },
  { statut: 'proposee', jalons: [], nouvelle: null },
  { statut: 'en_cours', jalons: [], nouvelle: null },
  { statut: 'realisee', jalons: [['Bilan présenté', -30, true]], nouvelle: 30 },
  {
    statut: 'en_cours',
    jalons: [
      ['Convention type rédigée', -75, true],
      ['Essai dans deux centres', 90, false],
    ],
    nouvelle: 110,
  },
  {
    statut: 'en_cours',
    jalons: [
      ['Cahier des charges', -40, true],
      ['Choix du prestataire', 30, false],
    ],
    nouvelle: 20,
    bloquee: true,
  },
]

/** Creates the programme and its actions; levels, milestones and news are invented, and marked as such. */
export async function histoireProgramme(
  base: Base,
  scene: Scene,
  demo: ProgrammeDemo,
  maintenant: Date,
): Promise<void> {
  const aujourdhui = jourDe(maintenant)
  const debut = instantParis(ajouterJours(aujourdhui, -300), '09:00')
  const { coordination } = scene
  const { id: programmeId } = voulu(
    await creerProgramme(
      base,
      coordination,
      {
        nom: demo.nom,
        du: ajouterJours(aujourdhui, -300),
        au: null,
        presentation: demo.presentation,
        source: demo.source,
      },
      undefined,
      debut,
    ),
  )
  await base.enTantQueSysteme('démonstration', scene.cooperationId, (tx) =>
    tx
      .updateTable('programme')
      .set({ fictif: 'Date d’ouverture fictive' })
      .where('id', '=', programmeId)
      .execute(),
  )
  let rang = 0
  for (const [x, axe] of demo.axes.entries()) {
    const { id: axeId } = voulu(
      await ajouterNiveau(
        base,
        coordination,
        { programmeId },
        { code: String(x + 1), titre: axe.titre },
        undefined,
        debut,
      ),
    )
    for (const [o, orientation] of axe.orientations.entries()) {
      const { id: orientationId } = voulu(
        await ajouterNiveau(
          base,
          coordination,
          { axeId },
          { code: String(o + 1), titre: orientation.titre },
          undefined,
          debut,
        ),
      )
      for (const [i, action] of orientation.actions.entries()) {
        const code = `${x + 1}.${o + 1}.${i + 1}`
        await jouerAction(
          base,
          scene,
          orientationId,
          code,
          action,
          ALLURES[rang % ALLURES.length]!,
          maintenant,
        )
        rang += 1
      }
    }
  }
  await mesurer(base, scene, maintenant)
  await mettreAJourDepuisUnTableur(base, scene, maintenant)
}

/** The coordinating member updates two tables; one line of each is refused, to show what a refusal says. */
async function mettreAJourDepuisUnTableur(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const direction = scene.acteur(
    Object.keys(scene.organismes).find((code) => scene.organismes[code] === scene.coordination.organismeId)!,
    'direction',
  )
  const menee = await base.enTantQue(direction, (tx) =>
    tx
      .selectFrom('action as a')
      .innerJoin('chef_de_file as c', 'c.action_id', 'a.id')
      .select('a.code')
      .where('c.organisme_id', '=', direction.organismeId)
      .where('c.au', 'is', null)
      .where('a.statut', '<>', 'proposee')
      .orderBy('a.code', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow(),
  )
  await jouerImport(
    base,
    direction,
    importProgramme,
    'actions (fictif).csv',
    [
      ['Code', 'Publics'],
      [menee.code, 'Collectivités affiliées (fictif)'],
      ['9.9.9', 'Inconnu'],
    ],
    maintenant,
  )
  await jouerImport(
    base,
    direction,
    importJalons,
    'jalons (fictif).csv',
    [
      ['Code de l’action', 'Jalon', 'Échéance'],
      [menee.code, 'Point d’étape commun (fictif)', '15/12/2027'],
      ['9.9.9', 'Inconnu', '15/12/2027'],
    ],
    maintenant,
  )
}
