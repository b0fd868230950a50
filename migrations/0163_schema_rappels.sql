-- Who was reminded of the end of a convention, when, and of which end. Written once: the same step of the same end is never sent twice.
create table rappel_convention (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  convention_id uuid not null references convention,
  organisme_id uuid not null references organisme,
  personne_id uuid not null,
  palier text not null check (palier in ('tenue', 'direction')),
  echeance date not null,
  envoye_le timestamptz not null,
  unique (convention_id, personne_id, palier, echeance),
  foreign key (cooperation_id, personne_id) references personne (cooperation_id, id)
);
create index on rappel_convention (convention_id, envoye_le desc);
alter table rappel_convention enable row level security;
create policy membre on rappel_convention for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on rappel_convention to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select on rappel_convention to maillage_membre;
grant select, insert on rappel_convention to maillage_systeme;
