import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { Palier } from '../domain/point.ts'

export type DemandeLue = {
  readonly id: string
  readonly actionId: string
  readonly organismeId: string
  readonly personneId: string
  readonly palier: Palier
  readonly envoyeeLe: Date
  readonly reponduLe: Date | null
}

/** The request that a link names; undefined when it is not there. */
export async function findDemande(tx: Tx, id: string): Promise<DemandeLue | undefined> {
  return tx
    .selectFrom('demande_de_point')
    .select([
      'id',
      'action_id as actionId',
      'organisme_id as organismeId',
      'personne_id as personneId',
      'palier',
      'envoyee_le as envoyeeLe',
      'repondue_le as reponduLe',
    ])
    .where('id', '=', id)
    .executeTakeFirst()
}

export type Destinataire = {
  readonly actionId: string
  readonly organismeId: string
  readonly libelle: string
  readonly personneId: string
  readonly nom: string
  readonly courriel: string
  /** The person named to follow the action. */
  readonly pilote: boolean
  readonly fonctions: readonly string[]
}

/** Who may be written to about each action: the people in function today in the members that lead it. */
export async function listDestinataires(
  tx: Tx,
  actions: readonly string[],
  jour: Jour,
): Promise<Destinataire[]> {
  if (actions.length === 0) return []
  const { rows } = await sql<Destinataire>`
    select a.id as "actionId", c.organisme_id as "organismeId", m.libelle, p.id as "personneId", p.nom, p.courriel,
      coalesce(p.id = a.pilote_id, false) as pilote, array_agg(distinct f.fonction) as fonctions
    from action a
    join chef_de_file c on c.action_id = a.id and c.au is null
    join membre m on m.cooperation_id = a.cooperation_id and m.organisme_id = c.organisme_id
    join fonction_tenue f on f.organisme_id = c.organisme_id and f.cooperation_id = a.cooperation_id
      and f.du <= ${jour} and (f.au is null or f.au >= ${jour})
    join personne p on p.id = f.personne_id
    where a.id = any (${[...actions]}::uuid[]) and f.fonction in ('direction', 'coordination', 'gestion')
    group by a.id, c.organisme_id, m.libelle, p.id, p.nom, p.courriel, a.pilote_id
    order by p.nom, p.id, a.id, c.organisme_id`.execute(tx)
  return rows
}

export type DemandeFaite = {
  readonly actionId: string
  readonly echeance: Jour
  readonly palier: Palier
  readonly le: Jour
}

/** Steps already sent for each action and date. */
export async function listDemandesFaites(tx: Tx): Promise<DemandeFaite[]> {
  const { rows } = await sql<DemandeFaite>`
    select action_id as "actionId", echeance, palier, max((envoyee_le at time zone 'Europe/Paris')::date) as le
    from demande_de_point group by action_id, echeance, palier
    order by action_id, echeance, palier`.execute(tx)
  return rows
}
