import type { Base, Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { type Acteur, signatureDe } from '#shared/acteur.ts'
import { accepter } from '#shared/result.ts'
import { regleLesInstances } from '../domain/droits.ts'
import { type Prereglage, type Regle, validerRegle } from '../domain/regle.ts'
import { figerSeancesTenues, lockInstance, seanceEnCours } from './instances.repository.ts'
import { EN_COURS, INTERDIT, INTROUVABLE, PERIMEE } from './refus-instance.ts'

/** Adds a version of the rule of an instance; the former ones stay. */
export async function garderRegle(
  tx: Tx,
  acteur: Acteur,
  instanceId: string,
  { prereglage, regle, accord }: { prereglage: string; regle: string; accord: string },
  maintenant: Date,
): Promise<void> {
  const { dernier } = await tx
    .selectFrom('regle_instance')
    .select((eb) => eb.fn.coalesce(eb.fn.max('numero'), eb.lit(0)).as('dernier'))
    .where('instance_id', '=', instanceId)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('regle_instance')
    .values({
      cooperation_id: acteur.cooperationId,
      instance_id: instanceId,
      numero: Number(dernier) + 1,
      prereglage,
      regle,
      accord,
      adoptee_le: maintenant,
      enregistree_par: signatureDe(acteur),
    })
    .execute()
}

/** Gives an instance another rule, from now on: votes that opened keep their copy, séances already held keep theirs. */
export const changerRegle = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  demande: { readonly prereglage: Prereglage; readonly regle: Regle; readonly accord: string },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!regleLesInstances.autorise(acteur)) return INTERDIT
    const actuelle = await lockInstance(tx, id)
    if (!actuelle) return INTROUVABLE
    if (actuelle.version !== version) return PERIMEE
    if (await seanceEnCours(tx, id)) return EN_COURS
    const issue = validerRegle(demande.regle)
    if (!issue.ok) return issue
    await figerSeancesTenues(tx, id)
    const regle = JSON.stringify(issue.valeur)
    await tx
      .updateTable('instance')
      .set({ regle, prereglage: demande.prereglage })
      .where('id', '=', id)
      .execute()
    await garderRegle(tx, acteur, id, { ...demande, regle }, maintenant)
    await consigner(tx, acteur, maintenant, {
      action: 'instance.regle',
      objet: { type: 'instance', id },
      resume: `Règle changée : ${actuelle.nom} (${demande.accord})`,
      donnees: { avant: JSON.stringify(actuelle.regle), apres: regle },
    })
    return accepter({ id })
  })
