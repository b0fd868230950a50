-- Instances, séances, presence, votes, decisions and their sequels in each member.
-- What a meeting did is written once: an entry is corrected by another entry that names it, never changed.

create table instance (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  nom text not null check (length(nom) between 3 and 160),
  type text not null check (type in ('conference_presidences', 'comite_directeurs', 'conference_regionale_emploi', 'comite_pilotage',
    'groupe_travail', 'comite_paritaire', 'reseau_metier')),
  presidence text not null check (presidence in ('coordonnateur', 'tournante', 'elue', 'codirection')),
  presidence_mois integer check (presidence_mois between 1 and 72),
  fonction_votante text not null default 'presidence' check (fonction_votante in ('presidence', 'direction')),
  delai_convocation_jours integer not null check (delai_convocation_jours between 0 and 90),
  frequence_min_par_an integer not null default 0 check (frequence_min_par_an between 0 and 52),
  prereglage text not null,
  regle jsonb not null,
  publique boolean not null default false,
  fictif text,
  version integer not null default 1
);
create trigger version before update on instance for each row execute function avancer_version();
alter table instance enable row level security;
create policy membre on instance to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on instance to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on instance to maillage_membre, maillage_systeme;

create table siege (
  cooperation_id uuid not null references cooperation,
  instance_id uuid not null references instance,
  organisme_id uuid not null references organisme,
  voix integer not null default 1 check (voix between 0 and 100),
  modalite text not null default 'deliberative' check (modalite in ('deliberative', 'consultative')),
  version integer not null default 1,
  primary key (instance_id, organisme_id)
);
create trigger version before update on siege for each row execute function avancer_version();
alter table siege enable row level security;
create policy membre on siege to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on siege to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update, delete on siege to maillage_membre, maillage_systeme;

-- Who chairs an instance, and when: a rotation is a row, past séances keep the chair they had.
create table tour_presidence (
  cooperation_id uuid not null references cooperation,
  instance_id uuid not null references instance,
  organisme_id uuid not null references organisme,
  du date not null,
  au date check (au >= du),
  primary key (instance_id, du)
);
alter table tour_presidence enable row level security;
create policy membre on tour_presidence to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on tour_presidence to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on tour_presidence to maillage_membre, maillage_systeme;

-- Documents of the cooperation that expire: they feed agendas and the dashboard.
create table document (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  titre text not null check (length(titre) between 3 and 200),
  type text not null check (type in ('schema', 'avenant', 'reglement', 'convention', 'lettre_mission', 'accord', 'bilan', 'autre')),
  du date,
  au date check (au >= du),
  preavis_mois integer not null default 6 check (preavis_mois between 0 and 36),
  fichier_id uuid references fichier,
  fictif text,
  version integer not null default 1,
  recherche text generated always as (normaliser(titre)) stored
);
create index on document (cooperation_id, au);
create index document_recherche on document using gin (recherche gin_trgm_ops);
create trigger version before update on document for each row execute function avancer_version();
alter table document enable row level security;
create policy membre on document to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on document to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on document to maillage_membre, maillage_systeme;

-- Decisions to take: what any member asks the next séance to settle.
create table sujet (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  instance_id uuid not null references instance,
  question text not null check (length(question) between 5 and 300),
  expose text not null default '' check (length(expose) <= 60000),
  genre text not null check (genre in ('information', 'orientation', 'arbitrage', 'vote', 'election')),
  porte uuid[] not null,
  statut text not null default 'propose' check (statut in ('propose', 'inscrit', 'traite', 'ecarte')),
  echeance date,
  document_id uuid references document,
  propose_le timestamptz not null,
  motif_ecart text,
  version integer not null default 1
);
create index on sujet (cooperation_id, statut);
create trigger version before update on sujet for each row execute function avancer_version();
alter table sujet enable row level security;
create policy membre on sujet to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on sujet to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on sujet to maillage_membre, maillage_systeme;

