import type { Base } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { litLesGroupes } from '../domain/droits.ts'

/** Opens the feed of a person, for herself. Asked twice, it is the same one. */
export const ouvrirFlux = (base: Base, acteur: Acteur, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    if (!litLesGroupes.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const ouvert = await tx
      .insertInto('flux_agenda')
      .values({
        id: nouvelId(+maintenant),
        cooperation_id: acteur.cooperationId,
        organisme_id: acteur.organismeId,
        personne_id: acteur.personneId,
        ouvert_le: maintenant,
      })
      .onConflict((conflit) => conflit.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (ouvert)
      await consigner(tx, acteur, maintenant, {
        action: 'agenda.ouvrir',
        objet: { type: 'agenda', id: ouvert.id },
        resume: 'Lien d’agenda personnel ouvert',
      })
    return accepter({ ouvert: ouvert !== undefined })
  })

/** Closes the feed: who holds the address reads nothing more. A new one has another address. */
export const revoquerFlux = (base: Base, acteur: Acteur, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    const clos = await tx
      .updateTable('flux_agenda')
      .set({ revoque_le: maintenant })
      .where('personne_id', '=', acteur.personneId)
      .where('organisme_id', '=', acteur.organismeId)
      .where('revoque_le', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (clos)
      await consigner(tx, acteur, maintenant, {
        action: 'agenda.revoquer',
        objet: { type: 'agenda', id: clos.id },
        resume: 'Lien d’agenda personnel révoqué',
      })
    return accepter({ clos: clos !== undefined })
  })
