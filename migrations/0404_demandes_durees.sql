-- Who leaves takes away the views that she kept for herself; those shared with her centre stay to it, until somebody who directs it takes them away.
create or replace function purger_coordonnees(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
  parties uuid[];
begin
  perform refuser_limite(limite, interval '1 year');
  parties := array(
    select p.id from personne p
    where p.cooperation_id = cooperation_courante() and p.courriel not like '%@efface.invalid' and p.creee_le < limite
      and not exists (select from mandat m where m.personne_id = p.id and m.annule_le is null and (m.au is null or m.au >= limite::date))
      and not exists (select from remplacement r where r.cooperation_id = p.cooperation_id and r.remplacant_id = p.id and r.annule_le is null
        and r.au >= limite::date)
      and not exists (select from invitation_acces i where i.personne_id = p.id and i.annulee_le is null and i.expire_le >= limite)
    limit lot for update);
  return query with e as (delete from demande_preference x where x.personne_id = any (parties) returning 1) select 'demande_preference', count(*) from e;
  return query with e as (delete from demande_vue x where x.personne_id = any (parties) and not x.partagee returning 1) select 'demande_vue', count(*) from e;
  return query with e as (delete from flux_agenda x where x.personne_id = any (parties) returning 1) select 'flux_agenda', count(*) from e;
  return query with e as (update personne x set courriel = 'efface-' || x.id || '@efface.invalid', telephone = null
      where x.id = any (parties) returning 1)
    select 'personne', count(*) from e;
end
$$;

-- What was left to be called back goes a year after the call; and, when nobody called, a year after the day by which it was due.
create or replace function purger_enquetes(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  perform refuser_limite(limite, interval '1 year');
  return query with choisies as (
      select q.id from demande_enquete q where q.cooperation_id = cooperation_courante() and q.personne_id is not null and q.envoyee_le < limite limit lot),
    e as (update demande_enquete x set personne_id = null from choisies where x.id = choisies.id returning 1)
    select 'demande_enquete', count(*) from e;
  return query with choisis as (
      select r.id from demande_rappel r where r.cooperation_id = cooperation_courante() and r.contact <> '' and coalesce(r.fait_le, r.avant) < limite limit lot),
    e as (update demande_rappel x set contact = '' from choisis where x.id = choisis.id returning 1)
    select 'demande_rappel', count(*) from e;
  return query with choisies as (
      select n.id from demande_note n where n.cooperation_id = cooperation_courante() and n.commentaire <> '' and n.recue_le < limite limit lot),
    e as (update demande_note x set commentaire = '' from choisies where x.id = choisies.id returning 1)
    select 'demande_note', count(*) from e;
end
$$;
