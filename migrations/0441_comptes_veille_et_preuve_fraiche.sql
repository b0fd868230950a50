-- When a session was last used, and when its owner last proved that it was her: the first ends it after a time without any page, the second is
-- asked before a deed that would help whoever sits down at her place.
set local role maillage_auth;
alter table auth.session add column "vueLe" timestamptz, add column "prouveeLe" timestamptz;
grant update ("vueLe", "expiresAt") on auth.session to maillage_proprietaire;
reset role;

-- The same answer as before, and those two instants.
create or replace function acteur_de_session(jeton text, maintenant timestamp with time zone)
returns jsonb
language sql
stable security definer
set search_path = public, pg_temp
as $$
  select jsonb_build_object(
    'sessionId', s.id, 'compteId', u.id, 'courriel', u.email, 'personneId', p.id, 'nom', coalesce(p.nom, u.name),
    'cooperationId', c.id, 'cooperation', c.nom, 'organismeId', o.id, 'organisme', o.nom, 'typeOrganisme', o.type,
    'libelle', coalesce(m.libelle, o.nom), 'roleMembre', b.role,
    'fonctions', coalesce(f.fonctions, '[]'::jsonb), 'structures', coalesce(a.nombre, 0),
    'preuves', coalesce(s.amr, ''), 'secondFacteur', exists (select from auth.second_facteur z where z.compte = u.id),
    'cleAcces', exists (select from auth.cle_acces z where z.compte = u.id),
    'vueLe', coalesce(s."vueLe", s."updatedAt"), 'prouveeLe', coalesce(s."prouveeLe", s."createdAt"))
  from auth.session s
  join auth.users u on u.id = s."userId"
  left join personne p on p.courriel = u.email and p.cooperation_id = s."cooperationId"
  left join cooperation c on c.id = p.cooperation_id
  left join lateral (
    select jsonb_agg(distinct t.fonction) as fonctions
    from fonction_tenue t
    where t.personne_id = p.id and t.organisme_id = s."organismeId"
      and t.du <= (maintenant at time zone 'Europe/Paris')::date
      and (t.au is null or t.au >= (maintenant at time zone 'Europe/Paris')::date)
  ) f on true
  left join organisme o on o.id = s."organismeId" and f.fonctions is not null
  left join membre m on m.cooperation_id = c.id and m.organisme_id = o.id
  left join periode_membre b on b.cooperation_id = c.id and b.organisme_id = o.id
    and b.du <= (maintenant at time zone 'Europe/Paris')::date
    and (b.au is null or b.au >= (maintenant at time zone 'Europe/Paris')::date)
  left join lateral (
    select count(distinct (t.cooperation_id, t.organisme_id))::int as nombre
    from personne q
    cross join lateral (
      -- Apart (offset 0), so that a person's functions are found by her index, whatever the size of the table.
      select v.cooperation_id, v.organisme_id
      from fonction_tenue v
      where v.personne_id = q.id
        and v.du <= (maintenant at time zone 'Europe/Paris')::date
        and (v.au is null or v.au >= (maintenant at time zone 'Europe/Paris')::date)
      offset 0
    ) t
    where q.courriel = u.email
  ) a on true
  where s.token = jeton and s."expiresAt" > maintenant
$$;

-- A page was asked for with this session; or it was left alone for too long, and is over. Never makes a session last longer.
create function suivre_session(identifiant uuid, maintenant timestamptz, finie boolean) returns void
  language sql security definer set search_path = public, pg_temp
as $$
  update auth.session
  set "vueLe" = case when finie then "vueLe" else greatest("vueLe", maintenant) end,
    "expiresAt" = case when finie then least("expiresAt", maintenant) else "expiresAt" end
  where id = identifiant
$$;
revoke execute on function suivre_session from public;
grant execute on function suivre_session to maillage_app;
