-- The census of an employer for a purchase. A version is written whole, in one transaction, or not at all; a later one replaces it and both stay.
-- Agents are pseudonyms without diagnosis; their rows are read by the centre that serves the employer and by the system, by no other member.

create table achat_recensement (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  employeur_id uuid not null references achat_employeur,
  numero integer not null check (numero > 0),
  au date not null,
  agents integer not null check (agents > 0),
  source text not null check (source in ('fichier', 'formulaire')),
  nom text not null check (length(nom) <= 200),
  depose_par text not null check (depose_par in ('lien', 'centre')),
  -- Received once the consultation was closed: the price may have been asked without these agents.
  tardif boolean not null,
  scelle_le timestamptz not null,
  remplace_le timestamptz,
  unique (employeur_id, numero)
);
create unique index achat_recensement_courant on achat_recensement (employeur_id) where remplace_le is null;
create index on achat_recensement (cooperation_id);
alter table achat_recensement enable row level security;
create policy membre_lit on achat_recensement for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_recensement for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy membre_modifie on achat_recensement for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on achat_recensement to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on achat_recensement to maillage_membre, maillage_systeme;
grant update (remplace_le) on achat_recensement to maillage_membre, maillage_systeme;

create table achat_agent (
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  recensement_id uuid not null references achat_recensement,
  rang integer not null,
  donnees jsonb not null,
  primary key (recensement_id, rang)
);
alter table achat_agent enable row level security;
create policy membre on achat_agent to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on achat_agent to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on achat_agent to maillage_membre, maillage_systeme;

-- The last sending that was refused: why, row by row, and what was typed in the short form, so that nothing is typed twice. Never a cell of a file.
create table achat_recensement_refuse (
  employeur_id uuid primary key references achat_employeur,
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  nom text not null check (length(nom) <= 200),
  lignes integer not null,
  refusees integer not null,
  avis text not null default '',
  refus jsonb not null,
  saisies jsonb not null default '{}',
  depose_le timestamptz not null
);
alter table achat_recensement_refuse enable row level security;
create policy membre on achat_recensement_refuse to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on achat_recensement_refuse to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update, delete on achat_recensement_refuse to maillage_membre, maillage_systeme;
