-- Keys of access (passkeys): what the browser proves by a signature instead of a code. Only public keys stay here.
set local role maillage_auth;
create table auth.cle_acces (
  id uuid primary key,
  compte uuid not null references auth.users on delete cascade,
  -- How the browser names it, in base64url.
  identifiant text not null unique,
  cle_publique bytea not null,
  -- Only grows on keys that count; stays at zero on those kept by several devices.
  compteur bigint not null,
  transports text[] not null,
  nom text not null check (length(nom) between 1 and 60),
  ajoutee_le timestamptz not null,
  utilisee_le timestamptz,
  -- Its counter went back: somebody has a copy. It serves no more.
  suspecte_le timestamptz
);
create index on auth.cle_acces (compte);
-- A challenge answered once is answered: kept until it would be too old anyway.
create table auth.defi_servi (
  empreinte text primary key,
  expire_le timestamptz not null
);
create index on auth.defi_servi (expire_le);
-- Codes kept on paper belong to the account: they serve beside a telephone, a key, or both.
alter table auth.code_secours drop constraint code_secours_compte_fkey;
alter table auth.code_secours add constraint code_secours_compte_fkey foreign key (compte) references auth.users on delete cascade;
grant select, delete on auth.cle_acces to maillage_proprietaire;
grant delete, select on auth.code_secours to maillage_proprietaire;
reset role;

-- The same answer as before, and whether the account has a key of access. One that was copied still counts: the account stays protected,
-- and its owner enters with her telephone or a code kept on paper.
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
    'cleAcces', exists (select from auth.cle_acces z where z.compte = u.id))
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

-- For the operator, once the person was called back: whatever proved it was her goes, with her open sign-ins.
create or replace function oublier_second_facteur(adresse text) returns text
  language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  trouve uuid := (select u.id from auth.users u where u.email = lower(adresse));
  combien integer;
  oublies integer := 0;
begin
  if trouve is null then
    return 'inconnu';
  end if;
  delete from auth.second_facteur f where f.compte = trouve;
  get diagnostics oublies = row_count;
  delete from auth.cle_acces f where f.compte = trouve;
  get diagnostics combien = row_count;
  if oublies + combien = 0 then
    return 'sans-telephone';
  end if;
  delete from auth.code_secours f where f.compte = trouve;
  delete from auth.session s where s."userId" = trouve;
  return 'oublie';
end
$$;
revoke execute on function oublier_second_facteur from public;
