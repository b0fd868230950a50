-- Reports over a period. The facts are computed from dated rows; what is kept here is the period, the words of the coordination, every
-- version of them, and the facts as they were on the day the report was approved.

create table bilan (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  titre text not null check (length(titre) between 3 and 200),
  du date not null,
  au date not null check (au >= du),
  statut text not null default 'brouillon' check (statut in ('brouillon', 'relu', 'approuve', 'publie')),
  relu_le date,
  approuve_le date,
  decision_id uuid references decision,
  approbation text not null default '' check (length(approbation) <= 300),
  publie_le date,
  faits jsonb,
  cree_le timestamptz not null,
  fictif text,
  version integer not null default 1,
  -- Once approved it no longer moves with the rows.
  check ((statut in ('approuve', 'publie')) = (faits is not null)),
  check (statut not in ('approuve', 'publie') or approuve_le is not null and (decision_id is not null or approbation <> '')),
  check (statut <> 'publie' or publie_le is not null)
);
create index on bilan (cooperation_id, au desc);
create trigger version before update on bilan for each row execute function avancer_version();
alter table bilan enable row level security;
create policy membre on bilan to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on bilan to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on bilan to maillage_membre, maillage_systeme;

-- The words of the coordination, part by part.
create table bilan_texte (
  cooperation_id uuid not null references cooperation,
  bilan_id uuid not null references bilan,
  rubrique text not null check (rubrique in ('ouverture', 'decisions', 'avancees', 'retards', 'participation', 'experimentations', 'suites')),
  texte text not null check (length(texte) <= 20000),
  ecrit_par text not null,
  ecrit_le timestamptz not null,
  version integer not null default 1,
  primary key (bilan_id, rubrique)
);
create trigger version before update on bilan_texte for each row execute function avancer_version();
alter table bilan_texte enable row level security;
create policy membre on bilan_texte to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on bilan_texte to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on bilan_texte to maillage_membre, maillage_systeme;

-- What each part said before: written once, kept.
create table bilan_texte_avant (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  bilan_id uuid not null references bilan,
  rubrique text not null,
  texte text not null,
  ecrit_par text not null,
  ecrit_le timestamptz not null,
  remplace_le timestamptz not null
);
create index on bilan_texte_avant (bilan_id, rubrique);
alter table bilan_texte_avant enable row level security;
create policy membre on bilan_texte_avant to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on bilan_texte_avant to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on bilan_texte_avant to maillage_membre, maillage_systeme;
