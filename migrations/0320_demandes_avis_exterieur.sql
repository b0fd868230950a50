-- An opinion may be asked outside the cooperation (an expert, a partner): it is known by the organisation and its address, answers by a signed
-- link, and reads the question alone. It has a date like the others, and stops no clock.
alter table demande_avis alter column sollicite_id drop not null;
alter table demande_avis add column externe text not null default '' check (length(externe) <= 160);
alter table demande_avis add column externe_courriel text not null default '' check (length(externe_courriel) <= 200);
alter table demande_avis add column relance_le timestamptz;
alter table demande_avis add constraint demande_avis_de_qui check (
  (sollicite_id is null) = (externe <> '') and (externe = '') = (externe_courriel = ''));
create index demande_avis_attendu on demande_avis (cooperation_id, avant) where rendu_le is null;

-- A share whose last day is over ends the next worked morning: what ends is looked for by its date.
create index demande_partage_a_finir on demande_partage (cooperation_id, jusquau) where fini_le is null;

-- Takes a request back from a centre whose share ended. Never from its employer, its guichet or who treats it; nor while another share runs, or once an opinion was asked
-- of it. As the owner: whoever gives back her own right could not write a row that she reads no more, and only an ended share lets it go.
create function retirer_l_acces(la_demande uuid, le_centre uuid) returns void
  language sql volatile security definer set search_path = public, pg_temp
as $$
  update demande d set acces = array_remove(d.acces, le_centre)
  where d.id = la_demande and d.cooperation_id = cooperation_courante() and le_centre not in (d.organisme_id, d.guichet_id, d.traitant_id)
    and exists (select from demande_partage p where p.demande_id = d.id and p.avec_id = le_centre and p.fini_le is not null)
    and not exists (select from demande_partage p where p.demande_id = d.id and p.avec_id = le_centre and p.fini_le is null)
    and not exists (select from demande_avis a where a.demande_id = d.id and a.sollicite_id = le_centre)
$$;
revoke execute on function retirer_l_acces from public;
grant execute on function retirer_l_acces to maillage_membre, maillage_systeme;
