-- A request that its employer opens again goes back to its guichet when the share that gave its treatment to another centre is over. The town hall, which
-- reads no share, asks only whether it is. In plpgsql, for it reads a column that 0430 adds: a new base writes this function first.
create function partage_de_traitement_fini(la_demande uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp
as $$
begin
  return exists (select from demande d join demande_partage p on p.demande_id = d.id and p.avec_id = d.traitant_id
    where d.id = la_demande and d.cooperation_id = cooperation_courante() and d.traitant_id <> d.guichet_id
    having count(*) > 0 and count(*) filter (where p.traiter and p.fini_le is null) = 0);
end
$$;
revoke execute on function partage_de_traitement_fini from public;
grant execute on function partage_de_traitement_fini to maillage_membre, maillage_systeme;

-- An opinion asked of a centre opens the request to it for a time: until the question is called back, or a month after the date it was asked for, given
-- or not. `fin` says which; the reading goes with it, unless something else gives it.
alter table demande_avis add column fini_le timestamptz;
alter table demande_avis add column fin text check (fin in ('retrait', 'terme'));
alter table demande_avis add constraint demande_avis_fini check (
  (fini_le is null) = (fin is null) and (fini_le is null or sollicite_id is not null) and (fin is distinct from 'retrait' or rendu_le is null));
create index demande_avis_a_finir on demande_avis (cooperation_id, avant) where fini_le is null and sollicite_id is not null;

create or replace function retirer_l_acces(la_demande uuid, le_centre uuid) returns void
  language sql volatile security definer set search_path = public, pg_temp
as $$
  update demande d set acces = array_remove(d.acces, le_centre)
  where d.id = la_demande and d.cooperation_id = cooperation_courante() and le_centre not in (d.organisme_id, d.guichet_id, d.traitant_id)
    and (exists (select from demande_partage p where p.demande_id = d.id and p.avec_id = le_centre and p.fini_le is not null)
      or exists (select from demande_avis a where a.demande_id = d.id and a.sollicite_id = le_centre and a.fini_le is not null))
    and not exists (select from demande_partage p where p.demande_id = d.id and p.avec_id = le_centre and p.fini_le is null)
    and not exists (select from demande_avis a where a.demande_id = d.id and a.sollicite_id = le_centre and a.fini_le is null)
$$;
