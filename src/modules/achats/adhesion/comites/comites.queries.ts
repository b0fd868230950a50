import { type SeanceCst, seancePour } from '@maillage/prevoyance/collectif'
import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'

export type SeanceDeComite = {
  readonly id: string
  readonly le: Jour
  readonly depotJusquau: Jour
}

/** Meetings of the comité of a centre, from a day on. */
export async function listSeances(tx: Tx, centreId: string, depuis: Jour): Promise<SeanceDeComite[]> {
  return tx
    .selectFrom('achat_cst_seance')
    .select(['id', 'le', 'depot_jusquau as depotJusquau'])
    .where('centre_id', '=', centreId)
    .where('le', '>=', depuis)
    .orderBy('le')
    .execute()
}

/** The next meeting for which a file laid today is in time; null when none is known. */
export async function findProchaineSeance(tx: Tx, centreId: string, aujourdhui: Jour): Promise<Jour | null> {
  const seances = await listSeances(tx, centreId, aujourdhui)
  return seancePour(
    aujourdhui,
    seances.map(({ le, depotJusquau }): SeanceCst => ({ date: le, limiteDepot: depotJusquau })),
  ).seance
}

export type EmployeurAuComite = {
  readonly employeurId: string
  readonly nom: string
  readonly deposeLe: Jour
  readonly comiteLe: Jour | null
  readonly agents: number | null
}

/** Employers of a centre whose file is before the centre's comité, by meeting. */
export async function listAuComite(
  tx: Tx,
  operationId: string,
  centreId: string,
): Promise<EmployeurAuComite[]> {
  const { rows } =
    await sql<EmployeurAuComite>`select e.id as "employeurId", e.nom, a.depose_le as "deposeLe", a.comite_le as "comiteLe", e.agents
    from achat_adhesion a join achat_employeur e on e.id = a.employeur_id
    where a.operation_id = ${operationId} and a.centre_id = ${centreId} and a.etat = 'comite' and a.comite = 'centre'
    order by a.comite_le nulls last, e.nom`.execute(tx)
  return rows
}
