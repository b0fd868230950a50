import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import type { ProgrammeLu } from '../structure/programmes.queries.ts'
import type { EcritureAction } from './ecrire-actions.ts'

/** Axes and orientations that the table brings; gives the identifier of every orientation by « axe.orientation ». */
export async function ecrireStructure(
  tx: Tx,
  acteur: Acteur,
  programme: ProgrammeLu,
  ecritures: readonly EcritureAction[],
): Promise<Map<string, string>> {
  const axes = new Map(programme.axes.map(({ code, id }) => [code, id]))
  const orientations = new Map(
    programme.axes.flatMap((axe) =>
      axe.orientations.map(({ code, id }) => [`${axe.code}.${code}`, id] as const),
    ),
  )
  for (const { ligne, nouvelle } of ecritures) {
    if (!nouvelle) continue
    const [axe = '', orientation = ''] = ligne.code.split('.')
    if (!axes.has(axe)) {
      const id = nouvelId()
      await tx
        .insertInto('axe')
        .values({
          id,
          cooperation_id: acteur.cooperationId,
          programme_id: programme.id,
          code: axe,
          titre: ligne.axe,
        })
        .execute()
      axes.set(axe, id)
    }
    if (!orientations.has(`${axe}.${orientation}`)) {
      const id = nouvelId()
      await tx
        .insertInto('orientation')
        .values({
          id,
          cooperation_id: acteur.cooperationId,
          axe_id: axes.get(axe)!,
          code: orientation,
          titre: ligne.orientation,
        })
        .execute()
      orientations.set(`${axe}.${orientation}`, id)
    }
  }
  return orientations
}
