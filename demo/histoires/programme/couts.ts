// Who pays what: the bases that members declare, and the key that a conference set for a platform that they share.
import { declarerBase } from '../../../src/modules/programme/couts/bases.ts'
import { fixerCle } from '../../../src/modules/programme/couts/repartir.ts'
import type { Base } from '../../../src/platform/base/base.ts'
import { ajouterJours, instantParis, jourDe } from '../../../src/shared/dates.ts'
import type { Scene } from '../../installer.ts'
import { voulu } from '../jouer.ts'

const FICTIF = 'Agents et coûts fictifs'
/** Agents of affiliated employers, by member: invented, of the right size. */
const AGENTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  bretagne: { cdg22: 14_200, cdg29: 19_800, cdg35: 24_500, cdg56: 16_100 },
  pdl: { cdg44: 27_300, cdg49: 17_900, cdg53: 8_000, cdg72: 12_600, cdg85: 15_400 },
}
const PREVU = 42_600_00
const CONSTATE = 38_117_45

/** Members declare their bases; where a conference adopted a key, the centre that leads the action writes it. */
export async function histoireCouts(base: Base, cle: string, scene: Scene, maintenant: Date): Promise<void> {
  const jour = jourDe(maintenant)
  const fin = `${Number(ajouterJours(jour, -60).slice(0, 4)) - 1}-12-31`
  for (const [code, agents] of Object.entries(AGENTS[cle] ?? {}))
    voulu(
      await declarerBase(
        base,
        scene.acteur(code, 'direction'),
        { agents, masse: null, au: fin, source: 'Rapport social unique', version: 0 },
        instantParis(ajouterJours(jour, -60), '09:00'),
        FICTIF,
      ),
    )
  if (cle !== 'pdl') return
  const chef = scene.acteur('cdg85', 'direction')
  const { actionId, decision } = await base.enTantQueSysteme(
    'démonstration',
    scene.cooperationId,
    async (tx) => {
      const action = await tx
        .selectFrom('action')
        .select('id')
        .where('titre', '=', 'Ouvrir une plateforme régionale de signalement')
        .executeTakeFirstOrThrow()
      const adoptee = await tx
        .selectFrom('decision')
        .select(['id', 'adoptee_le as le'])
        .where('financiere', '=', true)
        .where('titre', 'like', '%signalement%')
        .orderBy('adoptee_le')
        .limit(1)
        .executeTakeFirstOrThrow()
      await tx
        .updateTable('action')
        .set({ cout_prevu_centimes: PREVU, cout_reel_centimes: CONSTATE })
        .where('id', '=', action.id)
        .execute()
      return { actionId: action.id, decision: adoptee }
    },
  )
  voulu(
    await fixerCle(
      base,
      chef,
      actionId,
      {
        decisionId: decision.id,
        egale: 3_000,
        agents: 7_000,
        masse: 0,
        libre: 0,
        plafond: null,
        libres: {},
        numero: 0,
      },
      instantParis(ajouterJours(decision.le, 6), '11:00'),
      FICTIF,
    ),
  )
}
