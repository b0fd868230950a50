import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import { type DemandeLue, listDemandes } from '../demandes.queries.ts'
import type { Rythme } from '../domain/rappels.ts'

/** Requests on which the platform may have something to do by itself. */
export const listASuivre = (tx: Tx, limite: number): Promise<DemandeLue[]> =>
  listDemandes(tx, {
    conditions: [
      sql`d.etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ROUVERTE', 'ATTENTE_COLLECTIVITE', 'REPONDUE')`,
    ],
    ordre: sql`d.depuis`,
    limite,
  })

export type Destinataire = {
  readonly personneId: string
  readonly courriel: string
  readonly organismeId: string
  readonly fonction: string
  readonly rythme: Rythme
}

/** People who may get a digest: secretaries of town halls, gestionnaires and directions of centres. */
export async function listDestinataires(tx: Tx, jour: Jour): Promise<Destinataire[]> {
  const { rows } = await sql<Destinataire>`
    select distinct p.id as "personneId", p.courriel, f.organisme_id as "organismeId", f.fonction, coalesce(r.rythme, 'quotidien') as rythme
    from fonction_tenue f join personne p on p.id = f.personne_id left join demande_preference r on r.personne_id = p.id
    where f.fonction in ('secretariat_mairie', 'gestion_demandes', 'direction') and f.du <= ${jour} and (f.au is null or f.au >= ${jour})`.execute(
    tx,
  )
  return rows
}

/** Requests already escalated, so that a direction is told once. */
export async function listEscaladees(tx: Tx): Promise<Set<string>> {
  const { rows } = await sql<{
    id: string
  }>`select distinct demande_id as id from demande_evenement where geste = 'alerter'`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}
