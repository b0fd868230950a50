-- Whoever holds a mandate that its member named as substitute has the function « suppleance »: in which instances is read when she acts.
create index on suppleant (mandat_id);
create or replace view fonction_tenue with (security_invoker = true) as
  with tenue as (
    select m.cooperation_id, m.organisme_id, m.personne_id, m.fonction, m.du, m.au, m.id as mandat_id, false as par_remplacement
      from mandat m where m.annule_le is null
    union all
    select r.cooperation_id, m.organisme_id, r.remplacant_id, m.fonction, r.du, least(r.au, m.au), m.id, true
      from remplacement r join mandat m on m.id = r.mandat_id where m.annule_le is null and r.annule_le is null
  )
  select * from tenue
  union all
  select t.cooperation_id, t.organisme_id, t.personne_id, 'suppleance', t.du, t.au, t.mandat_id, t.par_remplacement
    from tenue t where exists (select from suppleant u where u.mandat_id = t.mandat_id);
