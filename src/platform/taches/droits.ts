import type { PgBoss } from 'pg-boss'

/**
 * What a business transaction may do in the library's schema: add a job, and nothing else. It reads the settings of the queue and the
 * identifier it was given, never the content of a job: that belongs to other people, other cooperations.
 * Run by the owner of the schema after the library created or migrated its tables; the same every time.
 */
export async function resserrerLesDroits(boss: PgBoss): Promise<void> {
  await boss.getDb().executeSql(`
    do $$
    declare
      nom text;
    begin
      -- Two processes that start together would change the same grants at once.
      perform pg_advisory_xact_lock(hashtextextended('maillage:droits-des-taches', 0));
      if has_column_privilege('maillage_membre', 'pgboss.job', 'data', 'select') then
        revoke all on all tables in schema pgboss from maillage_membre, maillage_systeme;
      end if;
      grant select on pgboss.queue to maillage_membre, maillage_systeme;
      for nom in select format('pgboss.%I', relname) from pg_class
        where relnamespace = 'pgboss'::regnamespace and relkind in ('r', 'p') and relname like 'job%'
          and not has_table_privilege('maillage_membre', oid, 'insert')
          and exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'start_after' and not attisdropped)
      loop
        execute format('grant insert, select (id, start_after) on %s to maillage_membre, maillage_systeme', nom);
      end loop;
    end
    $$`)
}
