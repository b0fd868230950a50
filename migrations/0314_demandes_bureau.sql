-- The desk of a gestionnaire: words ready for a message too, set aside without being lost; two requests that were one, put together with a trace.
alter table demande_modele drop constraint demande_modele_genre_check;
alter table demande_modele add constraint demande_modele_genre_check check (genre in ('repondre', 'demander', 'message'));
alter table demande_modele add column retire_le timestamptz;

-- The second of two requests for one thing leaves by the first: what it said and its files are read there.
create table demande_reunion (
  demande_id uuid primary key references demande on delete cascade,
  cooperation_id uuid not null references cooperation,
  avec_id uuid not null references demande on delete cascade,
  fait_le timestamptz not null,
  fait_par text not null check (length(fait_par) <= 200),
  check (demande_id <> avec_id)
);
create index on demande_reunion (avec_id);
create index on demande_reunion (cooperation_id);
alter table demande_reunion enable row level security;
create policy membre on demande_reunion to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and exists (select from demande d where d.id = demande_reunion.demande_id));
create policy systeme on demande_reunion to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on demande_reunion to maillage_membre, maillage_systeme;
