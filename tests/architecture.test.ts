// What the schema promises: whose row each row is, decided by the database itself.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication } from './application.ts'

let t: ApplicationDeTest
let admin: pg.Client
beforeAll(async () => {
  t = await ouvrirApplication()
  admin = new pg.Client(t.url('maillage_proprietaire'))
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await t.fermer()
})

/** Public reference data: the same for every cooperation, read by all, written only by the system. */
const SANS_SECURITE_PAR_LIGNE: Readonly<Record<string, string>> = {
  departement: 'official geographic code',
  migration: 'names of the applied migrations',
  organisme: 'public registry of organisations',
  purge_passage: 'counts of what the nightly purge erased, nobody’s data',
  region: 'official geographic code',
}

/** Parents from which no page lists rows of any table: the scope of the transaction or another key comes first. */
const JAMAIS_LUES_DEPUIS = ['cooperation', 'departement', 'fichier', 'organisme', 'personne', 'region']

async function lignes<T extends pg.QueryResultRow>(texte: string, valeurs: unknown[] = []): Promise<T[]> {
  return (await admin.query<T>(texte, valeurs)).rows
}

const listTablesSecurisees = () =>
  lignes<{ table: string }>(
    `select relname as table from pg_class
     where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and relrowsecurity order by 1`,
  )

