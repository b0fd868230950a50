-- A second proof of who signs in: the secret of a code generator (sealed by the application), the last thirty seconds it was used for, and
-- ten codes to keep on paper, of which only fingerprints stay here.
set local role maillage_auth;
create table auth.second_facteur (
  compte uuid primary key references auth.users on delete cascade,
  secret text not null,
  active_le timestamptz not null,
  -- A code that served does not serve again, within its own thirty seconds either.
  dernier_pas bigint not null
);
create table auth.code_secours (
  compte uuid not null references auth.second_facteur on delete cascade,
  empreinte text not null,
  utilise_le timestamptz,
  primary key (compte, empreinte)
);
grant select, delete on auth.second_facteur to maillage_proprietaire;
grant delete on auth.session to maillage_proprietaire;
reset role;

create or replace function acteur_de_session(jeton text, maintenant timestamptz) returns jsonb
  language sql stable security definer set search_path = public, pg_temp
as $$
  select jsonb_build_object(
    'sessionId', s.id, 'compteId', u.id, 'courriel', u.email, 'personneId', p.id, 'nom', coalesce(p.nom, u.name),
    'cooperationId', c.id, 'cooperation', c.nom, 'organismeId', o.id, 'organisme', o.nom, 'typeOrganisme', o.type,
    'libelle', coalesce(m.libelle, o.nom), 'roleMembre', b.role,
    'fonctions', coalesce(f.fonctions, '[]'::jsonb), 'structures', coalesce(a.nombre, 0),
    'preuves', coalesce(s.amr, ''), 'secondFacteur', exists (select from auth.second_facteur z where z.compte = u.id))
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
    from personne q join fonction_tenue t on t.personne_id = q.id
    where q.courriel = u.email
      and t.du <= (maintenant at time zone 'Europe/Paris')::date
      and (t.au is null or t.au >= (maintenant at time zone 'Europe/Paris')::date)
  ) a on true
  where s.token = jeton and s."expiresAt" > maintenant
$$;

-- For the operator, once the person was called back: her generator, its codes and her open sign-ins go together.
create function oublier_second_facteur(adresse text) returns text
  language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  trouve uuid := (select u.id from auth.users u where u.email = lower(adresse));
begin
  if trouve is null then
    return 'inconnu';
  end if;
  delete from auth.second_facteur f where f.compte = trouve;
  if not found then
    return 'sans-telephone';
  end if;
  delete from auth.session s where s."userId" = trouve;
  return 'oublie';
end
$$;
revoke execute on function oublier_second_facteur from public;
