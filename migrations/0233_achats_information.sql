-- Information meetings for agents and employers, held by a centre for those it serves; followed by diaries as a calendar.
create table achat_reunion (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  operation_id uuid not null references achat_operation,
  titre text not null check (length(titre) between 3 and 160),
  debut_le timestamptz not null,
  minutes integer not null check (minutes between 15 and 600),
  lieu text not null default '' check (length(lieu) <= 200),
  adresse text not null default '' check (length(adresse) <= 500),
  annulee_le timestamptz,
  version integer not null default 1
);
create index on achat_reunion (operation_id, debut_le);
create index on achat_reunion (cooperation_id);
create trigger version before update on achat_reunion for each row execute function avancer_version();
alter table achat_reunion enable row level security;
create policy membre_lit on achat_reunion for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_reunion for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy membre_modifie on achat_reunion for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on achat_reunion to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on achat_reunion to maillage_membre, maillage_systeme;
