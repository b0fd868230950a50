-- Working groups of a cooperation: a mandate, who pilots, one seat per member that takes part, what they say, keep and decide to meet on.
-- « En sommeil » and an empty seat are computed from dates, never stored.

create table groupe (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  nom text not null check (length(nom) between 3 and 200),
  type text not null check (type in ('projet', 'reseau_metier', 'redaction')),
  objet text not null default '' check (length(objet) <= 10000),
  livrable text not null default '' check (length(livrable) <= 2000),
  moyens text not null default '' check (length(moyens) <= 2000),
  -- The mandate: a decision of the register, or its words when it was given before the platform kept one.
  decision_id uuid references decision,
  mandat_reference text not null default '' check (length(mandat_reference) <= 300),
  mandate_le date,
  echeance date,
  statut text not null default 'propose' check (statut in ('propose', 'mandate', 'actif', 'clos', 'ecarte')),
  visio text not null default '' check (visio = '' or visio ~ '^https://[^\s]+$' and length(visio) <= 500),
  livrable_remis_le date,
  clos_le date,
  bilan text not null default '' check (length(bilan) <= 20000),
  source text not null default '' check (length(source) <= 500),
  fictif text,
  cree_le timestamptz not null,
  version integer not null default 1,
  -- No group works without a mandate and an end; none is closed without saying what it leaves.
  check (statut in ('propose', 'ecarte') or mandate_le is not null and echeance is not null
    and (decision_id is not null or mandat_reference <> '')),
  check ((statut = 'clos') = (clos_le is not null)),
  check (statut <> 'clos' or bilan <> '')
);
create index on groupe (cooperation_id, nom);
create trigger version before update on groupe for each row execute function avancer_version();
alter table groupe enable row level security;
create policy membre on groupe to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on groupe to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on groupe to maillage_membre, maillage_systeme;

create table groupe_action (
  cooperation_id uuid not null references cooperation,
  groupe_id uuid not null references groupe,
  action_id uuid not null references action,
  -- Taken away when the frame of the group changes; the row stays.
  retiree_le date,
  primary key (groupe_id, action_id)
);
create index on groupe_action (action_id);
alter table groupe_action enable row level security;
create policy membre on groupe_action to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on groupe_action to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on groupe_action to maillage_membre, maillage_systeme;

-- Who pilots: a person of a member, one or two at a time. A change closes the row and opens another.
create table groupe_pilote (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  groupe_id uuid not null references groupe,
  organisme_id uuid not null references organisme,
  personne_id uuid not null,
  du date not null,
  au date check (au >= du),
  foreign key (cooperation_id, personne_id) references personne (cooperation_id, id)
);
create unique index groupe_pilote_courant on groupe_pilote (groupe_id, personne_id) where au is null;
create index on groupe_pilote (personne_id);
alter table groupe_pilote enable row level security;
create policy membre on groupe_pilote to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on groupe_pilote to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on groupe_pilote to maillage_membre, maillage_systeme;

-- One row per member, always: it takes part or it is informed. Proposed with the group; a member then changes its own row only.
create table groupe_membre (
  cooperation_id uuid not null references cooperation,
  groupe_id uuid not null references groupe,
  organisme_id uuid not null references organisme,
  participe boolean not null,
  depuis date not null,
  -- Days of work that the mandate asks of this member, and those that it counts.
  charge_prevue integer check (charge_prevue between 0 and 2000),
  charge_reelle integer check (charge_reelle between 0 and 2000),
  version integer not null default 1,
  primary key (groupe_id, organisme_id)
);
create trigger version before update on groupe_membre for each row execute function avancer_version();
alter table groupe_membre enable row level security;
create policy membre_lit on groupe_membre for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on groupe_membre for insert to maillage_membre with check (cooperation_id = (select cooperation_courante()));
create policy membre_modifie on groupe_membre for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on groupe_membre to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on groupe_membre to maillage_membre, maillage_systeme;

-- The seat of a member: its referent, and who stands in. Each member fills its own.
create table groupe_referent (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  groupe_id uuid not null references groupe,
  organisme_id uuid not null references organisme,
  personne_id uuid not null,
  role text not null check (role in ('referent', 'suppleant')),
  du date not null,
  -- Taken and given back on one day, it lasted none.
  au date check (au >= du - 1),
  foreign key (cooperation_id, personne_id) references personne (cooperation_id, id)
);
create unique index groupe_referent_courant on groupe_referent (groupe_id, organisme_id, role) where au is null;
create index on groupe_referent (personne_id);
alter table groupe_referent enable row level security;
create policy membre_lit on groupe_referent for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on groupe_referent for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on groupe_referent for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on groupe_referent to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on groupe_referent to maillage_membre, maillage_systeme;

-- A direction was told that its seat is empty: once for each time that it becomes so.
create table groupe_alerte_siege (
  cooperation_id uuid not null references cooperation,
  groupe_id uuid not null references groupe,
  organisme_id uuid not null references organisme,
  vide_depuis date not null,
  envoyee_le timestamptz not null,
  primary key (groupe_id, organisme_id, vide_depuis)
);
alter table groupe_alerte_siege enable row level security;
create policy membre on groupe_alerte_siege to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on groupe_alerte_siege to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select on groupe_alerte_siege to maillage_membre;
grant select, insert on groupe_alerte_siege to maillage_systeme;

-- What happened in a group, in order. Written once. `activite`: the deed is work of the group, and wakes it.
create table groupe_fait (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  groupe_id uuid not null references groupe,
  geste text not null check (length(geste) between 3 and 40),
  resume text not null check (length(resume) between 1 and 500),
  note text not null default '' check (length(note) <= 20000),
  activite boolean not null,
  organisme_id uuid not null references organisme,
  auteur text not null,
  survenu_le timestamptz not null,
  fictif text
);
create index on groupe_fait (groupe_id, survenu_le desc);
alter table groupe_fait enable row level security;
create policy membre on groupe_fait to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on groupe_fait to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on groupe_fait to maillage_membre, maillage_systeme;
