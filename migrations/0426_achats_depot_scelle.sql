-- Sealed deposit of bids, where the code imposes no buyer profile: what is sealed leaves this base only past the deadline, by its own clock.
alter table achat_marche add column estimation bigint check (estimation between 0 and 10000000000000);
create or replace function marche_publie_fige() returns trigger language plpgsql as $$
begin
  if old.publie_le is not null and (new.publie_le, new.procedure, new.reference, new.profil, new.duree_mois, new.niveaux, new.criteres, new.estimation)
      is distinct from (old.publie_le, old.procedure, old.reference, old.profil, old.duree_mois, old.niveaux, old.criteres, old.estimation) then
    raise exception 'Le marché est publié : critères, niveaux et références ne changent plus.' using errcode = 'check_violation';
  end if;
  if old.ouvert_le is not null and (new.ouvert_le, new.limite) is distinct from (old.ouvert_le, old.limite) then
    raise exception 'Les plis sont ouverts : la date limite ne change plus.' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create table achat_depot (
  operation_id uuid primary key references achat_marche,
  cooperation_id uuid not null references cooperation,
  propose_le timestamptz not null default now(),
  -- From then on the keys of the commission do not move; fingerprint of them all.
  ouvert_le timestamptz,
  empreinte_cles text check (empreinte_cles ~ '^[0-9a-f]{64}$'),
  check ((ouvert_le is null) = (empreinte_cles is null))
);
create index on achat_depot (cooperation_id);
alter table achat_depot enable row level security;
create policy membre_lit on achat_depot for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_depot for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id) and ouvert_le is null);
create policy membre_modifie on achat_depot for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id) and ouvert_le is null)
  with check (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy systeme on achat_depot to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on achat_depot to maillage_membre, maillage_systeme;
grant update (ouvert_le, empreinte_cles) on achat_depot to maillage_membre;

-- The deadline, by the clock of this base: what is sealed may be read.
create function plis_lisibles(operation uuid) returns boolean language sql stable as $$
  select exists (select from achat_marche where operation_id = operation and limite < now())
$$;

-- A member of the commission and her key: its public half, and her keystore, which her passphrase alone opens.
create table achat_depot_cle (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  operation_id uuid not null references achat_depot,
  organisme_id uuid not null references organisme,
  personne_id uuid not null,
  nom text not null check (length(nom) between 1 and 320),
  destinataire text not null check (destinataire ~ '^age1pq1[02-9ac-hj-np-z]+$' and length(destinataire) between 1900 and 2100),
  trousseau text not null check (length(trousseau) between 100 and 40000),
  creee_le timestamptz not null default now(),
  unique (operation_id, personne_id)
);
create index on achat_depot_cle (cooperation_id);
create function depot_cles_figees() returns trigger language plpgsql as $$
begin
  if exists (select from achat_depot where operation_id = coalesce(new.operation_id, old.operation_id) and ouvert_le is not null) then
    raise exception 'Le dépôt est ouvert : les clés de la commission ne changent plus.' using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger fige before insert or update or delete on achat_depot_cle for each row execute function depot_cles_figees();
alter table achat_depot_cle enable row level security;
create policy membre_lit on achat_depot_cle for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_depot_cle for insert to maillage_membre with check (cooperation_id = (select cooperation_courante())
  and organisme_id = (select organisme_courant()) and personne_id = (select personne_courante()) and lie_a_l_achat(operation_id));
create policy membre_modifie on achat_depot_cle for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and personne_id = (select personne_courante()));
create policy systeme on achat_depot_cle to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on achat_depot_cle to maillage_membre, maillage_systeme;
grant update (nom, organisme_id, destinataire, trousseau, creee_le) on achat_depot_cle to maillage_membre;

-- Who was given a personal link to bid. Read by the member that leads the purchase alone.
create table achat_candidat (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  operation_id uuid not null references achat_depot,
  nom text not null check (length(nom) between 2 and 160),
  siret text not null check (siret ~ '^[0-9]{14}$'),
  courriel text not null check (length(courriel) between 3 and 254),
  invite_le timestamptz not null,
  unique (operation_id, siret)
);
create index on achat_candidat (cooperation_id);
alter table achat_candidat enable row level security;
create policy membre_lit on achat_candidat for select to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy membre_ajoute on achat_candidat for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy systeme on achat_candidat to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on achat_candidat to maillage_membre, maillage_systeme;

-- A sealed bid: size and fingerprint of what was received, never what it holds. A later one takes its place; both are kept.
create table achat_pli (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  operation_id uuid not null references achat_depot,
  candidat_id uuid not null references achat_candidat,
  numero integer not null check (numero > 0),
  recu_le timestamptz not null default now(),
  taille integer not null check (taille > 0),
  empreinte text not null check (empreinte ~ '^[0-9a-f]{64}$'),
  -- Public half of the key of this bid, that two shares give back.
  destinataire text not null check (destinataire ~ '^age1pq1[02-9ac-hj-np-z]+$' and length(destinataire) between 1900 and 2100),
  remplace_le timestamptz,
  ouvert_le timestamptz,
  -- [{ nom, typeMime, taille, sha256 }], once open
  fichiers jsonb not null default '[]',
  -- Why what was opened did not enter the analysis.
  avis text not null default '' check (length(avis) <= 2000),
  unique (operation_id, numero)
);
create unique index achat_pli_courant on achat_pli (candidat_id) where remplace_le is null;
create index on achat_pli (candidat_id);
create index on achat_pli (cooperation_id);
create index on achat_pli (empreinte);
create function pli_fige() returns trigger language plpgsql as $$
declare fin timestamptz;
begin
  select limite into fin from achat_marche where operation_id = new.operation_id;
  if tg_op = 'INSERT' then
    new.recu_le := now();
    if now() > fin or not exists (select from achat_depot where operation_id = new.operation_id and ouvert_le is not null) then
      raise exception 'Le dépôt n’est pas ouvert, ou l’heure limite est passée.' using errcode = 'check_violation';
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
create trigger fige before insert or update on achat_pli for each row execute function pli_fige();
alter table achat_pli enable row level security;
create policy membre_lit on achat_pli for select to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and lie_a_l_achat(operation_id));
create policy systeme on achat_pli to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select on achat_pli to maillage_membre, maillage_systeme;
grant insert on achat_pli to maillage_systeme;
grant update (remplace_le, ouvert_le, fichiers, avis) on achat_pli to maillage_systeme;

