import type pg from 'pg'

/** A table whose rows a backup holds: its columns that can be written, in their order. */
export type Table = { readonly nom: string; readonly colonnes: readonly string[] }

/** Where a counter of the database stands. */
export type Compteur = { readonly nom: string; readonly valeur: string | null }

/** A condition between two tables, taken away while rows come back in any order, then laid down and checked again. */
export type Lien = { readonly table: string; readonly nom: string; readonly texte: string }

/** The three schemas of the platform: ours, and those of the libraries of accounts and of jobs. */
const SCHEMAS = ['public', 'auth', 'pgboss']
/** What the program writes itself when it prepares a database: never copied. */
const JAMAIS_COPIEES = ['public.migration', 'pgboss.version']

/** Every table that holds rows, by schema and name; names are quoted for SQL. Computed columns are left out. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select format('%I.%I', n.nspname, c.relname) as nom,
       array_agg(quote_ident(a.attname) order by a.attnum) filter (where a.attgenerated = '') as colonnes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname = any($1) and c.relkind = 'r' and n.nspname || '.' || c.relname <> all($2)
     group by n.nspname, c.relname order by n.nspname, c.relname`,
    [SCHEMAS, JAMAIS_COPIEES],
  )
  return rows
}

/** Every counter, and the last value that it gave; null when it never gave any. */
export async function listCompteurs(client: pg.ClientBase): Promise<Compteur[]> {
  const { rows } = await client.query<Compteur>(
    `select format('%I.%I', schemaname, sequencename) as nom, last_value::text as valeur
     from pg_sequences where schemaname = any($1) order by 1`,
    [SCHEMAS],
  )
  return rows
}

/** Every foreign key between these tables; those of a partition follow from the table it is a part of. */
export async function listLiens(client: pg.ClientBase): Promise<Lien[]> {
  const { rows } = await client.query<Lien>(
    `select format('%I.%I', n.nspname, c.relname) as table, quote_ident(k.conname) as nom, pg_get_constraintdef(k.oid) as texte
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and k.contype = 'f' and k.conparentid = 0 order by 1, 2`,
    [SCHEMAS],
  )
  return rows
}
