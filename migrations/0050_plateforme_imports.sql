-- Tables given by a member (employers, contacts, mandates…): the file, what each line would do, and where the import stands.
-- Only the organisation that gave the file sees it. The bytes are forgotten once the import is over.
create table import_tableau (
  id uuid primary key,
  cooperation_id uuid not null,
  organisme_id uuid not null,
  genre text not null,
  nom text not null check (length(nom) between 1 and 200),
  contenu bytea,
  etat text not null check (etat in ('lecture', 'refuse', 'a_confirmer', 'ecriture', 'fait', 'abandonne')),
  refus text,
  -- What the preview showed: a confirmation of anything else writes nothing.
  empreinte text,
  fait integer not null default 0,
  total integer not null default 0,
  nouvelles integer not null default 0,
  changees integer not null default 0,
  inchangees integer not null default 0,
  refusees integer not null default 0,
  ignorees text[] not null default '{}',
  auteur text not null,
  personne_id uuid not null,
  depose_le timestamptz not null,
  fini_le timestamptz
);
create index on import_tableau (cooperation_id, organisme_id, genre, depose_le desc);
alter table import_tableau enable row level security;
create policy membre on import_tableau to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on import_tableau to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on import_tableau to maillage_membre;
grant select on import_tableau to maillage_systeme;

create table import_ligne (
  cooperation_id uuid not null,
  organisme_id uuid not null,
  import_id uuid not null references import_tableau,
  numero integer not null,
  etat text not null check (etat in ('nouvelle', 'changee', 'inchangee', 'refusee')),
  libelle text not null,
  changements jsonb not null default '[]',
  colonne text,
  valeur text,
  motif text,
  valeurs jsonb not null default '{}',
  primary key (import_id, numero)
);
create index on import_ligne (import_id, etat, numero);
alter table import_ligne enable row level security;
create policy membre on import_ligne to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on import_ligne to maillage_systeme using (cooperation_id = (select cooperation_courante()));
-- A preview is a draft: drawn again when the base moved, forgotten once written.
grant select, insert, delete on import_ligne to maillage_membre;
grant select on import_ligne to maillage_systeme;
