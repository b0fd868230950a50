import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Acteur } from '#shared/acteur.ts'
import { instantParis } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { ecritureCanonique, type OffreSaisie } from '../domain/offres.ts'
import { charger, noter, type RefusMarche } from './conduire-marche.ts'
import type { MarcheLu } from './marche.queries.ts'

/** Fingerprint of the terms of a bid. */
export const empreinteDe = (offre: OffreSaisie): string =>
  createHash('sha256').update(ecritureCanonique(offre)).digest('hex')

/**
 * Records bids once they are open. Received after the deadline, a bid is kept with its proof and set aside: it takes no part. Its terms never change after:
 * the application may not update them.
 */
export const ajouterOffres = (
  base: Base,
  acteur: Acteur,
  id: string,
  offres: readonly OffreSaisie[],
  source: 'fichier' | 'saisie',
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<{ readonly tardives: number }, RefusMarche>> => {
    if (await dejaRecu(tx, acteur.cooperationId, cle, id)) return accepter({ tardives: 0 })
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    const { marche } = mene.valeur
    if (!marche.ouvertLe) return refuser({ code: 'pas-ouvert' })
    if (marche.notesClosesLe) return refuser({ code: 'notes-closes' })
    const ecrites = await ecrireOffres(tx, acteur.cooperationId, marche, offres, source)
    if (!ecrites.ok) return ecrites
    const { tardives } = ecrites.valeur
    await noter(
      tx,
      acteur,
      maintenant,
      id,
      'ajouter_offres',
      `${offres.length} offre(s) enregistrée(s), dont ${tardives} hors délai`,
    )
    return accepter({ tardives })
  })

/** Bids of a lot that a letter or two can name: A to ZZ. */
const OFFRES_PAR_LOT = 702

/**
 * Writes bids in their lots, each under the next letter; late ones are marked. The same candidate twice on a lot is refused. One writer at a time for a
 * purchase: the next one reads the letters that this one took, once it has ended.
 */
export async function ecrireOffres(
  tx: Tx,
  cooperationId: string,
  { operationId, lots }: MarcheLu,
  offres: readonly OffreSaisie[],
  source: 'fichier' | 'saisie' | 'pli',
  pliId: string | null = null,
): Promise<Result<{ readonly tardives: number }, RefusMarche>> {
  let tardives = 0
  await sql`select pg_advisory_xact_lock(hashtextextended(${operationId}, 4))`.execute(tx)
  const { rows } = await sql<{ lot: string; n: number }>`select lot_id as lot, count(*)::int as n
    from achat_offre where operation_id = ${operationId} group by lot_id`.execute(tx)
  const rangs = new Map(rows.map(({ lot, n }) => [lot, n]))
  for (const offre of offres) {
    const lot = lots.find(({ numero }) => numero === offre.lot)
    if (!lot) return refuser({ code: 'lot-inconnu' })
    const rang = rangs.get(lot.id) ?? 0
    if (rang >= OFFRES_PAR_LOT) return refuser({ code: 'lot-plein' })
    rangs.set(lot.id, rang + 1)
    const recuLe = instantParis(offre.recuLe.jour, offre.recuLe.heure)
    const ecrite = await sql<{ tardive: boolean }>`
      insert into achat_offre (id, cooperation_id, operation_id, lot_id, lettre, candidat, siret, recu_le, preuve, tardive, taux, gel_annees, hausse_max,
        garanties, empreinte, source, pli_id, ajoutee_le)
      select ${nouvelId()}, ${cooperationId}, ${operationId}, ${lot.id},
        lettre_d_offre(${rang}::int), ${offre.candidat}, ${offre.siret}, ${recuLe}, ${offre.preuve},
        ${recuLe} > m.limite, ${JSON.stringify(offre.taux)}::jsonb, ${offre.gelAnnees}, ${offre.hausseMax}, ${offre.garanties},
        ${empreinteDe(offre)}, ${source}, ${pliId}, now()
      from achat_marche m where m.operation_id = ${operationId} on conflict (lot_id, siret) do nothing returning tardive`.execute(
      tx,
    )
    if (ecrite.rows.length === 0) return refuser({ code: 'offre-existe' })
    if (ecrite.rows[0]!.tardive) tardives++
  }
  return accepter({ tardives })
}

/** Says why a bid is irregular, or takes it back; before notes are closed. */
export const declarerIrreguliere = (
  base: Base,
  acteur: Acteur,
  id: string,
  offreId: string,
  motif: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    if (mene.valeur.marche.notesClosesLe) return refuser({ code: 'notes-closes' })
    const ecrit = await tx
      .updateTable('achat_offre')
      .set({ irreguliere: motif })
      .where('id', '=', offreId)
      .where('operation_id', '=', id)
      .returning('lettre')
      .executeTakeFirst()
    if (!ecrit) return refuser({ code: 'introuvable' })
    await noter(
      tx,
      acteur,
      maintenant,
      id,
      'irreguliere',
      `Offre ${ecrit.lettre} : ${motif || 'de nouveau régulière'}`,
    )
    return accepter(null)
  })
