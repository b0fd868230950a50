-- Evaluation in two steps: each direction writes its own line, then the conference concludes. What it concludes is proposed to the programme,
-- never done to it.

create table evaluation (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  titre text not null check (length(titre) between 3 and 200),
  ouverte_le date not null,
  echeance date not null check (echeance >= ouverte_le),
  statut text not null default 'proposition' check (statut in ('proposition', 'decision', 'close')),
  fictif text,
  version integer not null default 1
);
create index on evaluation (cooperation_id, ouverte_le desc);
create trigger version before update on evaluation for each row execute function avancer_version();
alter table evaluation enable row level security;
create policy membre on evaluation to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on evaluation to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on evaluation to maillage_membre, maillage_systeme;

-- One action to evaluate, and what the conference concluded of it.
create table evaluation_action (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  evaluation_id uuid not null references evaluation,
  action_id uuid not null references action,
  issue text check (issue in ('continuer', 'amender', 'etendre', 'arreter')),
  decision_id uuid references decision,
  motif text not null default '' check (length(motif) <= 4000),
  conclue_le date,
  version integer not null default 1,
  unique (evaluation_id, action_id),
  check ((issue is null) = (decision_id is null) and (issue is null) = (conclue_le is null))
);
create trigger version before update on evaluation_action for each row execute function avancer_version();
alter table evaluation_action enable row level security;
create policy membre on evaluation_action to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on evaluation_action to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on evaluation_action to maillage_membre, maillage_systeme;

-- The line of one member: six criteria from 0 to 4 (null: no opinion), its evidence, what it proposes. Nobody writes another's.
create table evaluation_avis (
  cooperation_id uuid not null references cooperation,
  evaluation_action_id uuid not null references evaluation_action,
  organisme_id uuid not null references organisme,
  pertinence integer check (pertinence between 0 and 4),
  coherence integer check (coherence between 0 and 4),
  efficacite integer check (efficacite between 0 and 4),
  efficience integer check (efficience between 0 and 4),
  utilite integer check (utilite between 0 and 4),
  valeur integer check (valeur between 0 and 4),
  preuves text not null default '' check (length(preuves) <= 4000),
  proposition text not null check (proposition in ('continuer', 'amender', 'etendre', 'arreter')),
  motif text not null default '' check (length(motif) <= 4000),
  saisi_par text not null,
  saisi_le timestamptz not null,
  fictif text,
  version integer not null default 1,
  primary key (evaluation_action_id, organisme_id)
);
create trigger version before update on evaluation_avis for each row execute function avancer_version();
alter table evaluation_avis enable row level security;
create policy membre_lit on evaluation_avis for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on evaluation_avis for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on evaluation_avis for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on evaluation_avis to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on evaluation_avis to maillage_membre, maillage_systeme;
