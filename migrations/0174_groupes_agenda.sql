-- The feed by which a person follows her meetings in her own diary. Its address is signed; closing the row closes the address.
create table flux_agenda (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  personne_id uuid not null,
  ouvert_le timestamptz not null,
  revoque_le timestamptz,
  foreign key (cooperation_id, personne_id) references personne (cooperation_id, id)
);
create unique index flux_agenda_ouvert on flux_agenda (personne_id, organisme_id) where revoque_le is null;
alter table flux_agenda enable row level security;
create policy membre on flux_agenda to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on flux_agenda to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on flux_agenda to maillage_membre;
grant select on flux_agenda to maillage_systeme;
