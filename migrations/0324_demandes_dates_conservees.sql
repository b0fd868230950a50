-- Dates that centres announced leave the calendar two years after their day (the term of the feeds that diaries follow): they name nobody, and nobody
-- looks for them any more. The guard of the term is that of every purge.
create function purger_dates_des_centres(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  perform refuser_limite(limite, interval '2 years');
  return query with choisies as (
      select x.id from demande_date x where x.cooperation_id = cooperation_courante() and x.le < limite::date order by x.le, x.id limit lot),
    e as (delete from demande_date x using choisies where x.id = choisies.id returning 1)
    select 'demande_date', count(*) from e;
end
$$;
revoke execute on function purger_dates_des_centres from public;
grant execute on function purger_dates_des_centres to maillage_systeme;
