-- People of an employer whom a centre writes to: personal data, seen by the people of that centre only.
create table contact (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  organisme_id uuid not null references organisme,
  nom text not null check (length(nom) between 2 and 160),
  role text not null check (role in ('executif', 'direction', 'secretariat', 'ressources_humaines', 'finances', 'prevention', 'autre')),
  courriel text not null check (courriel = lower(courriel) and courriel like '%_@_%'),
  telephone text check (length(telephone) between 1 and 30),
  au date,
  version integer not null default 1,
  unique (cooperation_id, centre_id, organisme_id, courriel, role)
);
create trigger version before update on contact for each row execute function avancer_version();
alter table contact enable row level security;
create policy membre on contact to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on contact to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on contact to maillage_membre, maillage_systeme;
