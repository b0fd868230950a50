-- A contract that was added by hand covers its lot too: by its number.
update achat_contrat c set lot_id = l.id from achat_lot l where c.lot_id is null and l.operation_id = c.operation_id and l.numero = c.numero;

-- The first contract of the lot whose rule holds an employer (its département, how many agents it has); in a purchase without lots, its contracts when they all
-- have one number. Null when no contract has such a lot yet.
create or replace function contrat_de_l_employeur(employeur uuid) returns uuid language sql stable as $$
  select c.id from achat_employeur e
  left join achat_recensement r on r.employeur_id = e.id and r.remplace_le is null
  join achat_contrat c on c.operation_id = e.operation_id
  left join achat_lot l on l.id = c.lot_id
  where e.id = employeur and case when l.id is null
    then not exists (select from achat_lot x where x.operation_id = e.operation_id)
      and not exists (select from achat_contrat k where k.operation_id = e.operation_id and k.numero <> c.numero)
    else (l.departements = '{}' or e.departement_code = any (l.departements))
      and coalesce(r.agents, e.agents, 0) >= l.agents_min and coalesce(r.agents, e.agents, 0) <= coalesce(l.agents_max, 2147483647) end
  order by c.numero, c.du limit 1
$$;
