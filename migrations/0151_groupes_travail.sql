-- The workspace of a group: meetings, discussion, files; and who does what, across groups.

create table groupe_reunion (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  groupe_id uuid not null references groupe,
  objet text not null check (length(objet) between 3 and 200),
  debut_le timestamptz not null,
  duree_minutes integer not null default 90 check (duree_minutes between 15 and 720),
  lieu text not null default '' check (length(lieu) <= 300),
  visio text not null default '' check (visio = '' or visio ~ '^https://[^\s]+$' and length(visio) <= 500),
  ordre_du_jour text not null default '' check (length(ordre_du_jour) <= 10000),
  notes text not null default '' check (length(notes) <= 40000),
  suites text not null default '' check (length(suites) <= 10000),
  notes_le timestamptz,
  annulee_le timestamptz,
  -- Grows at each change of date or place: diaries ignore an update otherwise.
  sequence integer not null default 0,
  fictif text,
  version integer not null default 1,
  check (notes = '' or notes_le is not null)
);
create index on groupe_reunion (groupe_id, debut_le desc);
create index on groupe_reunion (cooperation_id, debut_le);
create trigger version before update on groupe_reunion for each row execute function avancer_version();
alter table groupe_reunion enable row level security;
create policy membre on groupe_reunion to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on groupe_reunion to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on groupe_reunion to maillage_membre, maillage_systeme;

create table groupe_presence (
  cooperation_id uuid not null references cooperation,
  reunion_id uuid not null references groupe_reunion,
  personne_id uuid not null,
  organisme_id uuid not null references organisme,
  etat text not null check (etat in ('present', 'excuse', 'absent')),
  version integer not null default 1,
  primary key (reunion_id, personne_id),
  foreign key (cooperation_id, personne_id) references personne (cooperation_id, id)
);
create trigger version before update on groupe_presence for each row execute function avancer_version();
alter table groupe_presence enable row level security;
create policy membre on groupe_presence to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on groupe_presence to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on groupe_presence to maillage_membre, maillage_systeme;

create table groupe_fil (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  groupe_id uuid not null references groupe,
  titre text not null check (length(titre) between 3 and 200),
  ouvert_le timestamptz not null
);
create index on groupe_fil (groupe_id);
alter table groupe_fil enable row level security;
create policy membre on groupe_fil to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on groupe_fil to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on groupe_fil to maillage_membre, maillage_systeme;

create table groupe_message (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  fil_id uuid not null references groupe_fil,
  organisme_id uuid not null references organisme,
  personne_id uuid not null,
  texte text not null check (length(texte) between 1 and 10000),
  ecrit_le timestamptz not null,
  modifie_le timestamptz,
  fictif text,
  version integer not null default 1,
  foreign key (cooperation_id, personne_id) references personne (cooperation_id, id)
);
create index on groupe_message (fil_id, ecrit_le);
create trigger version before update on groupe_message for each row execute function avancer_version();
alter table groupe_message enable row level security;
create policy membre_lit on groupe_message for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on groupe_message for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on groupe_message for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on groupe_message to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on groupe_message to maillage_membre, maillage_systeme;

-- What a message said before it was corrected.
create table groupe_message_avant (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  message_id uuid not null references groupe_message,
  texte text not null,
  remplace_le timestamptz not null
);
create index on groupe_message_avant (message_id);
alter table groupe_message_avant enable row level security;
create policy membre on groupe_message_avant to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on groupe_message_avant to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on groupe_message_avant to maillage_membre, maillage_systeme;

create table groupe_mention (
  cooperation_id uuid not null references cooperation,
  message_id uuid not null references groupe_message,
  organisme_id uuid not null references organisme,
  primary key (message_id, organisme_id)
);
alter table groupe_mention enable row level security;
create policy membre on groupe_mention to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on groupe_mention to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on groupe_mention to maillage_membre, maillage_systeme;

create table groupe_document (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  groupe_id uuid not null references groupe,
  organisme_id uuid not null references organisme,
  fichier_id uuid not null references fichier,
  intitule text not null check (length(intitule) between 1 and 200),
  retire_le timestamptz,
  version integer not null default 1
);
create index on groupe_document (groupe_id);
create trigger version before update on groupe_document for each row execute function avancer_version();
alter table groupe_document enable row level security;
create policy membre_lit on groupe_document for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on groupe_document for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on groupe_document for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on groupe_document to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on groupe_document to maillage_membre, maillage_systeme;

-- Who to ask about a subject, in each member. A member writes its own lines; a line is taken away, never erased.
create table qui_fait_quoi (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  sujet text not null check (length(sujet) between 3 and 120),
  personne_id uuid not null,
  precision_role text not null default '' check (length(precision_role) <= 200),
  retire_le date,
  fictif text,
  version integer not null default 1,
  foreign key (cooperation_id, personne_id) references personne (cooperation_id, id)
);
create unique index qui_fait_quoi_courant on qui_fait_quoi (organisme_id, personne_id, (normaliser(sujet)), cooperation_id) where retire_le is null;
create index on qui_fait_quoi (cooperation_id, (normaliser(sujet))) where retire_le is null;
create trigger version before update on qui_fait_quoi for each row execute function avancer_version();
alter table qui_fait_quoi enable row level security;
create policy membre_lit on qui_fait_quoi for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on qui_fait_quoi for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on qui_fait_quoi for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on qui_fait_quoi to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on qui_fait_quoi to maillage_membre, maillage_systeme;
