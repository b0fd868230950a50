-- A request that nobody touches has spent its time at the centre too: what ran since its last change of state is counted where it is read, by the rule
-- of domain/calendrier.ts and shared/jours-ouvres.ts (a test compares them).

-- Legal holidays of a year (Code du travail, art. L3133-1 and L3134-13), Easter by the anonymous Gregorian algorithm.
create function jours_feries(annee integer, alsace boolean) returns date[] language sql immutable as $$
  with n as (select annee % 19 as a, annee / 100 as b, annee % 100 as c),
  h as (select n.*, (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30 as h from n),
  l as (select h.*, (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7 as l from h),
  m as (select l.*, (a + 11 * h + 22 * l) / 451 as m from l),
  p as (select make_date(annee, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1) as paques from m)
  select array[make_date(annee, 1, 1), make_date(annee, 5, 1), make_date(annee, 5, 8), make_date(annee, 7, 14), make_date(annee, 8, 15),
      make_date(annee, 11, 1), make_date(annee, 11, 11), make_date(annee, 12, 25), paques + 1, paques + 39, paques + 50]
    || case when alsace then array[paques - 2, make_date(annee, 12, 26)] else '{}' end
  from p
$$;

-- Days from Monday to Friday when a guichet is closed, since the last move of its oldest open file: holidays, and its own closures.
create function jours_chomes(la_cooperation uuid, le_guichet uuid) returns date[]
  language sql stable security definer set search_path = public, pg_temp
as $$
  with bornes as (
    select (min(d.depuis) at time zone 'Europe/Paris')::date as du, (now() at time zone 'Europe/Paris')::date + 1 as au
    from demande d where d.cooperation_id = la_cooperation and d.guichet_id = le_guichet
      and d.etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS', 'ROUVERTE')
  ), jours as (
    select f.jour from bornes b join cooperation c on c.id = la_cooperation
      cross join generate_series(extract(year from b.du)::int, extract(year from b.au)::int + 1) annee
      cross join unnest(jours_feries(annee, c.alsace_moselle)) f (jour)
    union
    select j::date from bornes b join demande_fermeture f on f.cooperation_id = la_cooperation and f.centre_id = le_guichet and f.au >= b.du
      cross join generate_series(greatest(f.du, b.du)::timestamp, f.au::timestamp, interval '1 day') j
  )
  select coalesce(array_agg(jour order by jour), '{}') from jours where extract(isodow from jour) < 6
$$;
revoke execute on function jours_chomes from public;
grant execute on function jours_chomes to maillage_membre, maillage_public;

-- Open time between two instants, in milliseconds: 9:00-12:30 and 13:30-17:00 in Paris, Monday to Friday but the days given (none of a week end).
create function duree_ouverte(debut timestamptz, fin timestamptz, chomes date[]) returns bigint language sql immutable as $$
  select sum(signe * (
      25200000 * (5 * (n / 7) + least(n % 7, 5) - (select count(*) from unnest(chomes) c where c < jour))
      + case when n % 7 < 5 and jour <> all (chomes)
        then least(greatest(ms - 32400000, 0), 12600000) + least(greatest(ms - 48600000, 0), 12600000) else 0 end))::bigint
  from (values (1, greatest(debut, fin) at time zone 'Europe/Paris'), (-1, debut at time zone 'Europe/Paris')) v (signe, le)
  -- Whole weeks since a Monday.
  cross join lateral (select v.le::date as jour, v.le::date - date '2000-01-03' as n, (extract(epoch from v.le::time) * 1000)::bigint as ms) j
$$;

-- What a request has spent in the centres until an instant.
create function temps_au_centre(etat text, cumul bigint, depuis timestamptz, maintenant timestamptz, chomes date[]) returns bigint
  language sql immutable as $$
  select cumul + case when etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ROUVERTE')
    then duree_ouverte(depuis, maintenant, coalesce(chomes, '{}')) else 0 end
$$;

create or replace function mesures_des_demandes(debut timestamptz, fin timestamptz, encours boolean)
  returns table (guichet_id uuid, type_id uuid, recues bigint, nouvelles bigint, finies bigint, ouvertes bigint, comptees bigint,
    mediane bigint, p90 bigint, dans_la_cible bigint)
  language sql stable security definer set search_path = public, pg_temp
as $$
  with chomes as (
    select m.organisme_id as g, jours_chomes(m.cooperation_id, m.organisme_id) as jours from membre m
    where encours and m.cooperation_id = cooperation_courante()
  ), x as (
    select d.guichet_id as g, d.type_id as t, true as finie, d.cumul_cdg as duree, d.reponse_jours * 25200000::bigint as cible
    from demande d
    where d.cooperation_id = cooperation_courante() and d.etat in ('REPONDUE', 'CLOTUREE') and d.repondue_le >= debut and d.repondue_le < fin
    union all
    select d.guichet_id, d.type_id, false, temps_au_centre(d.etat, d.cumul_cdg, d.depuis, fin, c.jours), d.reponse_jours * 25200000::bigint
    from demande d left join chomes c on c.g = d.guichet_id
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

create or replace view publie_delai with (security_barrier = true) as
  select d.cooperation_id, d.guichet_id, t.libelle as demande, t.theme, temps_au_centre(d.etat, d.cumul_cdg, d.depuis, now(), c.jours) as duree,
    d.reponse_jours, d.etat in ('REPONDUE', 'CLOTUREE') as finie, d.repondue_le
  from publie_portail p join portail r on r.cooperation_id = p.cooperation_id and r.regle_delais
  join demande d on d.cooperation_id = p.cooperation_id join demande_type t on t.id = d.type_id
  left join (select m.cooperation_id, m.organisme_id, jours_chomes(m.cooperation_id, m.organisme_id) as jours from membre m) c
    on c.cooperation_id = d.cooperation_id and c.organisme_id = d.guichet_id
  where d.etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS', 'ROUVERTE', 'REPONDUE', 'CLOTUREE');

create or replace function temps_des_demandes(maintenant timestamptz, jours integer)
  returns table (type_id uuid, guichet_id uuid, cdg bigint, total bigint, reponse_jours integer, fini boolean)
  language sql stable security definer set search_path = public, pg_temp
as $$
  with chomes as (
    select m.organisme_id as g, jours_chomes(m.cooperation_id, m.organisme_id) as fermes from membre m where m.cooperation_id = cooperation_courante()
  )
  select d.type_id, d.guichet_id, temps_au_centre(d.etat, d.cumul_cdg, d.depuis, maintenant, c.fermes),
    d.cumul_cdg + d.cumul_collectivite + d.cumul_tiers + case when d.etat in ('REPONDUE', 'CLOTUREE') then 0
      else duree_ouverte(d.depuis, maintenant, coalesce(c.fermes, '{}')) end,
    d.reponse_jours, d.etat in ('REPONDUE', 'CLOTUREE')
  from demande d left join chomes c on c.g = d.guichet_id
  where d.cooperation_id = cooperation_courante()
    and (d.etat in ('REPONDUE', 'CLOTUREE') and d.repondue_le > maintenant - make_interval(days => jours)
      or d.etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS', 'ROUVERTE'))
$$;
