-- Dates that each centre announces to all: competitive exams, sessions of the medical council, other bodies; with the last day to file. Every member and
-- its employers read them; a centre writes its own. One that is cancelled stays, crossed out, as diaries need.
create table demande_date (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  genre text not null check (genre in ('concours', 'conseil_medical', 'instance')),
  libelle text not null check (length(libelle) between 3 and 160),
  le date not null,
  depot_avant date check (depot_avant <= le),
  annulee_le timestamptz,
  ecrite_le timestamptz not null,
  fictif text,
  version integer not null default 1
);
create index on demande_date (cooperation_id, le);
create trigger version before update on demande_date for each row execute function avancer_version();
alter table demande_date enable row level security;
create policy membre_lit on demande_date for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on demande_date for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy membre_modifie on demande_date for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on demande_date to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on demande_date to maillage_membre, maillage_systeme;
