import type { Base } from '#platform/base/base.ts'
import { ajouterJours, instantParis, jourDe } from '#shared/dates.ts'
import { avancerAction, direParticipation } from '../../../src/modules/programme/actions/avancer.ts'
import { creerAction } from '../../../src/modules/programme/actions/cadrer.ts'
import { modifierAction } from '../../../src/modules/programme/actions/modifier.ts'
import { ajouterElement } from '../../../src/modules/programme/suivi/elements.ts'
import { faireLePoint } from '../../../src/modules/programme/suivi/faire-le-point.ts'
import { ajouterJalon } from '../../../src/modules/programme/suivi/jalons.ts'
import type { ActionDemo } from '../../donnees/programmes.ts'
import type { Scene } from '../../installer.ts'
import { voulu } from '../jouer.ts'
import type { Allure } from './programme.ts'

const FICTIF = 'Suivi fictif : statut, niveau et jalons'
const FICTIF_CHEF = 'Chef de file, participations et suivi fictifs : la source ne les donne pas'

/** Plays the life of one action through the use cases. */
export async function jouerAction(
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
