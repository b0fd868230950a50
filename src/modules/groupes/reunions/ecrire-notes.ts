import type { Base } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { accepter, refuser } from '#shared/result.ts'
import type { RefusCommun } from '../expliquer.ts'
import type { GroupeLu } from '../groupes.queries.ts'
import { tracer } from '../tracer.ts'
import type { EtatPresence } from '../travail.queries.ts'
import { direQuand, tenirReunion } from './tenir-reunion.ts'

export type Notes = {
  readonly notes: string
  readonly suites: string
  /** By identifier of person; who is not named is not recorded. */
  readonly presences: Readonly<Record<string, EtatPresence>>
}

/** Writes who came and what was said. Before the meeting began there is nothing to write. */
export const ecrireNotes = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  saisie: Notes,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const tenue = await tenirReunion(tx, acteur, id, version, maintenant)
    if (!tenue.ok) return tenue
    const { avant: reunion, groupe } = tenue.valeur
    if (reunion.debutLe > maintenant) return refuser<RefusCommun>({ code: 'reunion-a-venir' })
    const attendus = attendusDe(groupe)
    for (const [personneId, etat] of Object.entries(saisie.presences)) {
      const attendu = attendus.find((a) => a.personneId === personneId)
      if (!attendu) return refuser<RefusCommun>({ code: 'inconnu', champ: 'presences' })
      await tx
        .insertInto('groupe_presence')
        .values({
          cooperation_id: acteur.cooperationId,
          reunion_id: id,
          personne_id: personneId,
          organisme_id: attendu.organismeId,
          etat,
        })
        .onConflict((conflit) => conflit.columns(['reunion_id', 'personne_id']).doUpdateSet({ etat }))
        .execute()
    }
    await tx
      .updateTable('groupe_reunion')
      .set({ notes: saisie.notes, suites: saisie.suites, notes_le: maintenant })
      .where('id', '=', id)
      .execute()
    await tracer(tx, acteur, maintenant, reunion.groupeId, {
      geste: 'noter',
      resume: `${reunion.notesLe ? 'Notes corrigées' : 'Notes publiées'} : ${reunion.objet}, le ${direQuand(reunion.debutLe)}`,
      activite: true,
    })
    return accepter({ id })
  })

export type Attendu = { readonly personneId: string; readonly organismeId: string; readonly nom: string }
/** People expected at the meetings of a group: who pilots, and who holds a seat. */
export function attendusDe(groupe: GroupeLu): Attendu[] {
  const tous = [
    ...groupe.pilotes,
    ...groupe.places.filter(({ au, finDeFonction }) => au === null && finDeFonction === null),
  ]
  return tous
    .filter(({ personneId }, i) => tous.findIndex((autre) => autre.personneId === personneId) === i)
    .map(({ personneId, organismeId, nom }) => ({ personneId, organismeId, nom }))
}
