-- An agreement is valid when its signatories hold half of the votes of the unions that hold a seat (CGFP L.223-1): the same decision as `jugerSignatures`.
create function accord_valable(syndicats jsonb) returns boolean language sql immutable as $$
  select coalesce(sum(s.voix) > 0 and 2 * coalesce(sum(s.voix) filter (where s.signe), 0) >= sum(s.voix), false)
  from jsonb_to_recordset(syndicats) as s (voix int, sieges int, signe boolean) where s.sieges > 0
$$;

-- The assembly of a member may have authorised the signature beforehand (L.224-2): then, and then only, its act comes before it.
alter table achat_accord_approbation add column prealable boolean not null default false;

-- The ranking on which a lot was awarded: [{ id, points, total, rang }]. It outlives the census that priced it, and no longer moves once letters have left.
-- Read by the members that the decision binds, as the bids are.
create table achat_classement (
  lot_id uuid primary key references achat_lot,
  cooperation_id uuid not null references cooperation,
  operation_id uuid not null references achat_marche,
  classement jsonb not null
);
create index on achat_classement (cooperation_id);
create index on achat_classement (operation_id);
create function classement_fige() returns trigger language plpgsql as $$
begin
  if exists (select from achat_attribution where lot_id = new.lot_id and envoi_le is not null) then
    raise exception 'Les lettres sont parties : le classement ne change plus.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger fige before update on achat_classement for each row execute function classement_fige();
alter table achat_classement enable row level security;
create policy membre_lit on achat_classement for select to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and lie_a_l_achat(operation_id));
create policy membre_ajoute on achat_classement for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy membre_modifie on achat_classement for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy systeme on achat_classement to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on achat_classement to maillage_membre, maillage_systeme;
grant update (classement) on achat_classement to maillage_membre, maillage_systeme;