create table seance (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  instance_id uuid not null references instance,
  debut_le timestamptz not null,
  duree_minutes integer not null default 150 check (duree_minutes between 15 and 720),
  lieu text not null default '' check (length(lieu) <= 300),
  visio text not null default '' check (length(visio) <= 500),
  statut text not null default 'planifiee' check (statut in ('planifiee', 'convoquee', 'ouverte', 'suspendue', 'close', 'pv_projet',
    'pv_approuve', 'diffusee', 'archivee', 'annulee', 'reportee')),
  seconde_convocation_de uuid references seance,
  preside_par uuid references organisme,
  point_courant uuid,
  convoquee_le timestamptz,
  ouverte_le timestamptz,
  close_le timestamptz,
  sequence_agenda integer not null default 0,
  motif_derogation text,
  motif_annulation text,
  fictif text,
  version integer not null default 1
);
create index on seance (cooperation_id, debut_le desc);
create trigger version before update on seance for each row execute function avancer_version();
alter table seance enable row level security;
create policy membre on seance to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on seance to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on seance to maillage_membre, maillage_systeme;

create table point (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  seance_id uuid not null references seance,
  ordre integer not null check (ordre between 1 and 99),
  question text not null check (length(question) between 5 and 300),
  expose text not null default '' check (length(expose) <= 60000),
  proposition text not null default '' check (length(proposition) <= 60000),
  genre text not null check (genre in ('information', 'orientation', 'arbitrage', 'vote', 'election')),
  type_decision text check (type_decision in ('orientation', 'accord_de_principe', 'avis', 'lancement_action', 'cle', 'budget',
    'designation', 'convention', 'cloture')),
  porte uuid[] not null check (cardinality(porte) > 0),
  indivisible boolean not null default false,
  sujet_id uuid references sujet,
  document_id uuid references document,
  ajoute_en_seance boolean not null default false,
  pieces_tardives boolean not null default false,
  compte_rendu text not null default '' check (length(compte_rendu) <= 60000),
  confidentiel boolean not null default false,
  statut text not null default 'a_traiter' check (statut in ('a_traiter', 'en_cours', 'traite', 'reporte')),
  commence_le timestamptz,
  traite_le timestamptz,
  version integer not null default 1,
  constraint ordre_unique unique (seance_id, ordre) deferrable initially deferred
);
create trigger version before update on point for each row execute function avancer_version();
alter table point enable row level security;
create policy membre on point to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on point to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update, delete on point to maillage_membre, maillage_systeme;
alter table seance add foreign key (point_courant) references point deferrable initially deferred;

create table piece (
  cooperation_id uuid not null references cooperation,
  point_id uuid not null references point on delete cascade,
  fichier_id uuid not null references fichier,
  tardive boolean not null default false,
  primary key (point_id, fichier_id)
);
alter table piece enable row level security;
create policy membre on piece to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on piece to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, delete on piece to maillage_membre, maillage_systeme;

create table invitation (
  cooperation_id uuid not null references cooperation,
  seance_id uuid not null references seance,
  personne_id uuid not null,
  organisme_id uuid not null references organisme,
  uid text not null,
  sequence integer not null,
  envoyee_le timestamptz not null,
  ouverte_le timestamptz,
  reponse text check (reponse in ('accepte', 'decline', 'incertain')),
  repondu_le timestamptz,
  repondu_par text check (repondu_par in ('lien', 'application', 'agenda')),
  message text not null default '' check (length(message) <= 2000),
  version integer not null default 1,
  primary key (seance_id, personne_id),
  foreign key (cooperation_id, personne_id) references personne (cooperation_id, id)
);
create trigger version before update on invitation for each row execute function avancer_version();
alter table invitation enable row level security;
create policy membre on invitation to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on invitation to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on invitation to maillage_membre, maillage_systeme;

