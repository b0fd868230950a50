-- A replacement that was withdrawn before it began stays written and gives nothing.
alter table remplacement add column annule_le timestamptz;
create or replace view fonction_tenue with (security_invoker = true) as
  select m.cooperation_id, m.organisme_id, m.personne_id, m.fonction, m.du, m.au, m.id as mandat_id, false as par_remplacement
    from mandat m where m.annule_le is null
  union all
  select r.cooperation_id, m.organisme_id, r.remplacant_id, m.fonction, r.du, least(r.au, m.au), m.id, true
    from remplacement r join mandat m on m.id = r.mandat_id where m.annule_le is null and r.annule_le is null;