describe('la sécurité par ligne', () => {
  it('protège toute table, hors les données publiques nommées ici', async () => {
    const sans = await lignes<{ table: string }>(
      `select relname as table from pg_class
       where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relrowsecurity order by 1`,
    )
    expect(sans.map(({ table }) => table)).toEqual(Object.keys(SANS_SECURITE_PAR_LIGNE).sort())
    expect((await listTablesSecurisees()).length).toBeGreaterThan(20)
  })

  it('tient en une règle d’égalité par table, commande et rôle, jamais « tout est permis »', async () => {
    const regles = await lignes<{
      table: string
      regle: string
      roles: string
      commande: string
      texte: string
    }>(
      `select tablename as table, policyname as regle, roles::text, cmd as commande, permissive,
         unnest(array_remove(array[qual, with_check], null)) as texte
       from pg_policies where schemaname = 'public'`,
    )
    expect(regles.length).toBeGreaterThan(20)
    for (const { table, regle, texte, roles } of regles) {
      expect(texte, `${table}.${regle}`).toMatch(
        /^\(+(cooperation_id|id) = \( SELECT cooperation_courante\(\)/,
      )
      expect(texte, `${table}.${regle}`).not.toMatch(/\btrue\b|\bOR\b/i)
      expect(roles, `${table}.${regle}`).toMatch(/^\{maillage_(membre|systeme|public)\}$/)
    }
  })

  it('ne superpose pas deux règles : la plus large gagnerait', async () => {
    const superposees = await lignes(
      `select a.tablename, a.policyname, b.policyname as avec from pg_policies a
       join pg_policies b on b.schemaname = a.schemaname and b.tablename = a.tablename and b.policyname > a.policyname
         and a.roles && b.roles and (a.cmd = b.cmd or 'ALL' in (a.cmd, b.cmd))
       where a.schemaname = 'public'`,
    )
    expect(superposees).toEqual([])
  })

  it('dit de quelle coopération est chaque ligne', async () => {
    const sansCooperation = await lignes<{ table: string }>(
      `select c.relname as table from pg_class c
       where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relrowsecurity
         and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'cooperation_id' and a.attnotnull)`,
    )
    expect(sansCooperation.map(({ table }) => table)).toEqual(['cooperation'])
  })

  it('ne montre à une coopération aucune ligne d’une autre, dans aucune table', async () => {
    const { rows: cooperations } = await t.base.pool.query<{ id: string; nom: string }>(
      'select id, nom from cooperations_connues()',
    )
    expect(cooperations.length).toBeGreaterThan(1)
    const client = new pg.Client(t.url('maillage_app'))
    await client.connect()
    try {
      let vues = 0
      for (const { id } of cooperations)
        for (const role of ['maillage_membre', 'maillage_systeme'])
          for (const { table } of await listTablesSecurisees()) {
            await client.query('begin')
            await client.query(
              `select set_config('role', $1, true), set_config('app.cooperation', $2, true)`,
              [role, id],
            )
            const cle = table === 'cooperation' ? 'id' : 'cooperation_id'
            const droit = await client.query<{ lit: boolean }>(
              `select has_table_privilege($1, 'select') as lit`,
              [table],
            )
            if (droit.rows[0]!.lit) {
              const { rows } = await client.query<{ ici: number; ailleurs: number }>(
                `select count(*) filter (where ${cle} = $1) as ici, count(*) filter (where ${cle} <> $1) as ailleurs from ${table}`,
                [id],
              )
              vues += rows[0]!.ici
              expect(rows[0]!.ailleurs, `${table} sous ${role}`).toBe(0)
            }
            await client.query('rollback')
          }
      expect(vues).toBeGreaterThan(100)
    } finally {
      await client.end()
    }
  })
})

describe('les droits de la base', () => {
  it('ne donnent rien à l’application hors d’une portée, ni à tout le monde', async () => {
    const donnes = await lignes(
      `select table_name, grantee, privilege_type from information_schema.role_table_grants
       where table_schema = 'public' and grantee in ('PUBLIC', 'maillage_app')
         and not (privilege_type = 'SELECT' and table_name = any($1))`,
      [Object.keys(SANS_SECURITE_PAR_LIGNE)],
    )
    expect(donnes).toEqual([])
    for (const { table } of await listTablesSecurisees())
      await expect(t.base.pool.query(`select from ${table} limit 1`), table).rejects.toThrow(
        /permission denied/,
      )
  })

  it('ne laissent effacer que ce qui n’est pas encore une trace', async () => {
    const effacables = await lignes<{ table: string }>(
      `select distinct table_name as table from information_schema.role_table_grants
       where table_schema = 'public' and privilege_type in ('DELETE', 'TRUNCATE') and grantee like 'maillage_%'
         and grantee <> 'maillage_proprietaire' order by 1`,
    )
    expect(effacables.map(({ table }) => table)).toEqual(Object.keys(EFFACABLES).sort())
  })

  it('enferment les fonctions qui voient tout : chemin fixé, personne ne les appelle par défaut', async () => {
    const fonctions = await lignes<{ nom: string; chemin: string[] | null; publique: boolean }>(
      `select p.proname as nom, p.proconfig as chemin, has_function_privilege('public', p.oid, 'execute') as publique
       from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
         and pg_get_userbyid(p.proowner) = 'maillage_proprietaire'`,
    )
    expect(fonctions.length).toBeGreaterThan(3)
    for (const { nom, chemin, publique } of fonctions) {
      expect(chemin?.join(), nom).toContain('search_path=public, pg_temp')
      expect(publique, nom).toBe(false)
    }
  })
})

/** Tables from which the application may delete rows, and why no trace is lost. */
const EFFACABLES: Readonly<Record<string, string>> = {
  achat_lot:
    'a lot of a consultation being prepared: once it is published, the database refuses; each change is in the journal',
  achat_brouillon: 'what an employer is typing and has not sent: its answer takes its place',
  achat_cst_seance: 'the calendar of a comité; the meeting of an employer is copied in its dossier',
  achat_pli_arrivee: 'the hour of a bid while its bytes are written; the bid itself then keeps it',
  achat_recensement_brouillon:
    'what an employer is typing and has not sent: the version sealed from it takes its place',
  achat_recensement_refuse: 'why a file was refused, until one is accepted; no agent was written',
  demande_vue: 'a view of a desk that somebody kept: an address, nothing that happened',
  import_ligne:
    'the preview of a file: what was written stands in its own table, the counts in `import_tableau`, the deed in the journal',
  piece: 'a document withdrawn from a séance being prepared; its bytes and its deposit remain in `fichier`',
  point: 'an agenda being prepared; each change is in the journal',
  siege:
    'the composition of an instance; each change is in the journal, and a vote keeps its own copy of the seats',
  suppleant: 'the substitutes that a member names; each change is in the journal',
  tour_presidence:
    'turns to come, planned again when the order changes; those that began are closed, never erased',
}

describe('les schémas des bibliothèques', () => {
  it('ne s’ouvrent à une transaction métier que pour ajouter une tâche', async () => {
    const lus = await lignes<{ table: string }>(
      `select n.nspname || '.' || c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace,
         unnest(array['maillage_membre', 'maillage_systeme', 'maillage_app', 'maillage_public']) as role
       where n.nspname in ('auth', 'pgboss') and c.relkind in ('r', 'p', 'v')
         and (has_table_privilege(role, c.oid, 'select') or has_table_privilege(role, c.oid, 'update')
           or has_table_privilege(role, c.oid, 'delete')) group by 1`,
    )
    // The settings of the queues, without which a job cannot be added.
    expect(lus.map(({ table }) => table)).toEqual(['pgboss.queue'])
  })
})

describe('la taille de la France', () => {
  it('trouve les enfants d’un parent par un index, jamais en lisant les lignes de toutes les coopérations', async () => {
    const cles = await lignes<{ cle: string; indexee: boolean }>(
      `select format('%s (%s)', k.conrelid::regclass, a.attname) as cle,
         exists (select from pg_index i where i.indrelid = k.conrelid and i.indpred is null
           and (i.indkey[0] = a.attnum or i.indkey[1] = a.attnum)) as indexee
       from pg_constraint k
       join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[array_upper(k.conkey, 1)]
       where k.contype = 'f' and k.connamespace = 'public'::regnamespace
         and k.confrelid::regclass::text <> all ($1) order by 1`,
      [JAMAIS_LUES_DEPUIS],
    )
    expect(cles.length).toBeGreaterThan(80)
    expect(cles.filter(({ indexee }) => !indexee).map(({ cle }) => cle)).toEqual([])
  })
})
