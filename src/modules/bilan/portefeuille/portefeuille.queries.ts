import { sql } from 'kysely'
import { comparerCodes, listActionsDuProgramme } from '#modules/programme'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'

type Theme = { readonly id: string; readonly theme: string }

/** Actions of the programmes that run, each with its theme (its orientation, else its axis) and the groups that serve it. */
export async function listProjets(tx: Tx, jour: Jour) {
  const actions = await listActionsDuProgramme(tx, { nonFinisLe: jour })
  const { rows } = await sql<Theme & { groupes: { id: string; nom: string }[] }>`
    select a.id, coalesce(o.titre, 'Hors orientation') as theme,
      coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'nom', g.nom) order by g.nom, g.id) from groupe_action l
        join groupe g on g.id = l.groupe_id where l.action_id = a.id and l.retiree_le is null and g.statut <> 'ecarte'), '[]') as groupes
    from action a left join orientation o on o.id = a.orientation_id`.execute(tx)
  const parId = new Map(rows.map((ligne) => [ligne.id, ligne]))
  return actions
    .map((action) => ({
      ...action,
      theme: parId.get(action.id)?.theme ?? '',
      groupes: parId.get(action.id)?.groupes ?? [],
    }))
    .sort((a, b) => comparerCodes(a.code, b.code))
}

export type Projet = Awaited<ReturnType<typeof listProjets>>[number]
