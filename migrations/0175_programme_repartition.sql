-- How the cost of an action is shared between members. A key is decided and never changed: a new one is added beside it, with the bases that
-- it froze. Shares are computed from it in whole cents, never stored.

-- What each member declares of itself, to weigh shares: nobody writes another's.
create table base_membre (
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  agents bigint check (agents between 0 and 10000000),
  masse_centimes bigint check (masse_centimes between 0 and 100000000000000),
  au date not null,
  source text not null check (length(source) between 3 and 300),
  saisie_par text not null,
  saisie_le timestamptz not null,
  fictif text,
  version integer not null default 1,
  primary key (cooperation_id, organisme_id),
  check (num_nonnulls(agents, masse_centimes) > 0)
);
create trigger version before update on base_membre for each row execute function avancer_version();
alter table base_membre enable row level security;
create policy membre_lit on base_membre for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on base_membre for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on base_membre for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on base_membre to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on base_membre to maillage_membre, maillage_systeme;

-- A key: what part of the cost is shared equally, by agents, by payroll, by percentages agreed. In ten-thousandths, whole together.
create table cle_repartition (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  action_id uuid not null references action,
  numero integer not null check (numero > 0),
  decision_id uuid not null references decision,
  egale integer not null check (egale between 0 and 10000),
  agents integer not null check (agents between 0 and 10000),
  masse integer not null check (masse between 0 and 10000),
  libre integer not null check (libre between 0 and 10000),
  -- No member pays more than this part of the whole.
  plafond integer check (plafond between 1 and 10000),
  fixee_le timestamptz not null,
  fixee_par text not null,
  fictif text,
  unique (action_id, numero),
  check (egale + agents + masse + libre = 10000)
);
alter table cle_repartition enable row level security;
create policy membre on cle_repartition to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on cle_repartition to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on cle_repartition to maillage_membre, maillage_systeme;

create table cle_part (
  cle_id uuid not null references cle_repartition,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  agents bigint check (agents >= 0),
  masse_centimes bigint check (masse_centimes >= 0),
  libre integer check (libre between 0 and 10000),
  -- Day of the bases that were frozen.
  au date,
  primary key (cle_id, organisme_id)
);
alter table cle_part enable row level security;
create policy membre on cle_part to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on cle_part to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on cle_part to maillage_membre, maillage_systeme;
