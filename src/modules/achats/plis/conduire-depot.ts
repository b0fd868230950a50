import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { CLES_MIN, type EtatDepot, etatDuDepot, profilDAcheteur } from '../domain/plis.ts'
import { charger, type Mene, noter } from '../marche/conduire-marche.ts'
import { findMarche, type MarcheLu } from '../marche/marche.queries.ts'
import { findOperation } from '../operations/operations.queries.ts'
import { empreinteDesCles } from './cle/empreinte.ts'
import { type DepotLu, findDepot } from './plis.queries.ts'

export type RefusDepot = {
  readonly code:
    | 'interdit'
    | 'introuvable'
    | 'page-perimee'
    | 'profil-impose'
    | 'deja-propose'
    | 'pas-propose'
    | 'hors-commission'
    | 'cles-figees'
    | 'cle-fausse'
    | 'trop-de-cles'
    | 'cles-manquantes'
    | 'pas-publie'
    | 'limite-passee'
    | 'candidat-existe'
    | 'candidat-inconnu'
    | 'depot-ferme'
    | 'hors-decision'
    | 'plis-pas-ouverts'
}

export type DepotMene = Mene & { readonly depot: DepotLu; readonly etat: EtatDepot }

/** Where the deposit of a consultation is, by the clock of the database. */
export const etatDe = (marche: MarcheLu, depot: DepotLu | null): EtatDepot =>
  etatDuDepot(
    depot && { ouvertLe: depot.ouvertLe, gestes: depot.ouvertures.length },
    marche,
    marche.maintenant,
  )

/** Loads a sealed deposit for the member that leads the purchase, and it alone. */
export async function mener(tx: Tx, acteur: Acteur, id: string): Promise<Result<DepotMene, RefusDepot>> {
  const mene = await charger(tx, acteur, id)
  if (!mene.ok) return refuser({ code: mene.refus.code === 'interdit' ? 'interdit' : 'introuvable' })
  const depot = await findDepot(tx, id)
  if (!depot) return refuser({ code: 'pas-propose' })
  return accepter({ ...mene.valeur, depot, etat: etatDe(mene.valeur.marche, depot) })
}

/** Whether the code lets this consultation receive sealed bids here, on the day it is published (today before that). */
export const profilDe = (marche: MarcheLu) =>
  profilDAcheteur(marche.procedure, marche.estimation, jourDe(marche.publieLe ?? marche.maintenant))

/** Offers a sealed deposit, where the code imposes no buyer profile: the members of the commission may make their keys. */
export const proposerDepot = (base: Base, acteur: Acteur, id: string, maintenant: Date) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusDepot>> => {
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return refuser({ code: mene.refus.code === 'interdit' ? 'interdit' : 'introuvable' })
    const { marche } = mene.valeur
    if (profilDe(marche).impose) return refuser({ code: 'profil-impose' })
    if (marche.ouvertLe || (marche.limite && marche.maintenant > marche.limite))
      return refuser({ code: 'limite-passee' })
    const { rows } =
      await sql`insert into achat_depot (operation_id, cooperation_id) values (${id}, ${acteur.cooperationId})
      on conflict do nothing returning operation_id`.execute(tx)
    if (rows.length === 0) return refuser({ code: 'deja-propose' })
    await noter(tx, acteur, maintenant, id, 'proposer_depot', 'Dépôt scellé proposé à la commission')
    return accepter(null)
  })

/** Opens the deposit: published, deadline to come, two keys at least of different persons. From then on keys do not move. */
export const ouvrirDepot = (base: Base, acteur: Acteur, id: string, maintenant: Date) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusDepot>> => {
    // A key that is being made is written first, and counted; the next one is refused.
    await sql`select from achat_depot where operation_id = ${id} and ouvert_le is null for update`.execute(tx)
    const mene = await mener(tx, acteur, id)
    if (!mene.ok) return mene
    const { marche, depot } = mene.valeur
    if (profilDe(marche).impose) return refuser({ code: 'profil-impose' })
    if (depot.ouvertLe) return refuser({ code: 'deja-propose' })
    if (!marche.publieLe) return refuser({ code: 'pas-publie' })
    if (marche.maintenant > marche.limite!) return refuser({ code: 'limite-passee' })
    if (depot.cles.length < CLES_MIN) return refuser({ code: 'cles-manquantes' })
    const ouvert =
      await sql`update achat_depot set ouvert_le = now(), empreinte_cles = ${empreinteDesCles(depot.cles)}
      where operation_id = ${id} and ouvert_le is null returning operation_id`.execute(tx)
    if (ouvert.rows.length === 0) return refuser({ code: 'page-perimee' })
    await noter(
      tx,
      acteur,
      maintenant,
      id,
      'ouvrir_depot',
      `Dépôt scellé ouvert ; clés : ${depot.cles.map(({ nom }) => nom).join(' ; ')}`,
    )
    return accepter(null)
  })

/** Loads what a page or a deed of the commission needs, for anybody who reads the purchase. */
export async function chargerDepot(tx: Tx, id: string) {
  const operation = await findOperation(tx, id)
  const marche = operation && (await findMarche(tx, id))
  return operation && marche ? { operation, marche, depot: await findDepot(tx, id) } : null
}
