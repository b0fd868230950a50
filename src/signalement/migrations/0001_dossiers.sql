-- What the server keeps: sealed bytes, days, a coarse state. No address, no hour of an author, no name, no employer, no category.
create function organisme_courant() returns text language sql stable as
  $$ select nullif(current_setting('app.organisme', true), '') $$;

-- Public: signed directories, the same bytes for everybody. Nothing in them is secret.
create table annuaire (
  organisme text not null,
  rang integer not null check (rang >= 0),
  fichier bytea not null,
  primary key (organisme, rang)
);
grant select, insert on annuaire to accueil_app;

-- A member has one keystore, whatever the number of organisations served. The server keeps a hash of what opens a session: it opens nothing.
create table membre (
  id text primary key,
  trousseau bytea not null,
  sel text not null,
  memoire integer not null,
  passes integer not null,
  authentification text not null
);
grant select, insert, update on membre to accueil_app;

create table dossier (
  id text primary key check (length(id) = 22),
  organisme text not null,
  reperage text not null unique check (length(reperage) = 43),
  cle_auteur text not null check (length(cle_auteur) = 43),
  depot text not null check (length(depot) = 43),
  jour date not null,
  etat text not null check (etat in ('RECU', 'ACCUSE', 'EN_COURS', 'CLOS', 'PURGE_PROGRAMMEE', 'PURGE')),
  tour text not null check (tour in ('cellule', 'auteur')),
  version integer not null default 1
);
create table message (
  dossier text not null references dossier on delete cascade,
  organisme text not null,
  volet text not null check (volet in ('R', 'I', 'S', 'E', 'N', 'Q', 'T')),
  rang integer not null check (rang >= 0),
  epoque integer not null check (epoque >= 1),
  octets bytea not null,
  primary key (dossier, volet, rang)
);
create table piece (
  id text primary key check (length(id) = 22),
  dossier text not null references dossier on delete cascade,
  organisme text not null,
  volet text not null check (volet in ('R', 'I', 'S', 'E', 'N', 'Q', 'T')),
  epoque integer not null,
  octets bytea not null
);
create index on piece (dossier);
create table enveloppe (
  dossier text not null references dossier on delete cascade,
  organisme text not null,
  volet text not null check (volet in ('R', 'I', 'S', 'E', 'N', 'Q', 'T')),
  epoque integer not null check (epoque >= 1),
  dest text not null,
  octets bytea not null,
  primary key (dossier, volet, epoque, dest)
);
create index on enveloppe (dest);
create table echeance (
  dossier text not null references dossier on delete cascade,
  organisme text not null,
  code text not null check (code in ('AR', 'RDV', 'RETOUR', 'ENQUETE', 'RELANCE', 'PURGE')),
  jour date not null,
  fait boolean not null default false,
  primary key (dossier, code)
);
-- A deed that two members must sign: what the first one asked.
create table double_lecture (
  dossier text not null references dossier on delete cascade,
  organisme text not null,
  geste text not null check (geste in ('clore', 'purger')),
  par text not null,
  jour date not null,
  primary key (dossier, geste)
);
create table journal (
  organisme text not null,
  n integer not null check (n >= 0),
  ligne text not null,
  empreinte text not null check (length(empreinte) = 43),
  primary key (organisme, n)
);
-- A record of closure, tied to no case. Its order of arrival is not kept.
create table statistique (
  id uuid primary key default gen_random_uuid(),
  organisme text not null,
  annee integer not null,
  fiche jsonb not null
);

do $$
declare t text;
begin
  foreach t in array array['dossier', 'message', 'piece', 'enveloppe', 'echeance', 'double_lecture', 'journal', 'statistique'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy meme_organisme on %I to accueil_app using (organisme = (select organisme_courant())) with check (organisme = (select organisme_courant()))', t);
  end loop;
end $$;
grant select, insert, update, delete on dossier, message, piece, enveloppe, echeance, double_lecture to accueil_app;
-- The journal is only added to; a record of closure is never changed.
grant select, insert on journal, statistique to accueil_app;

-- An author is found by what the words give; a case by its number in the list of a member. Both only say whose case it is.
create function organisme_du_reperage(cherche text) returns table (id text, organisme text, cle_auteur text)
  language sql stable security definer set search_path = public as
  $$ select id, organisme, cle_auteur from dossier where reperage = cherche $$;
create function organisme_du_dossier(cherche text) returns text
  language sql stable security definer set search_path = public as
  $$ select organisme from dossier where id = cherche $$;
revoke all on function organisme_du_reperage(text), organisme_du_dossier(text) from public;
grant execute on function organisme_du_reperage(text), organisme_du_dossier(text), organisme_courant() to accueil_app;
