-- The programme of a cooperation: axes, orientations, actions, who leads them and who takes part, what they promise and where they stand.
-- Progress, lateness and weather are computed from dates, never stored. What was said is written once and stays.

create table programme (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  nom text not null check (length(nom) between 3 and 200),
  du date not null,
  au date check (au >= du),
  -- Objectives and principles, as the cooperation words them.
  presentation text not null default '' check (length(presentation) <= 20000),
  source text not null default '' check (length(source) <= 500),
  fictif text,
  version integer not null default 1
);
create index on programme (cooperation_id, du desc);
create trigger version before update on programme for each row execute function avancer_version();
alter table programme enable row level security;
create policy membre on programme to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on programme to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on programme to maillage_membre, maillage_systeme;

create table axe (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  programme_id uuid not null references programme,
  code text not null check (code ~ '^[0-9A-Za-z]{1,4}$'),
  titre text not null check (length(titre) between 3 and 300),
  version integer not null default 1,
  unique (programme_id, code)
);
create trigger version before update on axe for each row execute function avancer_version();
alter table axe enable row level security;
create policy membre on axe to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on axe to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on axe to maillage_membre, maillage_systeme;

create table orientation (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  axe_id uuid not null references axe,
  code text not null check (code ~ '^[0-9A-Za-z]{1,4}$'),
  titre text not null check (length(titre) between 3 and 300),
  version integer not null default 1,
  unique (axe_id, code)
);
create trigger version before update on orientation for each row execute function avancer_version();
alter table orientation enable row level security;
create policy membre on orientation to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on orientation to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on orientation to maillage_membre, maillage_systeme;

create table action (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  orientation_id uuid not null references orientation,
  code text not null check (code ~ '^[0-9A-Za-z]{1,4}(\.[0-9A-Za-z]{1,4}){1,3}$'),
  titre text not null check (length(titre) between 3 and 300),
  nature text not null default 'action' check (nature in ('action', 'experimentation', 'immersion', 'veille')),
  objectifs text not null default '' check (length(objectifs) <= 20000),
  resultat_attendu text not null default '' check (length(resultat_attendu) <= 20000),
  publics text not null default '' check (length(publics) <= 2000),
  origine text not null default 'schema' check (origine in ('schema', 'decision', 'initiative')),
  base text not null default 'volontariste' check (base in ('obligatoire', 'volontariste')),
  niveau integer not null default 0 check (niveau between 0 and 5),
  niveau_cible integer not null default 0 check (niveau_cible between 0 and 5),
  statut text not null default 'proposee' check (statut in ('proposee', 'retenue', 'en_preparation', 'en_cours', 'realisee', 'evaluee',
    'en_pause', 'reportee', 'abandonnee')),
  -- The convention and the clause are named in words: their register is another room of the house.
  convention_reference text not null default '' check (length(convention_reference) <= 300),
  clause_reference text not null default '' check (length(clause_reference) <= 300),
  decision_id uuid references decision,
  cle_decision_id uuid references decision,
  abandon_decision_id uuid references decision,
  bloquee_le date,
  blocage_cause text not null default '' check (length(blocage_cause) <= 2000),
  blocage_condition text not null default '' check (length(blocage_condition) <= 2000),
  blocage_responsable text not null default '' check (length(blocage_responsable) <= 300),
  -- Progress said by hand: with its reason, until the next milestone.
  avancement_force integer check (avancement_force between 0 and 100),
  avancement_motif text not null default '' check (length(avancement_motif) <= 2000),
  avancement_force_le date,
  avancement_jusquau date,
  cout_prevu_centimes bigint check (cout_prevu_centimes >= 0),
  cout_reel_centimes bigint check (cout_reel_centimes >= 0),
  pilote_id uuid,
  commencee_le date,
  source text not null default '' check (length(source) <= 500),
  fictif text,
  creee_le timestamptz not null,
  version integer not null default 1,
  unique (cooperation_id, code),
  foreign key (cooperation_id, pilote_id) references personne (cooperation_id, id),
  check (bloquee_le is null or blocage_cause <> '' and blocage_condition <> '' and blocage_responsable <> ''),
  check (avancement_force is null or avancement_motif <> '' and avancement_force_le is not null),
  check (niveau < 4 or convention_reference <> '' and cle_decision_id is not null),
  check (niveau < 5 or clause_reference <> '')
);
create index on action (orientation_id);
create trigger version before update on action for each row execute function avancer_version();
alter table action enable row level security;
create policy membre on action to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on action to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on action to maillage_membre, maillage_systeme;

