import { sql } from 'kysely'
import type { Services } from '#platform/http/services.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { lockDemande } from '../demandes.queries.ts'
import { OUVERTES } from '../domain/etats.ts'
import { coteDe, ecrireEvenement, faire } from '../dossier/agir.ts'
import { prevenirDans } from '../relances/prevenir.ts'
import { relancer } from '../relances/relancer.ts'
import { listGestionnaires } from './file.queries.ts'

/**
 * Gives several files to one person, or reminds the town halls they wait for (`a` null). Each file is held, judged and written on its own;
 * those to which the deed does not apply are left as they are. A town hall whose person changes is told.
 * @returns how many were done
 */
export const attribuer = (
  moyens: Pick<Services, 'base' | 'courriel' | 'adresse' | 'secret' | 'reception'>,
  acteur: Acteur,
  ids: readonly string[],
  a: string | null,
  maintenant: Date,
): Promise<number> =>
  moyens.base.enTantQue(acteur, async (tx) => {
    const qui = a
      ? (await listGestionnaires(tx, acteur, jourDe(maintenant))).find(({ id }) => id === a)
      : null
    if (a && !qui) return 0
    let faites = 0
    // Always in the same order: two batches at once wait for each other instead of blocking.
    for (const id of [...ids].sort()) {
      const demande = await lockDemande(tx, id)
      if (!demande || coteDe(acteur, demande) !== 'cdg' || !OUVERTES.includes(demande.etat)) continue
      if (qui) {
        if (demande.responsableId === qui.id) continue
        await tx.updateTable('demande').set({ responsable_id: qui.id }).where('id', '=', id).execute()
        await ecrireEvenement(
          tx,
          acteur,
          demande,
          { geste: 'attribuer', ancien: demande.etat, nouveau: demande.etat, donnees: { a: qui.nom } },
          maintenant,
        )
        await consigner(tx, acteur, maintenant, {
          action: 'demande.attribuer',
          objet: { type: 'demande', id },
          resume: `Demande ${demande.numero} confiée à ${qui.nom}`,
        })
        // Who knew a name is told the new one; nobody had any before: nothing to say yet.
        if (demande.responsableId)
          await prevenirDans(tx, moyens, demande, { quoi: 'attribuer', versMairie: true }, maintenant)
        faites += 1
      } else if (await relancer(tx, moyens, acteur, demande, maintenant)) faites += 1
    }
    return faites
  })

/** Takes the most exposed file: what is late, then the closest promise, then the oldest; one's own first, then those of nobody. */
export const prendreLaSuivante = (
  { base }: Pick<Services, 'base'>,
  acteur: Acteur,
  maintenant: Date,
): Promise<string | null> =>
  base.enTantQue(acteur, async (tx) => {
    const { rows } = await sql<{ id: string }>`select d.id from demande d
      where d.traitant_id = ${acteur.organismeId} and d.etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ROUVERTE')
        and (d.responsable_id = ${acteur.personneId} or d.responsable_id is null)
      order by d.promise_le nulls last, d.deposee_le limit 1 for update skip locked`.execute(tx)
    const demande = rows[0] && (await lockDemande(tx, rows[0].id))
    if (!demande) return null
    if (demande.etat !== 'PRISE_EN_CHARGE')
      await faire(tx, acteur, demande, 'prendre', 'cdg', { texte: '', avant: null, tiers: '' }, maintenant)
    else if (!demande.responsableId)
      await tx
        .updateTable('demande')
        .set({ responsable_id: acteur.personneId })
        .where('id', '=', demande.id)
        .execute()
    return demande.id
  })
