// What an action delivers: accepted, sent back, waiting for an opinion, awaited. Titles and opinions are invented.
import { ajouterElement, bougerElement } from '../../../src/modules/programme/suivi/elements.ts'
import { statuerSurLivrable } from '../../../src/modules/programme/suivi/statuer-livrable.ts'
import type { Base } from '../../../src/platform/base/base.ts'
import { ajouterJours, instantParis, jourDe } from '../../../src/shared/dates.ts'
import type { Scene } from '../../installer.ts'
import { voulu } from '../jouer.ts'

/** Title, days from today: awaited, handed over, judged; what was said. */
const LIVRABLES: readonly {
  readonly titre: string
  readonly attendu: number
  readonly remis?: number
  readonly avis?: { readonly le: number; readonly rendu: 'accepter' | 'reprendre'; readonly mots: string }
}[] = [
  {
    titre: 'Cahier des charges commun',
    attendu: -70,
    remis: -74,
    avis: { le: -66, rendu: 'accepter', mots: '' },
  },
  {
    titre: 'Modèle de convention avec les employeurs',
    attendu: -40,
    remis: -38,
    avis: {
      le: -30,
      rendu: 'reprendre',
      mots: 'La durée de conservation des dossiers reste à préciser (fictif).',
    },
  },
  { titre: 'Guide de l’employeur', attendu: -5, remis: -4 },
  { titre: 'Bilan de la première année', attendu: 200 },
]

/** Plays the deliverables of the platform that five centres share. */
export async function histoireLivrables(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const le = (jours: number) => instantParis(ajouterJours(jourDe(maintenant), jours), '11:30')
  const chef = scene.acteur('cdg85', 'direction')
  const { actionId, decisionId } = await base.enTantQue(chef, async (tx) => ({
    actionId: (
      await tx
        .selectFrom('action')
        .select('id')
        .where('titre', '=', 'Ouvrir une plateforme régionale de signalement')
        .executeTakeFirstOrThrow()
    ).id,
    decisionId: (
      await tx
        .selectFrom('decision')
        .select('id')
        .where('titre', 'like', '%signalement%')
        .orderBy('adoptee_le')
        .limit(1)
        .executeTakeFirstOrThrow()
    ).id,
  }))
  for (const { titre, attendu, remis, avis } of LIVRABLES) {
    const { id } = voulu(
      await ajouterElement(
        base,
        chef,
        actionId,
        { genre: 'livrable', titre, attenduLe: jourDe(le(attendu)) },
        undefined,
        le(-150),
      ),
    )
    let version = 1
    if (remis !== undefined)
      voulu(await bougerElement(base, chef, 'livrable', id, version++, 'remettre', le(remis)))
    if (avis)
      voulu(
        await statuerSurLivrable(
          base,
          scene.coordination,
          id,
          {
            version,
            avis: avis.rendu,
            preuve: { genre: 'decision', id: decisionId },
            observations: avis.mots,
          },
          le(avis.le),
        ),
      )
  }
  await base.enTantQueSysteme('démonstration', scene.cooperationId, (tx) =>
    tx.updateTable('livrable').set({ fictif: 'fictif' }).where('action_id', '=', actionId).execute(),
  )
}
