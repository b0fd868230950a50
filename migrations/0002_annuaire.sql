-- Organisations of the public registry. Public reference data, the same for every cooperation: read by all, no row security
-- (named exceptions of tests/architecture.test.ts), written only under the system role by an import that is journaled.

create table region (
  code text primary key,
  nom text not null
);

create table departement (
  code text primary key,
  nom text not null,
  region_code text not null references region
);

create table organisme (
  id uuid primary key,
  siren text unique check (siren ~ '^[0-9]{9}$'),
  type text not null check (type in ('cdg', 'commune', 'epci', 'departement', 'region', 'syndicat', 'ccas', 'sdis', 'oph', 'autre')),
  nom text not null,
  code_insee text unique,
  departement_code text references departement,
  region_code text references region,
  epci_id uuid references organisme,
  population integer check (population >= 0),
  millesime integer,
  source text not null,
  fusionne_dans uuid references organisme,
  fusionne_le date,
  version integer not null default 1,
  recherche text generated always as (normaliser(nom)) stored
);
create index on organisme (type, departement_code);
create index on organisme (epci_id);
create index organisme_recherche on organisme using gin (recherche gin_trgm_ops);
create trigger version before update on organisme for each row execute function avancer_version();

-- Which centre de gestion an employer is affiliated to, and how (CGFP L452-14, L452-20, L452-39).
create table affiliation (
  organisme_id uuid not null references organisme,
  centre_id uuid not null references organisme,
  genre text not null check (genre in ('obligatoire', 'volontaire', 'socle', 'non_affiliee')),
  du date not null,
  au date,
  primary key (organisme_id, centre_id, du)
);
create index on affiliation (centre_id, organisme_id);

grant select on region, departement, organisme, affiliation to maillage_app, maillage_membre, maillage_systeme, maillage_public;
grant insert, update on region, departement, organisme, affiliation to maillage_systeme;
