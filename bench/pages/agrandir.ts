// Makes the demonstration as large as a region in use for years, then as large as France: rows copied inside PostgreSQL.
import type pg from 'pg'

type Colonne = { readonly nom: string; readonly type: string; readonly cible: string | null }
type Table = { readonly nom: string; readonly colonnes: readonly Colonne[] }

/** Tables that hold rows of a cooperation, with what each column refers to. New tables come by themselves. */
async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as nom, jsonb_agg(jsonb_build_object('nom', a.attname, 'type', format_type(a.atttypid, null), 'cible', (
        select f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey) and f.relname <> 'cooperation' limit 1)
      ) order by a.attnum) as colonnes
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = '' and a.attidentity = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and exists (select from pg_attribute x where x.attrelid = c.oid and x.attname = 'cooperation_id' and not x.attisdropped)
      and c.relname not like 'journal%'
    group by c.relname order by c.relname`)
  return rows
}

// md5 gives the same new identifier to a row and to what refers to it.
const OUTILS = `
  create function pg_temp.decaler(id uuid, n int) returns uuid language sql immutable as $$ select md5(id::text || '/' || n)::uuid $$;
  create temp table correspondance (n int, ancien uuid, nouveau uuid, primary key (n, ancien));
  create function pg_temp.autre(id uuid, n int) returns uuid language sql stable as
    $$ select coalesce((select c.nouveau from pg_temp.correspondance c where c.n = autre.n and c.ancien = autre.id), id) $$;
  set session_replication_role = replica;`

/** Years of life of one cooperation: its decisions with their sequels and its closed séances with their points, `fois` times more. */
export async function vieillir(client: pg.Client, cooperationId: string, fois: number): Promise<void> {
  const tables = await listTables(client)
  const copier = (nom: string, remplacees: Readonly<Record<string, string>>, condition = 'true') => {
    const { colonnes } = tables.find((table) => table.nom === nom)!
    const valeurs = colonnes.map((c) => remplacees[c.nom] ?? `t.${c.nom}`)
    return client.query(
      `insert into ${nom} (${colonnes.map((c) => c.nom)}) select ${valeurs} from ${nom} t, generate_series(1, ${fois}) n
       where t.cooperation_id = $1 and ${condition}`,
      [cooperationId],
    )
  }
  const id = 'pg_temp.decaler(t.id, n)'
  await copier('suite_trace', { id, suite_id: 'pg_temp.decaler(t.suite_id, n)' })
  await copier('suite', { id, decision_id: 'pg_temp.decaler(t.decision_id, n)' })
  await copier('decision', {
    id,
    numero: "t.numero || '-' || n",
    scrutin_id: 'null',
    adoptee_le: 't.adoptee_le - 30 * n',
  })
  const closes = "in ('close', 'pv_projet', 'pv_approuve', 'diffusee', 'archivee')"
  await copier(
    'point',
    { id, seance_id: 'pg_temp.decaler(t.seance_id, n)' },
    `t.seance_id in (select id from seance where statut ${closes})`,
  )
  await copier('seance', { id, debut_le: "t.debut_le - n * interval '30 days'" }, `statut ${closes}`)
}

/** As many other cooperations, each like this one, with five of the ninety-five CDG of France as members. */
export async function peupler(client: pg.Client, cooperationId: string, autres: number): Promise<void> {
  await client.query(`
    insert into organisme (id, type, nom, departement_code, source)
    select md5('cdg/' || code)::uuid, 'cdg', 'Centre de gestion, ' || nom, code, 'fictif' from departement order by code limit 95`)
  await client.query(
    `insert into pg_temp.correspondance
     select n, m.organisme_id, md5('cdg/' || d.code)::uuid
     from generate_series(1, $2::int) n
     cross join (select organisme_id, row_number() over (order by ordre) - 1 as rang from membre where cooperation_id = $1) m
     join (select code, row_number() over (order by code) - 1 as rang from (select code from departement order by code limit 95) x) d
       on d.rang = (n * 5 + m.rang) % 95`,
    [cooperationId, autres],
  )
  await client.query(
    `insert into cooperation (id, nom, niveau, regions, fictif)
     select pg_temp.decaler(id, n + ${AUTRE_COOPERATION}), nom || ' ' || n, niveau, regions, 'fictif' from cooperation, generate_series(1, ${autres}) n where id = $1`,
    [cooperationId],
  )
  for (const { nom, colonnes } of await listTables(client)) {
    const valeurs = colonnes.map((colonne) => valeurCopiee(nom, colonne))
    await client.query(
      `insert into ${nom} (${colonnes.map((c) => c.nom)}) select ${valeurs} from ${nom} t, generate_series(1, ${autres}) n
       where t.cooperation_id = $1`,
      [cooperationId],
    )
  }
}

/** Shifts of other cooperations start here: those below are the years of one. */
const AUTRE_COOPERATION = 1000

function valeurCopiee(table: string, { nom, type, cible }: Colonne): string {
  if (cible === 'organisme') return `pg_temp.autre(t.${nom}, n)`
  if (type === 'uuid') return `pg_temp.decaler(t.${nom}, n + ${AUTRE_COOPERATION})`
  if (type === 'uuid[]')
    return `case when t.${nom} is not null then array(select pg_temp.autre(x, n) from unnest(t.${nom}) x) end`
  if (nom === 'courriel')
    return `replace(t.courriel, '@demonstration.invalid', '@cooperation-' || n || '.exemple.fr')`
  // No two cooperations have a portal at one address.
  if (table === 'portail' && nom === 'adresse') return "t.adresse || '-' || n"
  // A committee meets once a day, and a centre belongs to several cooperations here.
  if (table === 'achat_cst_seance' && nom === 'le') return 't.le + n'
  return `t.${nom}`
}

/** Prepares the session of a superuser for the functions above: triggers and foreign keys rest meanwhile. */
export const preparerCopies = (client: pg.Client): Promise<unknown> => client.query(OUTILS)

/** Ends the copies: statistics up to date, as autovacuum would leave them. */
export async function finirCopies(client: pg.Client): Promise<void> {
  await client.query('set session_replication_role = origin')
  await client.query('vacuum analyze')
}
