-- Figures of requests between two instants, counted where the rows are: every member reads counts and times of the cooperation, never a number, a
-- subject or an employer. Four levels at once: the cooperation, each guichet, each type, each type of a guichet (null: all of them).
create index on demande (cooperation_id, repondue_le) where repondue_le is not null;
create index on demande (cooperation_id, deposee_le) where deposee_le is not null;

-- An open file already older than the median counts with its age so far (`encours`): what is left aside embellishes nothing.
create function mesures_des_demandes(debut timestamptz, fin timestamptz, encours boolean)
  returns table (guichet_id uuid, type_id uuid, recues bigint, nouvelles bigint, finies bigint, ouvertes bigint, comptees bigint,
    mediane bigint, p90 bigint, dans_la_cible bigint)
  language sql stable security definer set search_path = public, pg_temp
as $$
  with x as (
    select d.guichet_id as g, d.type_id as t, true as finie, d.cumul_cdg as duree, d.reponse_jours * 25200000::bigint as cible
    from demande d
    where d.cooperation_id = cooperation_courante() and d.etat in ('REPONDUE', 'CLOTUREE') and d.repondue_le >= debut and d.repondue_le < fin
    union all
    select d.guichet_id, d.type_id, false, d.cumul_cdg, d.reponse_jours * 25200000::bigint
    from demande d
    where encours and d.cooperation_id = cooperation_courante()
      and d.etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS', 'ROUVERTE')
  ), niveaux as (
    select case when n in (1, 3) then x.g end as g, case when n in (2, 3) then x.t end as t, x.finie, x.duree, x.cible
    from x cross join generate_series(0, 3) n
  ), milieux as (
    select g, t, count(*) filter (where finie) as finies, count(*) filter (where not finie) as ouvertes,
      percentile_disc(0.5) within group (order by duree) filter (where finie) as milieu
    from niveaux group by g, t
  ), temps as (
    select m.g, m.t, count(*) as comptees, percentile_disc(array[0.5, 0.9]) within group (order by n.duree) as rangs,
      count(*) filter (where n.duree <= n.cible) as dedans
    from niveaux n join milieux m on coalesce(m.g, '00000000-0000-0000-0000-000000000000') = coalesce(n.g, '00000000-0000-0000-0000-000000000000')
      and coalesce(m.t, '00000000-0000-0000-0000-000000000000') = coalesce(n.t, '00000000-0000-0000-0000-000000000000')
    where n.finie or n.duree > m.milieu
    group by m.g, m.t
  ), depots as (
    select case when grouping(d.guichet_id) = 0 then d.guichet_id end as g, case when grouping(d.type_id) = 0 then d.type_id end as t,
      count(*) as recues, sum(d.nouvelles)::bigint as nouvelles
    from demande d
    where d.cooperation_id = cooperation_courante() and d.deposee_le >= debut and d.deposee_le < fin
    group by grouping sets ((), (d.guichet_id), (d.type_id), (d.guichet_id, d.type_id))
  )
  select k.g, k.t, coalesce(p.recues, 0), coalesce(p.nouvelles, 0), coalesce(m.finies, 0), coalesce(m.ouvertes, 0), coalesce(t.comptees, 0),
    t.rangs[1], t.rangs[2], coalesce(t.dedans, 0)
  from (select g, t from milieux union select g, t from depots) k
  left join milieux m on m.g is not distinct from k.g and m.t is not distinct from k.t
  left join temps t on t.g is not distinct from k.g and t.t is not distinct from k.t
  left join depots p on p.g is not distinct from k.g and p.t is not distinct from k.t
$$;
revoke execute on function mesures_des_demandes from public;
grant execute on function mesures_des_demandes to maillage_membre;

-- What the public reads, once the cooperation chose it: times without anything that names a request or an employer, and what was done of what was
-- heard. Small cells are put together before they leave (docs/adr/0057).
alter table portail add column regle_delais boolean not null default false;
create view publie_delai with (security_barrier = true) as
  select d.cooperation_id, d.guichet_id, t.libelle as demande, t.theme, d.cumul_cdg as duree, d.reponse_jours, d.etat in ('REPONDUE', 'CLOTUREE') as finie,
    d.repondue_le
  from publie_portail p join portail r on r.cooperation_id = p.cooperation_id and r.regle_delais
  join demande d on d.cooperation_id = p.cooperation_id join demande_type t on t.id = d.type_id
  where d.etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS', 'ROUVERTE', 'REPONDUE', 'CLOTUREE');
create view publie_suite_donnee with (security_barrier = true) as
  select s.cooperation_id, s.centre_id, s.etape, s.entendu, s.fait, s.le, s.fictif
  from publie_portail p join portail r on r.cooperation_id = p.cooperation_id and r.regle_delais
  join demande_suite s on s.cooperation_id = p.cooperation_id and s.publiee;
grant select on publie_delai, publie_suite_donnee to maillage_public;