create table presence (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  seance_id uuid not null references seance,
  organisme_id uuid not null references organisme,
  genre text not null check (genre in ('arrivee', 'depart', 'pouvoir', 'pouvoir_retire')),
  mandataire_id uuid references organisme,
  representant text,
  survenu_le timestamptz not null,
  saisi_le timestamptz not null,
  saisi_par uuid not null,
  rectifie uuid unique references presence,
  motif text,
  annule boolean not null default false,
  check ((genre = 'pouvoir') = (mandataire_id is not null)),
  check (mandataire_id <> organisme_id),
  check (rectifie is null or length(motif) > 0)
);
create index on presence (seance_id, survenu_le);
alter table presence enable row level security;
create policy membre on presence to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on presence to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on presence to maillage_membre, maillage_systeme;

create table scrutin (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  seance_id uuid not null references seance,
  point_id uuid not null references point,
  question text not null,
  regle jsonb not null,
  electeurs jsonb not null,
  porte uuid[] not null,
  secret boolean not null default false,
  ouvert_le timestamptz not null,
  clos_le timestamptz,
  etat_presence jsonb,
  verdict jsonb,
  remplace uuid references scrutin,
  version integer not null default 1,
  check ((clos_le is null) = (verdict is null))
);
create unique index un_scrutin_ouvert on scrutin (point_id) where clos_le is null;
create index on scrutin (seance_id);
create trigger version before update on scrutin for each row execute function avancer_version();
alter table scrutin enable row level security;
create policy membre on scrutin to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on scrutin to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on scrutin to maillage_membre, maillage_systeme;

create table vote (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  scrutin_id uuid not null references scrutin,
  organisme_id uuid not null references organisme,
  choix text not null check (choix in ('pour', 'contre', 'abstention', 'ne_prend_pas_part')),
  motif text not null default '' check (length(motif) <= 4000),
  par_pouvoir_de uuid references organisme,
  saisi_le timestamptz not null,
  saisi_par uuid not null,
  rectifie uuid unique references vote,
  motif_rectification text,
  check (rectifie is null or length(motif_rectification) > 0)
);
create unique index un_vote_par_siege on vote (scrutin_id, organisme_id) where rectifie is null;
alter table vote enable row level security;
create policy membre on vote to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on vote to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on vote to maillage_membre, maillage_systeme;

create table decision (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  numero text not null,
  titre text not null,
  type text not null,
  seance_id uuid references seance,
  point_id uuid references point,
  scrutin_id uuid references scrutin,
  adoptee_le date not null,
  porte uuid[] not null check (cardinality(porte) > 0),
  indivisible boolean not null default false,
  financiere boolean not null default false,
  texte text not null default '',
  remplace uuid references decision,
  publique boolean not null default true,
  fictif text,
  version integer not null default 1,
  recherche text generated always as (normaliser(numero || ' ' || titre)) stored,
  unique (cooperation_id, numero),
  unique (scrutin_id)
);
create index on decision (cooperation_id, adoptee_le desc);
create index decision_recherche on decision using gin (recherche gin_trgm_ops);
create trigger version before update on decision for each row execute function avancer_version();
alter table decision enable row level security;
create policy membre on decision to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on decision to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on decision to maillage_membre, maillage_systeme;

create table reserve (
  cooperation_id uuid not null references cooperation,
  decision_id uuid not null references decision,
  organisme_id uuid not null references organisme,
  texte text not null check (length(texte) between 1 and 60000),
  portee_le timestamptz not null,
  primary key (decision_id, organisme_id)
);
alter table reserve enable row level security;
create policy membre_lit on reserve for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ecrit on reserve for insert to maillage_membre with check (cooperation_id = (select cooperation_courante()));
create policy systeme on reserve to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on reserve to maillage_membre, maillage_systeme;

