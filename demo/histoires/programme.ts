// Plays a programme through the use cases of the application, at the dates it would have had.
import { avancerAction, direParticipation } from '../../src/modules/programme/actions/avancer.ts'
import { creerAction } from '../../src/modules/programme/actions/cadrer.ts'
import { modifierAction } from '../../src/modules/programme/actions/modifier.ts'
import { importJalons } from '../../src/modules/programme/imports/importer-jalons.ts'
import { importProgramme } from '../../src/modules/programme/imports/importer-programme.ts'
import { ajouterNiveau, creerProgramme } from '../../src/modules/programme/structure/structurer.ts'
import { direValeur } from '../../src/modules/programme/suivi/dire-valeur.ts'
import { ajouterElement } from '../../src/modules/programme/suivi/elements.ts'
import { faireLePoint } from '../../src/modules/programme/suivi/faire-le-point.ts'
import { ajouterJalon } from '../../src/modules/programme/suivi/jalons.ts'
import type { Base } from '../../src/platform/base/base.ts'
import { ajouterJours, instantParis, jourDe } from '../../src/shared/dates.ts'
import { nouvelId } from '../../src/shared/ids.ts'
import type { ActionDemo, ProgrammeDemo } from '../donnees/programmes.ts'
import type { Scene } from '../installer.ts'
import { jouerImport } from './employeurs.ts'
import { voulu } from './jouer.ts'

const FICTIF = 'Suivi fictif : statut, niveau et jalons'
const FICTIF_CHEF = 'Chef de file, participations et suivi fictifs : la source ne les donne pas'

