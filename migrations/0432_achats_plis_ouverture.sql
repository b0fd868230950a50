-- Sealed bids: none enters once bids are open.
create or replace function pli_fige() returns trigger language plpgsql as $$
declare
  fin timestamptz;
  ouvert timestamptz;
begin
  select limite, ouvert_le into fin, ouvert from achat_marche where operation_id = new.operation_id;
  if tg_op = 'INSERT' then
    new.recu_le := now();
    if now() > fin or not exists (select from achat_depot where operation_id = new.operation_id and ouvert_le is not null) then
      raise exception 'Le dépôt n’est pas ouvert, ou l’heure limite est passée.' using errcode = 'check_violation';
    end if;
    if ouvert is not null then
      raise exception 'Les plis sont ouverts : aucun autre n’entre.' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if now() <= fin and (new.ouvert_le is not null or new.fichiers <> '[]') then
    raise exception 'Un pli ne s’ouvre pas avant l’heure limite.' using errcode = 'check_violation';
  end if;
  if now() > fin and new.remplace_le is distinct from old.remplace_le then
    raise exception 'Un pli ne se remplace plus après l’heure limite.' using errcode = 'check_violation';
  end if;
  if old.ouvert_le is not null then
    raise exception 'Un pli ouvert ne se modifie pas.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
