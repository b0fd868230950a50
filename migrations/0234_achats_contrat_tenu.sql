-- A contract comes from the award of a lot, is corrected by those that lead the purchase, and another insurer may take the lot over: two contracts of one
-- lot follow each other. Every state that a contract had is kept, with who wrote it and why.

alter table achat_contrat
  add column lot_id uuid references achat_lot,
  add column garanties text not null default '' check (length(garanties) <= 4000),
  drop constraint achat_contrat_operation_id_numero_key,
  add constraint achat_contrat_un_debut_par_lot unique (operation_id, numero, du);
create index on achat_contrat (lot_id);

create table achat_contrat_version (
  contrat_id uuid not null references achat_contrat,
  numero integer not null check (numero > 0),
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  motif text not null check (length(motif) between 3 and 500),
  -- What changed, in words; empty for the first state.
  changements jsonb not null default '[]',
  qui text not null check (length(qui) <= 200),
  le timestamptz not null,
  primary key (contrat_id, numero)
);
create index on achat_contrat_version (cooperation_id);
alter table achat_contrat_version enable row level security;
create policy membre_lit on achat_contrat_version for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_contrat_version for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on achat_contrat_version to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on achat_contrat_version to maillage_membre, maillage_systeme;

-- A rate typed for the wrong level or year is taken off, and never erased: it was one.
alter table achat_tarif add column retire boolean not null default false;

-- The first contract of the lot whose rule holds an employer (its département, how many agents it has); null when no contract has such a lot yet.
create function contrat_de_l_employeur(employeur uuid) returns uuid language sql stable as $$
  select c.id from achat_employeur e
  left join achat_recensement r on r.employeur_id = e.id and r.remplace_le is null
  join achat_contrat c on c.operation_id = e.operation_id
  join achat_lot l on l.id = c.lot_id
  where e.id = employeur and (l.departements = '{}' or e.departement_code = any (l.departements))
    and coalesce(r.agents, e.agents, 0) >= l.agents_min and coalesce(r.agents, e.agents, 0) <= coalesce(l.agents_max, 2147483647)
  order by c.numero, c.du limit 1
$$;
