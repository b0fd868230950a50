import { sql } from 'kysely'
import type { Acteur } from '#shared/acteur.ts'
import type { Tx } from '../base/base.ts'

/** The tables of the application that name a person by her identifier, as the database itself knows them. */
async function listTablesDePersonnes(tx: Tx): Promise<readonly { table: string; colonne: string }[]> {
  const { rows } = await sql<{ table: string; colonne: string }>`
    select f.conrelid::regclass::text as table, a.attname as colonne
    from pg_constraint f
    join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[cardinality(f.conkey)]
    where f.contype = 'f' and f.confrelid = 'personne'::regclass
      and has_table_privilege(f.conrelid, 'select')
    union
    -- Some name her without a key: a trace outlives what it speaks of.
    select c.oid::regclass::text, a.attname
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.atttypid = 'uuid'::regtype
      and a.attname in ('personne_id', 'auteur_id', 'responsable_id', 'depose_par')
      and has_table_privilege(c.oid, 'select')
    order by 1, 2`.execute(tx)
  return rows
}

/** What the platform holds about who asks, in this cooperation, by table: her own line and every line that names her (RGPD, art. 15 and 20). */
export async function lireMesDonnees(
  tx: Tx,
  { personneId }: Pick<Acteur, 'personneId'>,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const sources = [{ table: 'personne', colonne: 'id' }, ...(await listTablesDePersonnes(tx))]
  const { rows } = await sql<{ nom: string; lignes: readonly unknown[] }>`${sql.join(
    sources.map(
      ({ table, colonne }) => sql`
        select ${`${table}.${colonne}`}::text as nom, jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text) as lignes
        from ${sql.table(table)} t where t.${sql.ref(colonne)} = ${personneId} having count(*) > 0`,
    ),
    sql` union all `,
  )}`.execute(tx)
  return Object.fromEntries(rows.map(({ nom, lignes }) => [nom, lignes]))
}
