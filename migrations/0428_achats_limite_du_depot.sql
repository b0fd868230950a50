-- Once the deadline of a sealed deposit has passed it does not come back: sealed shares were within reach, late bids were refused on it.
create or replace function limite_apres_une_cle() returns trigger language plpgsql as $$
begin
  if new.limite is distinct from old.limite and old.limite < now()
      and exists (select from achat_depot where operation_id = new.operation_id and ouvert_le is not null) then
    raise exception 'L’heure limite du dépôt scellé est passée : elle ne change plus.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
