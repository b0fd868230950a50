-- What a night of the purge could not do: names of purges and codes of errors, never what a row holds; and how many cooperations another process was purging.
alter table purge_passage add column echecs jsonb not null default '[]', add column occupees integer not null default 0;

create function noter_purge(debut timestamptz, fin timestamptz, les_comptes jsonb, les_echecs jsonb, les_occupees integer) returns void
  language sql volatile security definer set search_path = public, pg_temp
as $$
  insert into purge_passage (commencee_le, finie_le, comptes, echecs, occupees) values (debut, fin, les_comptes, les_echecs, les_occupees);
  delete from purge_passage where finie_le < fin - interval '1 year';
$$;
revoke execute on function noter_purge(timestamptz, timestamptz, jsonb, jsonb, integer) from public;
grant execute on function noter_purge(timestamptz, timestamptz, jsonb, jsonb, integer) to maillage_app;

-- Since when a purge is due: the first migration of this database. An installation that never purged says so after two nights.
create function installee_le() returns timestamptz
  language sql stable security definer set search_path = public, pg_temp
as $$ select min(appliquee_le) from migration $$;
revoke execute on function installee_le from public;
grant execute on function installee_le to maillage_app;
