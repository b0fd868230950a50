import type { Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { type Acteur, signatureDe } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'

/** Writes what was done in a group, where its readers see it and in the journal. `activite`: it is work, and wakes the group. */
export async function tracer(
  tx: Tx,
  acteur: Acteur,
  maintenant: Date,
  groupeId: string,
  fait: {
    readonly geste: string
    readonly resume: string
    readonly note?: string
    readonly activite: boolean
    readonly fictif?: string | null
  },
): Promise<void> {
  const resume = fait.resume.slice(0, 500)
  await tx
    .insertInto('groupe_fait')
    .values({
      id: nouvelId(+maintenant),
      cooperation_id: acteur.cooperationId,
      groupe_id: groupeId,
      geste: fait.geste,
      resume,
      note: fait.note ?? '',
      activite: fait.activite,
      organisme_id: acteur.organismeId,
      auteur: signatureDe(acteur),
      survenu_le: maintenant,
      fictif: fait.fictif ?? null,
    })
    .execute()
  await consigner(tx, acteur, maintenant, {
    action: `groupe.${fait.geste}`,
    objet: { type: 'groupe', id: groupeId },
    resume,
  })
}
