-- What of the rate of a contract pays for incapacity and invalidity, by lot and level, from the bid that was awarded and signed: the projection of every member is
-- made on it, and bids themselves stay closed to those that the decision does not bind.
create function achat_parts_projetees(operation uuid) returns table (lot_id uuid, niveau text, part double precision)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select a.lot_id, t.niveau, (t.incapacite + t.invalidite) / nullif(t.incapacite + t.invalidite + t.retraite + t.deces + t.renfort, 0)
  from achat_attribution a join achat_offre o on o.id = a.offre_id
  cross join lateral jsonb_to_recordset(o.taux) as t (niveau text, incapacite double precision, invalidite double precision, retraite double precision,
    deces double precision, renfort double precision)
  where a.operation_id = operation and a.cooperation_id = cooperation_courante() and a.signe_le is not null
$$;
revoke execute on function achat_parts_projetees from public;
grant execute on function achat_parts_projetees to maillage_membre, maillage_systeme;