/** How an action goes, for the picture of a programme to have every colour. Days are counted from today. */
type Allure = {
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

async function jouerAction(
  base: Base,
  scene: Scene,
  orientationId: string,
  code: string,
  action: ActionDemo,
  allure: Allure,
  maintenant: Date,
): Promise<void> {
  const { coordination, organismes } = scene
  const aujourdhui = jourDe(maintenant)
  const le = (jours: number) => instantParis(ajouterJours(aujourdhui, jours), '10:00')
  const { id } = voulu(
    await creerAction(
      base,
      coordination,
      {
        orientationId,
        code,
        titre: action.titre,
        nature: action.nature ?? 'action',
        origine: 'schema',
        base: action.base ?? 'volontariste',
        chefs: action.chefs.map((chef) => organismes[chef]!),
      },
      undefined,
      le(-290),
    ),
  )
  const chef = scene.acteur(action.chefs[0], 'direction')
  for (const membre of Object.keys(organismes)) {
    if ((action.chefs as readonly string[]).includes(membre)) continue
    const type = action.observent?.includes(membre)
      ? 'observateur'
      : !action.avec || action.avec.includes(membre)
        ? 'participant'
        : 'informe'
    if (type !== 'informe')
      voulu(await direParticipation(base, scene.acteur(membre, 'direction'), id, type, '', le(-280)))
  }
  // The sheet is written by who leads the action; each row carries what is invented of it.
  voulu(
    await modifierAction(
      base,
      chef,
      id,
      1,
      {
        objectifs: action.objectifs ?? '',
        resultatAttendu: '',
        publics: '',
        niveau: action.niveau ?? 0,
        niveauCible: action.niveau ?? 0,
        conventionReference: '',
        cleDecisionId: null,
        clauseReference: '',
        coutPrevuCentimes: null,
        coutReelCentimes: null,
        avancementForce: null,
        avancementMotif: '',
        piloteId: null,
      },
      le(-270),
    ),
  )
  for (const [nom, type] of action.partenaires ?? [])
    voulu(
      await ajouterElement(
        base,
        chef,
        id,
        { genre: 'partenaire', nom, type, apport: '' },
        undefined,
        le(-260),
      ),
    )
  await base.enTantQueSysteme('démonstration', scene.cooperationId, (tx) =>
    tx
      .updateTable('action')
      .set({
        fictif: action.chefsPublics ? FICTIF : FICTIF_CHEF,
        statut: allure.statut === 'proposee' ? 'proposee' : 'retenue',
      })
      .where('id', '=', id)
      .execute(),
  )
  await jouerSuivi(base, scene, id, chef, allure, le)
}

async function jouerSuivi(
  base: Base,
  scene: Scene,
  id: string,
  chef: ReturnType<Scene['acteur']>,
  allure: Allure,
  le: (jours: number) => Date,
): Promise<void> {
  if (allure.statut === 'proposee') return
  const version = async (): Promise<number> =>
    base.enTantQue(chef, async (tx) => {
      const lue = await tx
        .selectFrom('action')
        .select('version')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return lue.version
    })
  const avancer = async (geste: 'preparer' | 'lancer' | 'realiser', jours: number) =>
    voulu(
      await avancerAction(base, chef, id, await version(), geste, { decisionId: null, motif: '' }, le(jours)),
    )
  await avancer('preparer', -200)
  const jalons: (readonly [string, number, boolean])[] = []
  for (const jalon of allure.jalons) {
    const [titre, jours] = jalon
    const { id: jalonId } = voulu(
      await ajouterJalon(
        base,
        chef,
        id,
        { titre, echeance: jourDe(le(jours)), poids: 1 },
        undefined,
        le(-190),
      ),
    )
    jalons.push([jalonId, jalon[1], jalon[2]])
  }
  if (allure.jalons.length > 0)
    await base.enTantQueSysteme('démonstration', scene.cooperationId, (tx) =>
      tx.updateTable('jalon').set({ fictif: 'fictif' }).where('action_id', '=', id).execute(),
    )
  if (allure.statut !== 'en_preparation') await avancer('lancer', -170)
  if (allure.nouvelle !== null) {
    const blocage = allure.bloquee
      ? {
          cause: 'Le prestataire pressenti s’est retiré (fictif).',
          condition: 'Une nouvelle consultation est lancée (fictif).',
          responsable: 'Direction du chef de file',
        }
      : { cause: '', condition: '', responsable: '' }
    voulu(
      await faireLePoint(
        base,
        chef,
        id,
        await version(),
        {
          atteints: jalons.filter(([, , atteint]) => atteint).map(([jalonId]) => jalonId),
          bloquee: allure.bloquee ?? false,
          blocage,
          note: 'Note de suivi fictive.',
        },
        null,
        le(-allure.nouvelle),
      ),
    )
  }
  if (allure.statut === 'realisee') await avancer('realiser', -10)
}

/** Two indicators on the first action, with the figures of some members only: a sum, and a share that is sum over sum. */
async function mesurer(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const codes = Object.keys(scene.organismes)
  const premiere = await base.enTantQue(scene.coordination, (tx) =>
    tx
      .selectFrom('action as a')
      .innerJoin('chef_de_file as c', 'c.action_id', 'a.id')
      .select(['a.id', 'c.organisme_id as chef'])
      .where('c.rang', '=', 1)
      .orderBy('a.code')
      .limit(1)
      .executeTakeFirstOrThrow(),
  )
  const code = codes.find((c) => scene.organismes[c] === premiere.chef)!
  const chef = scene.acteur(code, 'direction')
  const annee = Number(jourDe(maintenant).slice(0, 4))
  const indicateurs = [
    { libelle: 'Personnes touchées', unite: 'personnes', agregation: 'somme' as const, cible: 1_000 },
    {
      libelle: 'Collectivités informées',
      unite: 'collectivités',
      agregation: 'ratio' as const,
      cible: 8_000,
    },
  ]
  for (const { libelle, unite, agregation, cible } of indicateurs) {
    const { id } = voulu(
      await ajouterElement(
        base,
        chef,
        premiere.id,
        { genre: 'indicateur', libelle, type: 'resultat', unite, sens: 'hausse', agregation, cible },
        nouvelId(),
        maintenant,
      ),
    )
    for (const [i, membre] of codes.slice(0, -1).entries())
      voulu(
        await direValeur(
          base,
          scene.acteur(membre, 'direction'),
          id,
          annee,
          agregation === 'ratio'
            ? { numerateur: 90 + i * 60, denominateur: 100 + i * 110 }
            : { numerateur: 120 + i * 85, denominateur: null },
          '',
          0,
          maintenant,
        ),
      )
    await base.enTantQueSysteme('démonstration', scene.cooperationId, async (tx) => {
      await tx
        .updateTable('indicateur')
        .set({ fictif: 'Indicateur et chiffres fictifs' })
        .where('id', '=', id)
        .execute()
      await tx
        .updateTable('valeur_indicateur')
        .set({ fictif: 'fictif' })
        .where('indicateur_id', '=', id)
        .execute()
    })
  }
}
