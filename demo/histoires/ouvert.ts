// Opens the public portals through the use cases of the application.
import type { GenrePublie } from '../../src/modules/ouvert/domain/portail.ts'
import { listPubliables } from '../../src/modules/ouvert/reglages/publiables.queries.ts'
import { publierOuRetirer } from '../../src/modules/ouvert/reglages/publier.ts'
import {
  enregistrerChiffre,
  enregistrerSirets,
  reglerPortail,
} from '../../src/modules/ouvert/reglages/regler.ts'
import type { Base } from '../../src/platform/base/base.ts'
import { jourDe } from '../../src/shared/dates.ts'
import { LU_LE, portails, sirets } from '../donnees/portails.ts'
import type { Scene } from '../installer.ts'
import { voulu } from './jouer.ts'

const FICTIF = 'Ouverture du portail et choix de ce qui est publié : fictifs'

/** What a cooperation shows, as its coordination would have chosen it. */
export async function histoireOuvert(base: Base, cle: string, scene: Scene, maintenant: Date): Promise<void> {
  const demo = portails[cle]
  if (!demo) return
  const { coordination } = scene
  const { adresse, ouvert, presentation } = demo
  voulu(
    await reglerPortail(
      base,
      coordination,
      {
        adresse,
        ouvert,
        presentation,
        contact: '',
        regleActions: 'au_dela_n0',
        regleSchema: true,
        regleDelais: true,
        version: 0,
      },
      maintenant,
    ),
  )
  await base.enTantQueSysteme('démonstration', scene.cooperationId, (tx) =>
    tx.updateTable('portail').set({ fictif: FICTIF }).execute(),
  )
  for (const [rang, chiffre] of demo.chiffres.entries())
    voulu(
      await enregistrerChiffre(
        base,
        coordination,
        {
          approche: '',
          unite: '',
          ...chiffre,
          id: null,
          personnes: chiffre.libelle.startsWith('agents'),
          constateLe: LU_LE,
          ordre: rang + 1,
          retire: false,
          version: 0,
        },
        undefined,
        maintenant,
      ),
    )
  const connus = Object.entries(sirets).filter(([code]) => scene.organismes[code])
  voulu(
    await enregistrerSirets(
      base,
      coordination,
      connus.map(([code, siret]) => ({ organismeId: scene.organismes[code]!, siret, version: 0 })),
      jourDe(maintenant),
      maintenant,
    ),
  )
  for (const [genre, debut] of demo.publies) await choisir(genre, debut, 'publier', '')
  for (const [genre, debut, motif] of demo.retires ?? []) await choisir(genre, debut, 'retirer', motif)

  async function choisir(genre: GenrePublie, debut: string, geste: 'publier' | 'retirer', motif: string) {
    const choses = await base.enTantQue(coordination, (tx) => listPubliables(tx, genre))
    for (const { id, titre, brouillon, version } of choses)
      if (!brouillon && (debut === '*' || titre.replace(/^[\d.]+ /, '').startsWith(debut)))
        voulu(await publierOuRetirer(base, coordination, genre, id, geste, { version, motif }, maintenant))
  }
}