-- Who leads: one member or two. A change closes the row and opens another.
create table chef_de_file (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  action_id uuid not null references action,
  organisme_id uuid not null references organisme,
  rang integer not null check (rang between 1 and 2),
  du date not null,
  au date check (au >= du)
);
create unique index chef_de_file_courant on chef_de_file (action_id, rang) where au is null;
create unique index chef_de_file_une_fois on chef_de_file (action_id, organisme_id) where au is null;
alter table chef_de_file enable row level security;
create policy membre on chef_de_file to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on chef_de_file to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on chef_de_file to maillage_membre, maillage_systeme;

-- One row for every member, always, dated. A member closes its own row and opens the next; nobody touches another's.
create table participation (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  action_id uuid not null references action,
  organisme_id uuid not null references organisme,
  type text not null check (type in ('participant', 'observateur', 'informe', 'non_concerne')),
  motif text not null default '' check (length(motif) <= 1000),
  du date not null,
  au date check (au >= du),
  saisie_par text not null,
  saisie_le timestamptz not null,
  version integer not null default 1
);
create unique index participation_courante on participation (action_id, organisme_id) where au is null;
create index on participation (cooperation_id, organisme_id) where au is null;
create trigger version before update on participation for each row execute function avancer_version();
alter table participation enable row level security;
create policy membre_lit on participation for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on participation for insert to maillage_membre with check (cooperation_id = (select cooperation_courante()));
create policy membre_modifie on participation for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on participation to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on participation to maillage_membre, maillage_systeme;

create table jalon (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  action_id uuid not null references action,
  titre text not null check (length(titre) between 3 and 300),
  echeance date not null,
  poids integer not null default 1 check (poids between 1 and 100),
  organisme_id uuid references organisme,
  etat text not null default 'prevu' check (etat in ('prevu', 'atteint', 'annule')),
  atteint_le date,
  reports integer not null default 0 check (reports >= 0),
  motif text not null default '' check (length(motif) <= 2000),
  fictif text,
  version integer not null default 1,
  check ((etat = 'atteint') = (atteint_le is not null))
);
create index on jalon (action_id, echeance);
create unique index jalon_par_titre on jalon (action_id, (normaliser(titre)));
create trigger version before update on jalon for each row execute function avancer_version();
alter table jalon enable row level security;
create policy membre on jalon to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on jalon to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on jalon to maillage_membre, maillage_systeme;

create table livrable (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  action_id uuid not null references action,
  titre text not null check (length(titre) between 3 and 300),
  attendu_le date,
  etat text not null default 'attendu' check (etat in ('attendu', 'remis', 'accepte', 'a_reprendre')),
  remis_le date,
  fictif text,
  version integer not null default 1
);
create index on livrable (action_id);
create trigger version before update on livrable for each row execute function avancer_version();
alter table livrable enable row level security;
create policy membre on livrable to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on livrable to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on livrable to maillage_membre, maillage_systeme;

create table risque (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  action_id uuid not null references action,
  libelle text not null check (length(libelle) between 3 and 500),
  gravite integer not null check (gravite between 1 and 3),
  parade text not null default '' check (length(parade) <= 2000),
  leve_le date,
  fictif text,
  version integer not null default 1
);
create index on risque (action_id);
create trigger version before update on risque for each row execute function avancer_version();
alter table risque enable row level security;
create policy membre on risque to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on risque to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on risque to maillage_membre, maillage_systeme;

