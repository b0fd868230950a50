-- The register of conventions, lettres de mission and agreements. A row is held by the member that registered it; all members read it.

create table convention (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  genre text not null check (genre in ('nationale', 'cnfpt', 'region', 'psc', 'reglement', 'lettre_mission', 'accord', 'autre')),
  titre text not null check (length(titre) between 3 and 200),
  objet text not null default '' check (length(objet) <= 10000),
  reference text not null default '' check (length(reference) <= 120),
  -- Members bound by it, then the other parties, one per line.
  parties uuid[] not null check (cardinality(parties) > 0),
  autres_parties text not null default '' check (length(autres_parties) <= 2000),
  signee_le date,
  du date not null,
  au date check (au >= du),
  preavis_mois integer not null default 6 check (preavis_mois between 0 and 36),
  -- Months added at each term when nobody denounces; null: it ends at its term. At most `renouvellements_max` times when it is given.
  renouvellement_mois integer check (renouvellement_mois between 1 and 120),
  renouvellements_max integer check (renouvellements_max between 1 and 20),
  denoncee_le date,
  close_le date,
  motif_fin text not null default '' check (length(motif_fin) <= 2000),
  fictif text,
  version integer not null default 1,
  check (renouvellement_mois is null or au is not null),
  check (renouvellements_max is null or renouvellement_mois is not null)
);
create index on convention (cooperation_id, au);
create trigger version before update on convention for each row execute function avancer_version();
alter table convention enable row level security;
create policy membre_lit on convention for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on convention for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on convention for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on convention to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on convention to maillage_membre, maillage_systeme;
