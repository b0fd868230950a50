-- Living with the contract: dispenses of agents, accounts of the insurers, rates that they ask for, what the projection expected.

-- What an agent declared to be dispensed from joining. Health is close: read by the centre that serves the employer and by nobody else.
-- Never changed: a later line for the same pseudonym takes its place.
create table achat_dispense (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  employeur_id uuid not null references achat_employeur,
  matricule text not null check (length(matricule) between 1 and 60),
  motif text not null check (motif in ('conge', 'accord', 'fin')),
  declaree_le date not null,
  jusquau date,
  -- First day of work resumed, for an agent on leave at the start who holds an individual contract.
  reprise_le date,
  piece text not null default '' check (length(piece) <= 200),
  par text not null check (par in ('lien', 'centre')),
  saisie_le timestamptz not null
);
create index on achat_dispense (employeur_id, saisie_le);
create index on achat_dispense (cooperation_id);
alter table achat_dispense enable row level security;
create policy membre on achat_dispense to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on achat_dispense to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on achat_dispense to maillage_membre, maillage_systeme;

-- Accounts of a contract: one row per accounting year and year of occurrence, in cents, as the insurer must give them by 31 August.
create table achat_compte (
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  contrat_id uuid not null references achat_contrat,
  exercice integer not null check (exercice between 2000 and 2100),
  survenance integer not null check (survenance between 2000 and 2100 and survenance <= exercice),
  -- Premiums of the year of occurrence, on its own accounting year.
  primes bigint not null check (primes >= 0),
  prestations bigint not null check (prestations >= 0),
  psap_ouverture bigint not null check (psap_ouverture >= 0),
  psap_cloture bigint not null check (psap_cloture >= 0),
  pm_ouverture bigint not null check (pm_ouverture >= 0),
  pm_cloture bigint not null check (pm_cloture >= 0),
  assures integer check (assures >= 0),
  recu_le date not null,
  primary key (contrat_id, exercice, survenance)
);
create index on achat_compte (cooperation_id);
alter table achat_compte enable row level security;
create policy membre_lit on achat_compte for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_compte for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on achat_compte for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on achat_compte to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on achat_compte to maillage_membre, maillage_systeme;

-- A rate that an insurer asks for, and what was answered.
create table achat_revision (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  contrat_id uuid not null references achat_contrat,
  niveau text not null check (length(niveau) between 1 and 200),
  annee integer not null check (annee between 2000 and 2100),
  taux integer not null check (taux between 1 and 20000),
  recue_le date not null,
  effet_le date not null,
  issue text not null default 'attendue' check (issue in ('attendue', 'acceptee', 'refusee')),
  issue_le date,
  version integer not null default 1,
  unique (contrat_id, niveau, annee, taux)
);
create index on achat_revision (cooperation_id);
create trigger version before update on achat_revision for each row execute function avancer_version();
alter table achat_revision enable row level security;
create policy membre_lit on achat_revision for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_revision for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on achat_revision for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on achat_revision to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on achat_revision to maillage_membre, maillage_systeme;
