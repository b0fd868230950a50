-- Schemas of two libraries, each with a login role of its own (named exceptions of tests/architecture.test.ts):
-- better-auth keeps accounts and sessions in `auth`, pg-boss keeps the jobs in `pgboss`.

create schema auth authorization maillage_auth;
create schema pgboss authorization maillage_taches;

-- A business transaction sends its jobs itself: it may add a job, never read nor change the others' through this grant alone.
set local role maillage_taches;
grant usage on schema pgboss to maillage_membre, maillage_systeme;
alter default privileges in schema pgboss grant select, insert on tables to maillage_membre, maillage_systeme;
alter default privileges in schema pgboss grant execute on functions to maillage_membre, maillage_systeme;

-- Mail in demonstration mode goes to this table instead of a server: the mailbox page reads it.
create table pgboss.boite_demonstration (
  id uuid primary key,
  envoye_le timestamptz not null,
  destinataire text not null,
  objet text not null,
  texte text not null,
  agenda text
);
create index on pgboss.boite_demonstration (envoye_le desc);
reset role;

set local role maillage_auth;
create table auth.users (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create table auth.session (
  id uuid primary key default gen_random_uuid(),
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references auth.users on delete cascade,
  "cooperationId" uuid,
  "organismeId" uuid,
  amr text
);
create index on auth.session ("userId");
create table auth.account (
  id uuid primary key default gen_random_uuid(),
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references auth.users on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null
);
create index on auth.account ("userId");
create table auth.verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create index on auth.verification (identifier);
-- The session look-up below runs as the owner.
grant usage on schema auth to maillage_proprietaire;
grant select on auth.users, auth.session to maillage_proprietaire;
reset role;

-- Who acts: the person, the organisation she acts for and the functions she holds today, for one session token.
-- No function is held without a mandate (or a replacement) valid today: roles end with the mandate.
create function acteur_de_session(jeton text, maintenant timestamptz) returns jsonb
  language sql stable security definer set search_path = public, pg_temp
as $$
  select jsonb_build_object(
    'sessionId', s.id, 'compteId', u.id, 'courriel', u.email, 'personneId', p.id, 'nom', coalesce(p.nom, u.name),
    'cooperationId', c.id, 'cooperation', c.nom, 'organismeId', o.id, 'organisme', o.nom, 'typeOrganisme', o.type,
    'libelle', coalesce(m.libelle, o.nom), 'roleMembre', m.role,
    'fonctions', coalesce(f.fonctions, '[]'::jsonb), 'structures', coalesce(a.nombre, 0))
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
    and (m.au is null or m.au >= (maintenant at time zone 'Europe/Paris')::date)
  left join lateral (
    select count(distinct (t.cooperation_id, t.organisme_id))::int as nombre
    from personne q join fonction_tenue t on t.personne_id = q.id
    where q.courriel = u.email
      and t.du <= (maintenant at time zone 'Europe/Paris')::date
      and (t.au is null or t.au >= (maintenant at time zone 'Europe/Paris')::date)
  ) a on true
  where s.token = jeton and s."expiresAt" > maintenant
$$;

-- The organisations between which one account may switch.
create function structures_du_compte(adresse text, maintenant timestamptz)
  returns table (cooperation_id uuid, cooperation text, organisme_id uuid, organisme text, libelle text, personne_id uuid, fonctions text[])
  language sql stable security definer set search_path = public, pg_temp
as $$
  select c.id, c.nom, o.id, o.nom, coalesce(m.libelle, o.nom), p.id, array_agg(distinct t.fonction)
  from personne p
  join cooperation c on c.id = p.cooperation_id
  join fonction_tenue t on t.personne_id = p.id
  join organisme o on o.id = t.organisme_id
  left join membre m on m.cooperation_id = c.id and m.organisme_id = o.id
  where p.courriel = lower(adresse)
    and t.du <= (maintenant at time zone 'Europe/Paris')::date
    and (t.au is null or t.au >= (maintenant at time zone 'Europe/Paris')::date)
  group by c.id, c.nom, o.id, o.nom, m.libelle, p.id, m.ordre
  order by c.nom, m.ordre nulls last, o.nom
$$;

-- Cooperations known here: the first access, the jobs of the night and the demonstration need the list before any scope exists.
create function cooperations_connues() returns table (id uuid, nom text)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select c.id, c.nom from cooperation c order by c.creee_le, c.nom $$;

revoke execute on function acteur_de_session, structures_du_compte, cooperations_connues from public;
grant execute on function acteur_de_session, structures_du_compte, cooperations_connues to maillage_app, maillage_systeme;
