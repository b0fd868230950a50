import type { Acteur } from '#shared/acteur.ts'
import type { Tx } from '../base/base.ts'
import type { Json } from '../base/schema.gen.ts'

export type EntreeJournal = {
  /** A verb of the trade, « seance.convoquer ». */
  readonly action: string
  readonly objet: { readonly type: string; readonly id?: string }
  /** One French sentence, without confidential content. */
  readonly resume: string
  readonly donnees?: Json
}

/** Writes what was done, in the transaction that did it. The link of the chain is added within two seconds by the appender. */
export async function consigner(
  tx: Tx,
  acteur: Pick<Acteur, 'cooperationId' | 'nom' | 'libelle'> & {
    /** Null: no person acted, the application did (purge at its term). */
    readonly personneId: string | null
    readonly organismeId: string | null
  },
  maintenant: Date,
  { action, objet, resume, donnees = {} }: EntreeJournal,
): Promise<void> {
  await tx
    .insertInto('journal')
    .values({
      cooperation_id: acteur.cooperationId,
      survenu_le: maintenant,
      personne_id: acteur.personneId,
      organisme_id: acteur.organismeId,
      acteur: `${acteur.nom}, ${acteur.libelle}`,
      action,
      objet_type: objet.type,
      objet_id: objet.id ?? null,
      resume,
      donnees: JSON.stringify(donnees),
    })
    .execute()
}
