-- Cooperations, their members, the people who act there and the mandates that give them roles.

create table cooperation (
  id uuid primary key,
  nom text not null check (length(nom) between 3 and 160),
  niveau text not null check (niveau in ('regional', 'interregional', 'national', 'thematique')),
  regions text[] not null default '{}',
  alsace_moselle boolean not null default false,
  creee_le timestamptz not null default now(),
  fictif text,
  version integer not null default 1
);
create trigger version before update on cooperation for each row execute function avancer_version();
alter table cooperation enable row level security;
create policy membre on cooperation to maillage_membre using (id = (select cooperation_courante()));
create policy systeme on cooperation to maillage_systeme using (id = (select cooperation_courante()));
grant select, update on cooperation to maillage_membre;
grant select, insert, update on cooperation to maillage_systeme;

create table membre (
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  libelle text not null check (length(libelle) between 1 and 40),
  territoire text not null default '',
  role text not null check (role in ('coordonnateur', 'membre', 'associe', 'observateur')),
  ordre integer not null,
  du date not null,
  au date check (au >= du),
  version integer not null default 1,
  primary key (cooperation_id, organisme_id)
);
create trigger version before update on membre for each row execute function avancer_version();
alter table membre enable row level security;
create policy membre on membre to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on membre to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on membre to maillage_membre, maillage_systeme;
-- At any date a cooperation has one coordinating member: the change of coordinator is one transaction, checked at its end.
create unique index un_coordonnateur on membre (cooperation_id) where role = 'coordonnateur' and au is null;

-- A person as one cooperation knows her. The account (one per e-mail address) may act in several cooperations.
create table personne (
  cooperation_id uuid not null references cooperation,
  id uuid not null,
  nom text not null check (length(nom) between 1 and 160),
  courriel text not null check (courriel = lower(courriel) and courriel like '%_@_%'),
  telephone text,
  creee_le timestamptz not null default now(),
  version integer not null default 1,
  primary key (cooperation_id, id),
  unique (id),
  unique (cooperation_id, courriel)
);
create index on personne (courriel);
create trigger version before update on personne for each row execute function avancer_version();
alter table personne enable row level security;
create policy membre on personne to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on personne to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on personne to maillage_membre, maillage_systeme;

-- A mandate gives its roles from `du` to `au`; it is closed, never deleted.
create table mandat (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  personne_id uuid not null,
  fonction text not null check (fonction in ('presidence', 'vice_presidence', 'administration', 'direction', 'coordination',
    'gestion', 'secretariat_mairie', 'referent_signalement', 'representation_syndicale', 'exploitation')),
  du date not null,
  au date check (au >= du),
  acte_designation text,
  version integer not null default 1,
  foreign key (cooperation_id, personne_id) references personne (cooperation_id, id)
);
create index on mandat (cooperation_id, organisme_id);
create index on mandat (personne_id);
create trigger version before update on mandat for each row execute function avancer_version();
alter table mandat enable row level security;
create policy membre_lit on mandat for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on mandat for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on mandat for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on mandat to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on mandat to maillage_membre, maillage_systeme;

-- Absence of a mandate holder: the replacement holds the same function of the same organisation for a time, and it ends by itself.
create table remplacement (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  mandat_id uuid not null references mandat,
  remplacant_id uuid not null,
  du date not null,
  au date not null check (au >= du),
  motif text not null default '',
  version integer not null default 1,
  foreign key (cooperation_id, remplacant_id) references personne (cooperation_id, id)
);
create index on remplacement (cooperation_id, remplacant_id);
create trigger version before update on remplacement for each row execute function avancer_version();
alter table remplacement enable row level security;
create policy membre_lit on remplacement for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on remplacement for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on remplacement for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on remplacement to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on remplacement to maillage_membre, maillage_systeme;

-- Functions held today, by mandate or by replacement. `security_invoker`: row security of the reader applies.
create view fonction_tenue with (security_invoker = true) as
  select m.cooperation_id, m.organisme_id, m.personne_id, m.fonction, m.du, m.au, m.id as mandat_id, false as par_remplacement
    from mandat m
  union all
  select r.cooperation_id, m.organisme_id, r.remplacant_id, m.fonction, r.du, least(r.au, m.au), m.id, true
    from remplacement r join mandat m on m.id = r.mandat_id;
grant select on fonction_tenue to maillage_membre, maillage_systeme;
