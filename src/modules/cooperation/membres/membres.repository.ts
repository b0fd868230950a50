import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { TypeOrganisme } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import type { Changement, Periode, RoleMembre } from '../domain/membres.ts'

export type PeriodeEcrite = Periode & { readonly acte: string | null }

export type Membre = {
  readonly organismeId: string
  readonly organisme: string
  readonly type: TypeOrganisme
  readonly siren: string | null
  readonly libelle: string
  readonly territoire: string
  readonly ordre: number
  readonly version: number
  readonly periodes: readonly PeriodeEcrite[]
  /** People who may act for it today: with none, the coordination invites the first. */
  readonly responsables: number
  /** People who hold a function today. */
  readonly personnes: number
}

/** Every member that the cooperation has or had, in its order, with its periods. One statement. */
export async function listMembres(tx: Tx, aujourdhui: Jour): Promise<Membre[]> {
  const { rows } = await sql<Membre>`
    select m.organisme_id as "organismeId", o.nom as organisme, o.type, o.siren, m.libelle, m.territoire, m.ordre, m.version,
      (select jsonb_agg(jsonb_build_object('id', b.id, 'organismeId', b.organisme_id, 'role', b.role, 'du', b.du, 'au', b.au,
          'acte', b.acte) order by b.du)
        from periode_membre b where b.cooperation_id = m.cooperation_id and b.organisme_id = m.organisme_id) as periodes,
      (select count(distinct f.personne_id)::int from fonction_tenue f
        where f.cooperation_id = m.cooperation_id and f.organisme_id = m.organisme_id
          and f.fonction in ('presidence', 'vice_presidence', 'direction', 'coordination')
          and (f.au is null or f.au >= ${aujourdhui})) as responsables,
      (select count(distinct f.personne_id)::int from fonction_tenue f
        where f.cooperation_id = m.cooperation_id and f.organisme_id = m.organisme_id
          and f.du <= ${aujourdhui} and (f.au is null or f.au >= ${aujourdhui})) as personnes
    from membre m join organisme o on o.id = m.organisme_id
    order by m.ordre, m.libelle`.execute(tx)
  return rows
}

/** The periods of the cooperation, held until the end of the transaction: two changes at once are served one after the other. */
export async function lockPeriodes(tx: Tx, cooperationId: string): Promise<Periode[]> {
  await tx.selectFrom('cooperation').select('id').where('id', '=', cooperationId).forUpdate().execute()
  return tx
    .selectFrom('periode_membre')
    .select(['id', 'organisme_id as organismeId', 'role', 'du', 'au'])
    .orderBy('du')
    .execute()
}

/** Writes what a decision changes in the periods, then what each member is today. */
export async function ecrireChangements(
  tx: Tx,
  cooperationId: string,
  changements: readonly Changement[],
  acte: string | null,
  aujourdhui: Jour,
): Promise<void> {
  for (const changement of changements) {
    if (changement.geste === 'ouvrir') {
      const { organismeId, role, du, au } = changement.periode
      await tx
        .insertInto('periode_membre')
        .values({
          id: nouvelId(),
          cooperation_id: cooperationId,
          organisme_id: organismeId,
          role,
          du,
          au,
          acte,
        })
        .execute()
    } else {
      const valeurs =
        changement.geste === 'fermer'
          ? { au: changement.au }
          : { role: changement.role as RoleMembre, ...(acte && { acte }) }
      await tx.updateTable('periode_membre').set(valeurs).where('id', '=', changement.id).execute()
    }
  }
  await actualiserMembres(tx, aujourdhui)
}

/** What each member is on a day, from its periods: the part it has then, else the next it will have, else the last it had. */
export async function actualiserMembres(tx: Tx, jour: Jour): Promise<void> {
  await sql`
    update membre m set role = p.role, du = p.du, au = p.au
    from (
      select b.cooperation_id, b.organisme_id, min(b.du) as du,
        (array_agg(b.role order by (b.du <= ${jour} and (b.au is null or b.au >= ${jour})) desc, (b.du > ${jour}) desc,
          case when b.du > ${jour} then b.du end, b.du desc))[1] as role,
        (array_agg(b.au order by b.du desc))[1] as au
      from periode_membre b group by b.cooperation_id, b.organisme_id
    ) p
    where p.cooperation_id = m.cooperation_id and p.organisme_id = m.organisme_id
      and (m.role, m.du, m.au) is distinct from (p.role, p.du, p.au)`.execute(tx)
}

/** Départements of the official code, to say where a body has its seat. */
export const listDepartements = (tx: Tx): Promise<{ code: string; nom: string }[]> =>
  tx.selectFrom('departement').select(['code', 'nom']).orderBy('code').execute()