-- The sequel of a decision in one bound member. All members read it, only that member's people move it.
create table suite (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  decision_id uuid not null references decision,
  organisme_id uuid not null references organisme,
  organe text not null,
  etat text not null default 'a_inscrire' check (etat in ('a_inscrire', 'inscrite', 'votee', 'rejetee', 'ajournee', 'transmise',
    'executoire', 'sans_objet')),
  reunion_le date,
  numero_acte text check (length(numero_acte) between 1 and 60),
  date_acte date,
  vote_effectif integer check (vote_effectif >= 0),
  vote_reel integer check (vote_reel >= 0),
  vote_pour integer check (vote_pour >= 0),
  vote_contre integer check (vote_contre >= 0),
  vote_abstention integer check (vote_abstention >= 0),
  transmis_le date,
  identifiant_prefecture text,
  executoire_le date,
  adresse text,
  note text not null default '' check (length(note) <= 4000),
  confirmee_le timestamptz,
  version integer not null default 1,
  unique (decision_id, organisme_id)
);
create index on suite (cooperation_id, organisme_id);
create trigger version before update on suite for each row execute function avancer_version();
alter table suite enable row level security;
create policy membre_lit on suite for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_cree on suite for insert to maillage_membre with check (cooperation_id = (select cooperation_courante()) and etat = 'a_inscrire');
create policy membre_modifie on suite for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on suite to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on suite to maillage_membre, maillage_systeme;

-- Every move of a sequel, and every correction, with what it replaced.
create table suite_trace (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  suite_id uuid not null references suite,
  organisme_id uuid not null references organisme,
  geste text not null,
  avant jsonb not null,
  apres jsonb not null,
  motif text not null default '',
  saisi_le timestamptz not null,
  saisi_par uuid not null
);
create index on suite_trace (suite_id, saisi_le);
alter table suite_trace enable row level security;
create policy membre_lit on suite_trace for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ecrit on suite_trace for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on suite_trace to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on suite_trace to maillage_membre, maillage_systeme;

-- Dates of the organs that deliberate in each member, typed or read from its calendar.
create table reunion_organe (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  organe text not null,
  date date not null,
  limite_inscription date not null check (limite_inscription <= date),
  origine text not null check (origine in ('saisie', 'agenda')),
  uid text,
  annulee_le timestamptz,
  version integer not null default 1,
  unique (cooperation_id, organisme_id, organe, date),
  unique (cooperation_id, organisme_id, uid)
);
create trigger version before update on reunion_organe for each row execute function avancer_version();
alter table reunion_organe enable row level security;
create policy membre_lit on reunion_organe for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on reunion_organe for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on reunion_organe for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on reunion_organe to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on reunion_organe to maillage_membre, maillage_systeme;

-- One template of projet de délibération per cooperation and name; a version is written once.
create table modele_deliberation (
  id uuid not null,
  cooperation_id uuid not null references cooperation,
  numero_version integer not null check (numero_version > 0),
  nom text not null check (length(nom) between 3 and 120),
  texte text not null check (length(texte) between 1 and 60000),
  publie boolean not null default false,
  redige_par uuid not null,
  redige_le timestamptz not null,
  primary key (id, numero_version)
);
alter table modele_deliberation enable row level security;
create policy membre on modele_deliberation to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on modele_deliberation to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on modele_deliberation to maillage_membre, maillage_systeme;

-- What each member adds to every projet: its own visas.
create table visa (
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  texte text not null check (length(texte) <= 20000),
  version integer not null default 1,
  primary key (cooperation_id, organisme_id)
);
create trigger version before update on visa for each row execute function avancer_version();
alter table visa enable row level security;
create policy membre_lit on visa for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on visa for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on visa for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on visa to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on visa to maillage_membre, maillage_systeme;

-- Minutes: the relevé is frozen at closing; the PV has versions until it is approved.
create table compte_rendu (
  cooperation_id uuid not null references cooperation,
  seance_id uuid not null references seance,
  genre text not null check (genre in ('releve', 'pv')),
  numero_version integer not null,
  donnees jsonb not null,
  etabli_le timestamptz not null,
  approuve_le timestamptz,
  primary key (seance_id, genre, numero_version)
);
alter table compte_rendu enable row level security;
create policy membre on compte_rendu to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on compte_rendu to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on compte_rendu to maillage_membre, maillage_systeme;
