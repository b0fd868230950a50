-- The agents of a census, held as columns: one value a version, some fifty bytes an agent, written whole and read whole. The former table held one row and
-- one JSON object an agent; what it holds is kept as a JSON text, that the same reader understands.
create table achat_agents (
  recensement_id uuid primary key references achat_recensement,
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  colonnes bytea not null
);
-- Small already: the database would spend its time pressing it.
alter table achat_agents alter column colonnes set storage external;
alter table achat_agents enable row level security;
create policy membre on achat_agents to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on achat_agents to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on achat_agents to maillage_membre, maillage_systeme;

insert into achat_agents (recensement_id, cooperation_id, centre_id, colonnes)
  select recensement_id, min(cooperation_id::text)::uuid, min(centre_id::text)::uuid,
    convert_to(json_build_object('agents', json_agg(donnees order by rang))::text, 'UTF8')
  from achat_agent group by recensement_id;
drop table achat_agent;

-- A census file too long to be judged while its sender waits: kept until it is read, then forgotten. Whoever reads it writes the version and ends the
-- sending in one transaction: stopped in the middle, nothing is written, and another process takes it up again.
create table achat_envoi (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  employeur_id uuid not null references achat_employeur,
  nom text not null check (length(nom) <= 200),
  au date not null,
  depose_par text not null check (depose_par in ('lien', 'centre')),
  contenu bytea,
  etat text not null check (etat in ('lecture', 'fini', 'remplace')),
  -- Thousands of bytes read, and to be read.
  fait integer not null default 0,
  total integer not null,
  -- What broke the reading, and what happens next.
  avis text not null default '',
  depose_le timestamptz not null,
  fini_le timestamptz,
  check ((etat = 'lecture') = (contenu is not null))
);
alter table achat_envoi alter column contenu set storage external;
create unique index achat_envoi_en_cours on achat_envoi (employeur_id) where etat = 'lecture';
create index on achat_envoi (cooperation_id);
alter table achat_envoi enable row level security;
create policy membre on achat_envoi to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on achat_envoi to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on achat_envoi to maillage_membre, maillage_systeme;

-- What is typed in the short form and not sent yet: left, it is found again, whatever is sent meanwhile.
create table achat_recensement_brouillon (
  employeur_id uuid primary key references achat_employeur,
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  saisies jsonb not null,
  garde_le timestamptz not null
);
create index on achat_recensement_brouillon (cooperation_id);
alter table achat_recensement_brouillon enable row level security;
create policy membre on achat_recensement_brouillon to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on achat_recensement_brouillon to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update, delete on achat_recensement_brouillon to maillage_membre, maillage_systeme;
insert into achat_recensement_brouillon (employeur_id, cooperation_id, centre_id, saisies, garde_le)
  select employeur_id, cooperation_id, centre_id, saisies, depose_le from achat_recensement_refuse where saisies <> '{}';
alter table achat_recensement_refuse drop column saisies;
