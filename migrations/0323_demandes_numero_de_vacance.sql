-- The number that the national site gives to a vacancy is given once in a cooperation, whichever of its centres registers it: two centres that write the
-- same one at once are told apart by this key, not by what each of them reads. It stays taken when the request is erased. A centre reads the numbers
-- of the requests that it reads.
create table demande_vacance_numero (
  cooperation_id uuid not null references cooperation,
  national text not null check (national ~ '^[A-Z0-9][A-Z0-9/-]{5,29}$'),
  demande_id uuid references demande on delete set null,
  primary key (cooperation_id, national)
);
create index on demande_vacance_numero (demande_id);
alter table demande_vacance_numero enable row level security;
create policy membre_lit on demande_vacance_numero for select to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and exists (select from demande d where d.id = demande_vacance_numero.demande_id));
create policy membre_ajoute on demande_vacance_numero for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and exists (select from demande d where d.id = demande_vacance_numero.demande_id));
create policy systeme on demande_vacance_numero to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on demande_vacance_numero to maillage_membre, maillage_systeme;

-- Numbers written before: the first request that received each keeps it.
insert into demande_vacance_numero (cooperation_id, national, demande_id)
select distinct on (d.cooperation_id, e.donnees ->> 'national') d.cooperation_id, e.donnees ->> 'national', d.id
from demande_evenement e join demande d on d.id = e.demande_id
where e.geste = 'repondre' and e.donnees ->> 'national' ~ '^[A-Z0-9][A-Z0-9/-]{5,29}$'
order by d.cooperation_id, e.donnees ->> 'national', e.survenu_le, e.id
on conflict do nothing;
