-- The schéma régional (CGFP L452-11): its versions, its clauses, and what each member deliberated.
-- A schéma in force is never rewritten: an avenant is another row, that starts from its clauses and replaces it.

create table schema_regional (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  titre text not null check (length(titre) between 3 and 200),
  genre text not null check (genre in ('schema', 'avenant')),
  numero integer not null default 0 check (numero >= 0),
  modifie uuid references schema_regional,
  statut text not null default 'brouillon' check (statut in ('brouillon', 'concertation', 'arrete', 'deliberation', 'signe', 'transmis',
    'en_vigueur', 'remplace', 'expire', 'abandonne')),
  regle_adoption text not null default 'toutes_deliberations' check (regle_adoption in ('toutes_deliberations', 'signature_presidents',
    'majorite')),
  -- How many times the text went to the members: a text taken back after a refusal is deliberated anew.
  tour integer not null default 0 check (tour >= 0),
  date_effet date,
  date_fin date check (date_fin >= date_effet),
  arrete_le date,
  arrete_reference text not null default '' check (length(arrete_reference) <= 200),
  signe_le date,
  transmis_le date,
  transmission_reference text not null default '' check (length(transmission_reference) <= 200),
  transmission_fichier_id uuid references fichier,
  motif_fin text not null default '' check (length(motif_fin) <= 2000),
  fictif text,
  cree_le timestamptz not null,
  version integer not null default 1,
  check ((genre = 'avenant') = (modifie is not null))
);
create index on schema_regional (cooperation_id, cree_le desc);
-- At any time one text is in force, and one avenant at most changes it.
create unique index un_schema_en_vigueur on schema_regional (cooperation_id) where statut = 'en_vigueur';
create unique index un_avenant_ouvert on schema_regional (modifie) where statut not in ('en_vigueur', 'remplace', 'expire', 'abandonne');
create trigger version before update on schema_regional for each row execute function avancer_version();
alter table schema_regional enable row level security;
create policy membre on schema_regional to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on schema_regional to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on schema_regional to maillage_membre, maillage_systeme;

-- A clause withdrawn from a draft keeps its row. `origine`: the clause of the modified text from which it comes.
create table schema_clause (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  schema_id uuid not null references schema_regional,
  section text not null check (section in ('principes', 'coordonnateur', 'missions_communes', 'modalites', 'missions_confiees',
    'remboursement', 'psc', 'autres')),
  ordre integer not null check (ordre between 1 and 999),
  titre text not null check (length(titre) between 2 and 200),
  texte text not null check (length(texte) <= 60000),
  origine uuid references schema_clause,
  retiree boolean not null default false,
  version integer not null default 1
);
create index on schema_clause (schema_id);
create trigger version before update on schema_clause for each row execute function avancer_version();
alter table schema_clause enable row level security;
create policy membre on schema_clause to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on schema_clause to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on schema_clause to maillage_membre, maillage_systeme;

-- What one member did of the text, once it was submitted to it. All members read it, only that member's people write it.
create table schema_adoption (
  cooperation_id uuid not null references cooperation,
  schema_id uuid not null references schema_regional,
  tour integer not null check (tour > 0),
  organisme_id uuid not null references organisme,
  avis text not null default 'attendu' check (avis in ('attendu', 'favorable', 'defavorable')),
  numero_acte text check (length(numero_acte) between 1 and 60),
  date_acte date,
  vote_pour integer check (vote_pour >= 0),
  vote_contre integer check (vote_contre >= 0),
  vote_abstention integer check (vote_abstention >= 0),
  signe_le date,
  note text not null default '' check (length(note) <= 4000),
  version integer not null default 1,
  primary key (schema_id, tour, organisme_id)
);
create trigger version before update on schema_adoption for each row execute function avancer_version();
alter table schema_adoption enable row level security;
create policy membre_lit on schema_adoption for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_cree on schema_adoption for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and avis = 'attendu' and signe_le is null);
create policy membre_modifie on schema_adoption for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on schema_adoption to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on schema_adoption to maillage_membre, maillage_systeme;

-- Every deed on a schéma, a clause, a deliberation, a convention or a cell of the matrix, with what it replaced.
create table schema_trace (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  objet text not null check (length(objet) between 3 and 120),
  geste text not null,
  avant jsonb,
  apres jsonb not null,
  saisi_le timestamptz not null,
  saisi_par uuid not null
);
create index on schema_trace (cooperation_id, objet, saisi_le desc);
alter table schema_trace enable row level security;
create policy membre_lit on schema_trace for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ecrit on schema_trace for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on schema_trace to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on schema_trace to maillage_membre, maillage_systeme;