create table partenaire (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  action_id uuid not null references action,
  nom text not null check (length(nom) between 2 and 200),
  type text not null check (type in ('cnfpt', 'region', 'france_travail', 'universite', 'sante', 'autre')),
  apport text not null default '' check (length(apport) <= 1000),
  retire_le date,
  fictif text,
  version integer not null default 1
);
create unique index partenaire_courant on partenaire (action_id, (normaliser(nom))) where retire_le is null;
create trigger version before update on partenaire for each row execute function avancer_version();
alter table partenaire enable row level security;
create policy membre on partenaire to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on partenaire to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on partenaire to maillage_membre, maillage_systeme;

create table indicateur (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  action_id uuid not null references action,
  libelle text not null check (length(libelle) between 3 and 300),
  type text not null check (type in ('realisation', 'resultat', 'impact', 'ressource')),
  unite text not null check (length(unite) between 1 and 60),
  sens text not null default 'hausse' check (sens in ('hausse', 'baisse')),
  agregation text not null check (agregation in ('somme', 'ratio', 'max')),
  -- For a ratio, in hundredths of a percent point: 8 500 is 85 %.
  cible bigint,
  fictif text,
  version integer not null default 1
);
create index on indicateur (action_id);
create trigger version before update on indicateur for each row execute function avancer_version();
alter table indicateur enable row level security;
create policy membre on indicateur to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on indicateur to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on indicateur to maillage_membre, maillage_systeme;

-- Each member's own figure for a year: nobody writes another's. A ratio keeps its two parts, so that the region is sum over sum.
create table valeur_indicateur (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  indicateur_id uuid not null references indicateur,
  organisme_id uuid not null references organisme,
  annee integer not null check (annee between 2000 and 2100),
  numerateur bigint not null check (numerateur >= 0),
  denominateur bigint check (denominateur > 0),
  commentaire text not null default '' check (length(commentaire) <= 2000),
  saisie_par text not null,
  saisie_le timestamptz not null,
  fictif text,
  version integer not null default 1,
  unique (indicateur_id, organisme_id, annee)
);
create trigger version before update on valeur_indicateur for each row execute function avancer_version();
alter table valeur_indicateur enable row level security;
create policy membre_lit on valeur_indicateur for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on valeur_indicateur for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on valeur_indicateur for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on valeur_indicateur to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on valeur_indicateur to maillage_membre, maillage_systeme;

-- What happened to an action, in order: notes of who leads it, deeds, and what each changed. Written once.
create table suivi_action (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  action_id uuid not null references action,
  -- `point`: who leads the action said where it stands, with or without a note. Only these count as news.
  genre text not null check (genre in ('point', 'fiche', 'statut', 'participation', 'import')),
  resume text not null check (length(resume) between 1 and 500),
  note text not null default '' check (length(note) <= 20000),
  changements jsonb not null default '[]',
  canal text not null default 'application' check (canal in ('application', 'lien', 'import')),
  organisme_id uuid not null references organisme,
  auteur text not null,
  saisi_le timestamptz not null,
  fictif text
);
create index on suivi_action (action_id, saisi_le desc);
alter table suivi_action enable row level security;
create policy membre on suivi_action to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on suivi_action to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on suivi_action to maillage_membre, maillage_systeme;

-- A message asked somebody where an action stands. One row per person and step; the answer closes it, and its link with it.
create table demande_de_point (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  action_id uuid not null references action,
  organisme_id uuid not null references organisme,
  personne_id uuid not null,
  echeance date not null,
  palier text not null check (palier in ('avant', 'retard_3', 'retard_10', 'direction', 'coordination')),
  envoyee_le timestamptz not null,
  repondue_le timestamptz,
  version integer not null default 1,
  unique (action_id, personne_id, organisme_id, echeance, palier),
  foreign key (cooperation_id, personne_id) references personne (cooperation_id, id)
);
create index on demande_de_point (action_id, envoyee_le desc);
create trigger version before update on demande_de_point for each row execute function avancer_version();
alter table demande_de_point enable row level security;
create policy membre on demande_de_point to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on demande_de_point to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on demande_de_point to maillage_membre, maillage_systeme;
