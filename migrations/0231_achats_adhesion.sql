-- Joining: where each employer stands between its choice and its agents informed. A row appears with the first fact; before it, the employer has
-- everything to choose. Written by the centre that serves the employer, or by the system for its personal link.

-- Meetings of the comité social territorial of a centre, for employers that have none of their own, with the last day to file.
create table achat_cst_seance (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  le date not null,
  depot_jusquau date not null check (depot_jusquau <= le),
  unique (centre_id, le)
);
create index on achat_cst_seance (cooperation_id);
alter table achat_cst_seance enable row level security;
create policy membre_lit on achat_cst_seance for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_cst_seance for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy membre_retire on achat_cst_seance for delete to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on achat_cst_seance to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, delete on achat_cst_seance to maillage_membre, maillage_systeme;

create table achat_adhesion (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  operation_id uuid not null references achat_operation,
  employeur_id uuid not null unique references achat_employeur,
  etat text not null default 'choix'
    check (etat in ('choix', 'projet', 'comite', 'avis', 'votee', 'executoire', 'conventionnee', 'informee', 'renoncee')),
  -- Since when it stands there: how long it has been waiting.
  depuis timestamptz not null,
  contrat_id uuid references achat_contrat,
  niveau text not null default '' check (length(niveau) <= 200),
  options text not null default '' check (length(options) <= 500),
  -- Share of the employer, in thousandths of one per cent of the contribution.
  part integer not null default 50000 check (part between 0 and 100000),
  comite text check (comite in ('employeur', 'centre')),
  depose_le date,
  -- Meeting of the comité, known or hoped for.
  comite_le date,
  avis text check (avis in ('favorable', 'partage', 'defavorable')),
  avis_le date,
  -- Next meeting of the assembly, said by the employer.
  conseil_le date,
  deliberation_numero text not null default '' check (length(deliberation_numero) <= 60),
  deliberation_le date,
  executoire_le date,
  convention_le date,
  effet_le date,
  informes_le date,
  motif text not null default '' check (length(motif) <= 500),
  relance_le timestamptz,
  relances integer not null default 0,
  -- Facts written so far: the version of the dossier. A reminder changes the row, not the dossier, and makes no page stale.
  faits integer not null default 0
);
create index on achat_adhesion (operation_id, etat);
create index on achat_adhesion (cooperation_id);
alter table achat_adhesion enable row level security;
create policy membre_lit on achat_adhesion for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_adhesion for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy membre_modifie on achat_adhesion for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on achat_adhesion to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on achat_adhesion to maillage_membre, maillage_systeme;

-- Every fact as it was said: who, by which way, with which evidence. Never changed.
create table achat_adhesion_fait (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  employeur_id uuid not null references achat_employeur,
  geste text not null check (length(geste) <= 40),
  vers text not null check (length(vers) <= 40),
  le date not null,
  mots text not null default '' check (length(mots) <= 1000),
  fichier_id uuid references fichier,
  par text not null check (par in ('lien', 'papier', 'centre')),
  qui text not null check (length(qui) <= 200),
  saisi_le timestamptz not null
);
create index on achat_adhesion_fait (employeur_id, saisi_le);
create index on achat_adhesion_fait (cooperation_id);
alter table achat_adhesion_fait enable row level security;
create policy membre_lit on achat_adhesion_fait for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_adhesion_fait for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on achat_adhesion_fait to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on achat_adhesion_fait to maillage_membre, maillage_systeme;
