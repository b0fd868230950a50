-- A purchase without contract ends too: given up or closed, its census has served.
create function achat_sans_suite_depuis(employeur uuid, jour date) returns boolean
  language sql stable set search_path = public, pg_temp
as $$
  select case when max(c.au) is null then bool_and(o.etat in ('abandonnee', 'close') and o.debut_le < jour) else max(c.au) < jour end
  from achat_employeur e
  join achat_operation o on o.id = e.operation_id
  left join achat_contrat c on c.operation_id = o.id
  where e.id = employeur
$$;
revoke execute on function achat_sans_suite_depuis from public;

-- Agents counted for a purchase: a version that another replaced; all of them once every contract of the purchase ended. How many they were stays.
create or replace function purger_agents_recenses(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  perform refuser_limite(limite, interval '2 years');
  return query with choisis as (
      select a.recensement_id from achat_agents a join achat_recensement r on r.id = a.recensement_id
      where a.cooperation_id = cooperation_courante() and (r.remplace_le < limite or achat_sans_suite_depuis(r.employeur_id, limite::date))
      limit lot),
    e as (delete from achat_agents x using choisis where x.recensement_id = choisis.recensement_id returning 1)
    select 'achat_agents', count(*) from e;
  return query with choisies as (
      select d.id from achat_dispense d where d.cooperation_id = cooperation_courante() and achat_sans_suite_depuis(d.employeur_id, limite::date)
      limit lot),
    e as (delete from achat_dispense x using choisies where x.id = choisies.id returning 1)
    select 'achat_dispense', count(*) from e;
end
$$;
