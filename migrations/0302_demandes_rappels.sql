-- How often a person wants to be reminded of requests: one message gathers everything, or none.
create table demande_preference (
  cooperation_id uuid not null references cooperation,
  personne_id uuid primary key references personne (id),
  rythme text not null default 'quotidien' check (rythme in ('quotidien', 'hebdomadaire', 'jamais')),
  version integer not null default 1
);
create index on demande_preference (cooperation_id);
create trigger version before update on demande_preference for each row execute function avancer_version();
alter table demande_preference enable row level security;
create policy membre on demande_preference to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and personne_id = (select personne_courante()));
create policy systeme on demande_preference to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on demande_preference to maillage_membre;
grant select on demande_preference to maillage_systeme;
