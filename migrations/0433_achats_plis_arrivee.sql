-- Sealed bids: the deadline of a published consultation never comes earlier, keys freeze without a race, a bid counts from the instant it arrived,
-- a bidder's link may be given anew, more than twenty-six bids fit in a lot.

-- Once published, a deadline is only put back: brought forward, it would shut out who was told another hour. That of an open sealed deposit does not move past itself.
create or replace function limite_apres_une_cle() returns trigger language plpgsql as $$
begin
  if new.limite is not distinct from old.limite then
    return new;
  end if;
  if old.publie_le is not null and (new.limite is null or new.limite < old.limite) then
    raise exception 'Le marché est publié : la date limite ne s’avance pas.' using errcode = 'check_violation';
  end if;
  if old.limite < clock_timestamp()
      and exists (select from achat_depot where operation_id = new.operation_id and ouvert_le is not null) then
    raise exception 'L’heure limite du dépôt scellé est passée : elle ne change plus.' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- Whether the keys of a deposit may still change; until the end of the transaction, nobody opens it and nobody else changes a key. A member that does not lead
-- the purchase may not lock its row: this does it for her, in her cooperation.
create function cles_modifiables(operation uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp
as $$
declare ouvert timestamptz;
begin
  select ouvert_le into ouvert from achat_depot
    where operation_id = operation and cooperation_id = cooperation_courante() for no key update;
  return found and ouvert is null;
end $$;
revoke execute on function cles_modifiables from public;
grant execute on function cles_modifiables to maillage_membre;
create or replace function depot_cles_figees() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
as $$
declare ouvert timestamptz;
begin
  select ouvert_le into ouvert from achat_depot where operation_id = coalesce(new.operation_id, old.operation_id) for no key update;
  if ouvert is not null then
    raise exception 'Le dépôt est ouvert : les clés de la commission ne changent plus.' using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end $$;
revoke execute on function depot_cles_figees from public;

-- A sealed bid that arrived whole, while its bytes are being written: its hour is this one, however slow the store. Never shown; forgotten once the bid is there.
create table achat_pli_arrivee (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  operation_id uuid not null references achat_depot,
  candidat_id uuid not null references achat_candidat,
  empreinte text not null check (empreinte ~ '^[0-9a-f]{64}$'),
  arrive_le timestamptz not null default now(),
  unique (candidat_id, empreinte)
);
create index on achat_pli_arrivee (operation_id);
create index on achat_pli_arrivee (cooperation_id);
create function arrivee_a_l_heure() returns trigger language plpgsql as $$
begin
  new.arrive_le := now();
  if not exists (select from achat_marche where operation_id = new.operation_id and new.arrive_le <= limite) then
    raise exception 'L’heure limite est passée.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger a_l_heure before insert on achat_pli_arrivee for each row execute function arrivee_a_l_heure();
alter table achat_pli_arrivee enable row level security;
create policy membre_lit on achat_pli_arrivee for select to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and lie_a_l_achat(operation_id));
create policy systeme on achat_pli_arrivee to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select on achat_pli_arrivee to maillage_membre;
grant select, insert, delete on achat_pli_arrivee to maillage_systeme;

-- What arrived in time has ten minutes to be written: past them the process that received it is dead.
create function arrive_a_l_heure(candidat uuid, empreinte_du_pli text) returns timestamptz language sql stable as $$
  select a.arrive_le from achat_pli_arrivee a
  where a.candidat_id = candidat and (empreinte_du_pli is null or a.empreinte = empreinte_du_pli)
    and a.arrive_le > clock_timestamp() - interval '10 minutes'
  order by a.arrive_le limit 1
$$;
create or replace function pli_fige() returns trigger language plpgsql as $$
declare
  fin timestamptz;
  ouvert timestamptz;
  arrive timestamptz;
begin
  select limite, ouvert_le into fin, ouvert from achat_marche where operation_id = new.operation_id;
  if tg_op = 'INSERT' then
    arrive := arrive_a_l_heure(new.candidat_id, new.empreinte);
    new.recu_le := coalesce(arrive, now());
    if new.recu_le > fin or not exists (select from achat_depot where operation_id = new.operation_id and ouvert_le is not null) then
      raise exception 'Le dépôt n’est pas ouvert, ou l’heure limite est passée.' using errcode = 'check_violation';
    end if;
    if ouvert is not null or exists (select from achat_pli_ouverture where operation_id = new.operation_id) then
      raise exception 'Les plis sont ouverts : aucun autre n’entre.' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if now() <= fin and (new.ouvert_le is not null or new.fichiers <> '[]') then
    raise exception 'Un pli ne s’ouvre pas avant l’heure limite.' using errcode = 'check_violation';
  end if;
  if now() > fin and new.remplace_le is distinct from old.remplace_le and arrive_a_l_heure(new.candidat_id, null) is null then
    raise exception 'Un pli ne se remplace plus après l’heure limite.' using errcode = 'check_violation';
  end if;
  if old.ouvert_le is not null then
    raise exception 'Un pli ouvert ne se modifie pas.' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- The link of a bidder: given anew when her address was wrong, the former one then leads nowhere. Links already sent keep working.
alter table achat_candidat add column lien_id uuid;
update achat_candidat set lien_id = id;
alter table achat_candidat alter column lien_id set not null;
alter table achat_candidat add unique (lien_id);
create policy membre_modifie on achat_candidat for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
grant update (nom, courriel, invite_le, lien_id) on achat_candidat to maillage_membre;

alter table achat_offre drop constraint achat_offre_lettre_check;
alter table achat_offre add constraint achat_offre_lettre_check check (lettre ~ '^[A-Z]{1,2}$');
-- The letters of the bids of a lot, from zero: A to Z, then AA, AB…
create function lettre_d_offre(rang integer) returns text language sql immutable as $$
  select case when rang < 26 then chr(65 + rang) else chr(64 + rang / 26) || chr(65 + rang % 26) end
$$;