-- The share of each member of the commission, sealed for her. Nobody reads one before the deadline, not even the application.
create table achat_pli_part (
  pli_id uuid not null references achat_pli,
  cle_id uuid not null references achat_depot_cle,
  cooperation_id uuid not null references cooperation,
  operation_id uuid not null references achat_depot,
  scellee text not null check (length(scellee) between 100 and 20000),
  -- Fingerprint of the share itself: what a member gives is compared with it.
  engagement text not null check (length(engagement) = 43),
  primary key (pli_id, cle_id)
);
create index on achat_pli_part (cooperation_id);
create index on achat_pli_part (cle_id);
create index on achat_pli_part (operation_id);
alter table achat_pli_part enable row level security;
create policy membre_lit on achat_pli_part for select to maillage_membre using (cooperation_id = (select cooperation_courante())
  and lie_a_l_achat(operation_id) and plis_lisibles(operation_id));
create policy systeme_lit on achat_pli_part for select to maillage_systeme
  using (cooperation_id = (select cooperation_courante()) and plis_lisibles(operation_id));
create policy systeme_ajoute on achat_pli_part for insert to maillage_systeme with check (cooperation_id = (select cooperation_courante()));
grant select on achat_pli_part to maillage_membre, maillage_systeme;
grant insert on achat_pli_part to maillage_systeme;

-- The deed of a member who opens: { [bid]: share }, past the deadline only. Two of them open the bids.
create table achat_pli_ouverture (
  operation_id uuid not null references achat_depot,
  cle_id uuid not null references achat_depot_cle,
  cooperation_id uuid not null references cooperation,
  personne_id uuid not null,
  nom text not null,
  parts jsonb not null,
  donnee_le timestamptz not null default now(),
  primary key (operation_id, cle_id)
);
create index on achat_pli_ouverture (cle_id);
create index on achat_pli_ouverture (cooperation_id);
alter table achat_pli_ouverture enable row level security;
create policy membre_lit on achat_pli_ouverture for select to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and lie_a_l_achat(operation_id));
create policy membre_ajoute on achat_pli_ouverture for insert to maillage_membre with check (cooperation_id = (select cooperation_courante())
  and personne_id = (select personne_courante()) and plis_lisibles(operation_id)
  and exists (select from achat_depot_cle c where c.id = cle_id and c.personne_id = achat_pli_ouverture.personne_id));
create policy systeme on achat_pli_ouverture to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on achat_pli_ouverture to maillage_membre;
grant select on achat_pli_ouverture to maillage_systeme;

-- A late bid: refused, with what proves when it came and what it was. Its bytes are not kept.
create table achat_pli_refuse (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  operation_id uuid not null references achat_depot,
  candidat_id uuid not null references achat_candidat,
  refuse_le timestamptz not null default now(),
  limite timestamptz not null,
  taille integer not null,
  empreinte text not null check (empreinte ~ '^[0-9a-f]{64}$'),
  unique (candidat_id, empreinte)
);
create index on achat_pli_refuse (operation_id);
create index on achat_pli_refuse (cooperation_id);
alter table achat_pli_refuse enable row level security;
create policy membre_lit on achat_pli_refuse for select to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and lie_a_l_achat(operation_id));
create policy systeme on achat_pli_refuse to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select on achat_pli_refuse to maillage_membre;
grant select, insert on achat_pli_refuse to maillage_systeme;

-- Once a member gave her shares, the deadline does not come back.
create function limite_apres_une_cle() returns trigger language plpgsql as $$
begin
  if new.limite is distinct from old.limite and exists (select from achat_pli_ouverture where operation_id = new.operation_id) then
    raise exception 'Une clé est donnée : la date limite ne change plus.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger apres_une_cle before update on achat_marche for each row execute function limite_apres_une_cle();

alter table achat_offre drop constraint achat_offre_source_check;
alter table achat_offre add constraint achat_offre_source_check check (source in ('fichier', 'saisie', 'pli'));
alter table achat_offre add column pli_id uuid references achat_pli;
create index on achat_offre (pli_id);

-- Bytes that a sealed bid names are kept.
create or replace function fichiers_nommes(empreintes text[]) returns setof text
  language sql stable security definer set search_path = public, pg_temp
as $$
  select f.sha256 from fichier f where f.sha256 = any (empreintes)
  union
  select p->>'sha256' from demande_courriel c cross join lateral jsonb_array_elements(c.pieces) p
  where c.pieces <> '[]' and p->>'sha256' = any (empreintes)
  union
  select a.empreinte from achat_pli a where a.empreinte = any (empreintes)
  union
  select p->>'sha256' from achat_pli a cross join lateral jsonb_array_elements(a.fichiers) p
  where a.fichiers <> '[]' and p->>'sha256' = any (empreintes)
$$;
