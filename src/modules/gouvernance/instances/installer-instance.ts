import type { Tx } from '#platform/base/base.ts'
import { nouvelId } from '#shared/ids.ts'
import { type Prereglage, prereglages } from '../domain/regle.ts'

export type NouvelleInstance = {
  readonly cooperationId: string
  readonly nom: string
  readonly prereglage: Prereglage
  /** One seat and one voice each. */
  readonly organismes: readonly string[]
  /** Who opens the cooperation, as the history of the rule writes it. */
  readonly par: string
}

/** Creates the conference of a new cooperation: one seat and one voice for each member, under a ready-made rule that can be changed. */
export async function installerInstance(
  tx: Tx,
  { cooperationId, nom, prereglage, organismes, par }: NouvelleInstance,
  maintenant: Date,
): Promise<string> {
  const id = nouvelId()
  const { regle, delaiConvocationJours } = prereglages[prereglage]
  await tx
    .insertInto('instance')
    .values({
      id,
      cooperation_id: cooperationId,
      nom,
      type: 'conference_presidences',
      presidence: 'coordonnateur',
      delai_convocation_jours: delaiConvocationJours,
      prereglage,
      regle: JSON.stringify(regle),
    })
    .execute()
  await tx
    .insertInto('siege')
    .values(
      organismes.map((organisme) => ({
        cooperation_id: cooperationId,
        instance_id: id,
        organisme_id: organisme,
      })),
    )
    .execute()
  await tx
    .insertInto('regle_instance')
    .values({
      cooperation_id: cooperationId,
      instance_id: id,
      numero: 1,
      prereglage,
      regle: JSON.stringify(regle),
      accord: 'Règle de départ, choisie à l’ouverture de la coopération',
      adoptee_le: maintenant,
      enregistree_par: par,
    })
    .execute()
  return id
}
