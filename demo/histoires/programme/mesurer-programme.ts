import type { Base } from '#platform/base/base.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { direValeur } from '../../../src/modules/programme/suivi/dire-valeur.ts'
import { ajouterElement } from '../../../src/modules/programme/suivi/elements.ts'
import type { Scene } from '../../installer.ts'
import { voulu } from '../jouer.ts'

/** Two indicators on the first action, with the figures of some members only: a sum, and a share that is sum over sum. */
export async function mesurer(base: Base, scene: Scene, maintenant: Date): Promise<void> {
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
    { libelle: 'Personnes touchées', unite: 'personnes', agregation: 'somme' as const, cible: 1000 },
    {
      libelle: 'Collectivités informées',
      unite: 'collectivités',
      agregation: 'ratio' as const,
      cible: 8000,
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
