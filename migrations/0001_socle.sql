-- The ground every module stands on: scope of a transaction, journal, replayed forms, files.

create extension if not exists pg_trgm;
create extension if not exists unaccent;

revoke create on schema public from public;
grant usage on schema public to maillage_app, maillage_membre, maillage_systeme, maillage_public;

-- Scope of the transaction. After a transaction the setting is '' and not NULL: no scope, no row.
create function cooperation_courante() returns uuid language sql stable
  return nullif(current_setting('app.cooperation', true), '')::uuid;
create function organisme_courant() returns uuid language sql stable
  return nullif(current_setting('app.organisme', true), '')::uuid;

-- What a search compares: no accent, no case, no punctuation of names (« L'Île-d'Yeu » = « l ile d yeu »).
create function normaliser(texte text) returns text language sql immutable strict parallel safe
  return trim(regexp_replace(lower(public.unaccent('public.unaccent', texte)), '[^a-z0-9]+', ' ', 'g'));

-- Stale pages: every editable row carries a version, and a trigger that nobody can forget moves it.
create function avancer_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end
$$;

create table journal (
  id bigint generated always as identity primary key,
  cooperation_id uuid not null,
  survenu_le timestamptz not null,
  personne_id uuid,
  organisme_id uuid,
  acteur text not null,
  action text not null,
  objet_type text not null,
  objet_id uuid,
  resume text not null,
  donnees jsonb not null default '{}',
  maillon bigint,
  precedent bytea,
  empreinte bytea,
  unique (cooperation_id, maillon)
);
create index on journal (cooperation_id, survenu_le desc);
create index on journal (cooperation_id, objet_id);
create index journal_a_chainer on journal (cooperation_id, id) where maillon is null;
alter table journal enable row level security;
create policy membre_lit on journal for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ecrit on journal for insert to maillage_membre with check (cooperation_id = (select cooperation_courante()));
create policy systeme on journal to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on journal to maillage_membre, maillage_systeme;
grant update (maillon, precedent, empreinte) on journal to maillage_systeme;

-- A journal line is never rewritten: its link is written once, by the appender.
create function journal_immuable() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.maillon is not null then
    raise exception 'journal : la ligne % ne se modifie pas', old.id;
  end if;
  return new;
end
$$;
create trigger journal_immuable before update or delete on journal for each row execute function journal_immuable();

-- Cooperations whose journal waits for links (the appender has no scope yet when it asks).
create function cooperations_a_chainer() returns table (cooperation_id uuid, lignes bigint)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select j.cooperation_id, count(*) from journal j where j.maillon is null group by j.cooperation_id $$;
revoke execute on function cooperations_a_chainer() from public;
grant execute on function cooperations_a_chainer() to maillage_app, maillage_systeme;

-- A form sent twice creates one thing: its key is stored with what it created.
create table envoi_formulaire (
  cooperation_id uuid not null,
  cle uuid not null,
  lieu text not null,
  recu_le timestamptz not null default now(),
  primary key (cooperation_id, cle)
);
alter table envoi_formulaire enable row level security;
create policy membre on envoi_formulaire to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on envoi_formulaire to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on envoi_formulaire to maillage_membre, maillage_systeme;

-- Files: the bytes live in the file store under their SHA-256, the row says whose they are.
create table fichier (
  id uuid primary key,
  cooperation_id uuid not null,
  organisme_id uuid not null,
  nom text not null check (length(nom) between 1 and 200),
  type_mime text not null,
  taille integer not null check (taille > 0),
  sha256 text not null,
  depose_par uuid,
  depose_le timestamptz not null default now()
);
create index on fichier (cooperation_id, depose_le desc);
alter table fichier enable row level security;
create policy membre_lit on fichier for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ecrit on fichier for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on fichier to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on fichier to maillage_membre, maillage_systeme;
