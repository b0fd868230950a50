-- Reminders sent to a member about its sequel: at most one a day, so that a replayed form writes once.
create table relance (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  suite_id uuid not null references suite,
  organisme_id uuid not null references organisme,
  jour date not null,
  destinataires integer not null check (destinataires > 0),
  envoyee_le timestamptz not null,
  envoyee_par uuid not null,
  unique (suite_id, jour),
  foreign key (cooperation_id, envoyee_par) references personne (cooperation_id, id)
);
alter table relance enable row level security;
create policy membre_lit on relance for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ecrit on relance for insert to maillage_membre with check (cooperation_id = (select cooperation_courante()));
create policy systeme on relance to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on relance to maillage_membre, maillage_systeme;
