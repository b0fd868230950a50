import { sql } from 'kysely'
import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { ajouterJours, type Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { date } from '#shared/typographie.ts'
import { listDemandes } from '../demandes.queries.ts'
import { recalculer } from '../dossier/agir.ts'
import type { RefusDemande } from '../expliquer.ts'

/** A guichet closes sixty days in a row at most: beyond, it is another thing than a closure. */
const AU_PLUS_JOURS = 60
/** Open requests recomputed in one go. */
const AU_PLUS = 5_000

export type Fermeture = {
  readonly du: Jour
  readonly au: Jour
  readonly motif: string
  readonly cle?: string | undefined
}

/**
 * Closes a guichet for some days: no clock runs then, and what it promised moves. Open requests are recomputed at once, so that town halls read
 * the new dates. Gives how many promises were recomputed.
 */
export const fermerLeGuichet = (
  base: Base,
  acteur: Acteur,
  { du, au, motif, cle }: Fermeture,
  maintenant: Date,
): Promise<Result<number, RefusDemande>> =>
  base.enTantQue(acteur, async (tx) => {
    if (au < du)
      return refuser({
        code: 'inconnu' as const,
        champ: 'au',
        phrase: 'Le dernier jour fermé vient après le premier.',
      })
    if (au > ajouterJours(du, AU_PLUS_JOURS))
      return refuser({
        code: 'inconnu' as const,
        champ: 'au',
        phrase: `Une fermeture tient en ${AU_PLUS_JOURS} jours. Pour plus longtemps, confiez le guichet à un autre centre.`,
      })
    const id = nouvelId(+maintenant)
    if (await dejaRecu(tx, acteur.cooperationId, cle, id)) return accepter(0)
    await tx
      .insertInto('demande_fermeture')
      .values({ id, cooperation_id: acteur.cooperationId, centre_id: acteur.organismeId, du, au, motif })
      .execute()
    const demandes = await listDemandes(tx, {
      conditions: [
        sql`d.guichet_id = ${acteur.organismeId} and d.etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ROUVERTE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS')`,
      ],
      ordre: sql`d.id`,
      limite: AU_PLUS,
    })
    for (const demande of demandes) await recalculer(tx, demande, maintenant)
    await consigner(tx, acteur, maintenant, {
      action: 'demande.fermer_guichet',
      objet: { type: 'demande_fermeture', id },
      resume: `Guichet fermé du ${date(du)} au ${date(au)}${motif ? ` : ${motif}` : ''}`,
    })
    return accepter(demandes.length)
  })
