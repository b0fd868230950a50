-- The consultation of insurers: lots, criteria, questions, bids, notes, prices, awards. The buyer profile receives the bids; what is written here is
-- written after their opening. What was published does not move: the database refuses it, whoever asks.

create table achat_marche (
  operation_id uuid primary key references achat_operation,
  cooperation_id uuid not null references cooperation,
  procedure text not null check (procedure in ('appel_offres', 'negociation', 'adaptee', 'convention')),
  -- Buyer profile: its address, and the reference of the consultation there.
  profil text not null default '' check (length(profil) <= 500),
  reference text not null default '' check (length(reference) <= 60),
  cpv text not null default '66512000' check (cpv ~ '^[0-9]{8}$'),
  duree_mois integer not null default 72 check (duree_mois between 1 and 240),
  limite timestamptz,
  publie_le timestamptz,
  ouvert_le timestamptz,
  notes_closes_le timestamptz,
  -- [{ nom, tauxTiNbi, tauxRi, tauxRente, tauxCapital }], thousandths of a per cent
  niveaux jsonb not null default '[]',
  -- [{ cle, nom, poids, genre }], weights out of 100
  criteres jsonb not null default '[]',
  seance_id uuid references seance,
  version integer not null default 1,
  check (publie_le is null or limite is not null),
  check (ouvert_le is null or ouvert_le >= limite),
  check (notes_closes_le is null or ouvert_le is not null)
);
create index on achat_marche (cooperation_id);
create trigger version before update on achat_marche for each row execute function avancer_version();
create function marche_publie_fige() returns trigger language plpgsql as $$
begin
  if old.publie_le is not null and (new.publie_le, new.procedure, new.reference, new.profil, new.duree_mois, new.niveaux, new.criteres)
      is distinct from (old.publie_le, old.procedure, old.reference, old.profil, old.duree_mois, old.niveaux, old.criteres) then
    raise exception 'Le marché est publié : critères, niveaux et références ne changent plus.' using errcode = 'check_violation';
  end if;
  if old.ouvert_le is not null and (new.ouvert_le, new.limite) is distinct from (old.ouvert_le, old.limite) then
    raise exception 'Les plis sont ouverts : la date limite ne change plus.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger fige before update on achat_marche for each row execute function marche_publie_fige();
alter table achat_marche enable row level security;
create policy membre_lit on achat_marche for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_marche for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy membre_modifie on achat_marche for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy systeme on achat_marche to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on achat_marche to maillage_membre, maillage_systeme;

-- A lot says by a rule which employers it holds: their départements, how many agents they have.
create table achat_lot (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  operation_id uuid not null references achat_marche,
  numero integer not null check (numero between 1 and 99),
  objet text not null check (length(objet) between 3 and 200),
  departements text[] not null default '{}',
  agents_min integer not null default 0 check (agents_min >= 0),
  agents_max integer check (agents_max >= agents_min),
  version integer not null default 1,
  unique (operation_id, numero)
);
create index on achat_lot (cooperation_id);
create trigger version before update on achat_lot for each row execute function avancer_version();
create function lot_publie_fige() returns trigger language plpgsql as $$
begin
  if exists (select from achat_marche m where m.operation_id = coalesce(new.operation_id, old.operation_id) and m.publie_le is not null) then
    raise exception 'Le marché est publié : ses lots ne changent plus.' using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger fige before insert or update or delete on achat_lot for each row execute function lot_publie_fige();
alter table achat_lot enable row level security;
create policy membre_lit on achat_lot for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_lot for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy membre_modifie on achat_lot for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy membre_retire on achat_lot for delete to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy systeme on achat_lot to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update, delete on achat_lot to maillage_membre, maillage_systeme;

-- Questions of candidates, without their name: the answer goes to all.
create table achat_question (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  operation_id uuid not null references achat_marche,
  texte text not null check (length(texte) between 3 and 4000),
  posee_le timestamptz not null,
  reponse text not null default '' check (length(reponse) <= 8000),
  publiee_le timestamptz,
  version integer not null default 1,
  check (publiee_le is null or reponse <> '')
);
create index on achat_question (operation_id, posee_le);
create index on achat_question (cooperation_id);
create trigger version before update on achat_question for each row execute function avancer_version();
alter table achat_question enable row level security;
create policy membre_lit on achat_question for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_question for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy membre_modifie on achat_question for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id) and publiee_le is null);
create policy systeme on achat_question to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on achat_question to maillage_membre, maillage_systeme;

-- A bid on a lot: read by the members that the decision binds. Its terms are written once; its fingerprint says that they did not move.
create table achat_offre (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  operation_id uuid not null references achat_marche,
  lot_id uuid not null references achat_lot,
  lettre text not null check (lettre ~ '^[A-Z]$'),
  candidat text not null check (length(candidat) between 2 and 160),
  siret text not null check (siret ~ '^[0-9]{14}$'),
  -- When the buyer profile received it, and the reference of its receipt.
  recu_le timestamptz not null,
  preuve text not null check (length(preuve) between 1 and 120),
  tardive boolean not null,
  -- [{ niveau, incapacite, invalidite, retraite, deces, renfort }], thousandths of a per cent, in the order of the levels
  taux jsonb not null,
  -- Years at a frozen rate, then the largest rise of a year, in thousandths of a per cent.
  gel_annees integer not null check (gel_annees between 0 and 6),
  hausse_max integer not null check (hausse_max between 0 and 100000),
  garanties text not null default '' check (length(garanties) <= 4000),
  empreinte text not null check (empreinte ~ '^[0-9a-f]{64}$'),
  source text not null check (source in ('fichier', 'saisie')),
  ajoutee_le timestamptz not null,
  irreguliere text not null default '' check (length(irreguliere) <= 1000),
  unique (lot_id, siret),
  unique (lot_id, lettre)
);
create index on achat_offre (operation_id);
create index on achat_offre (cooperation_id);
alter table achat_offre enable row level security;
create policy membre_lit on achat_offre for select to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and lie_a_l_achat(operation_id));
create policy membre_ajoute on achat_offre for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy membre_modifie on achat_offre for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy systeme on achat_offre to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on achat_offre to maillage_membre, maillage_systeme;
grant update (irreguliere) on achat_offre to maillage_membre, maillage_systeme;

-- What each member of the commission declares before noting: no interest, or with whom. A link with a candidate keeps her from the lots where it bids.
create table achat_interet (
  operation_id uuid not null references achat_marche,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  personne_id uuid not null,
  nom text not null,
  siret text not null default '' check (siret ~ '^([0-9]{14})?$'),
  nature text not null default '' check (length(nature) <= 1000),
  declare_le timestamptz not null,
  primary key (operation_id, personne_id)
);
create index on achat_interet (cooperation_id);
alter table achat_interet enable row level security;
create policy membre_lit on achat_interet for select to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and lie_a_l_achat(operation_id));
create policy membre_ajoute on achat_interet for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()) and lie_a_l_achat(operation_id));
create policy membre_modifie on achat_interet for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on achat_interet to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on achat_interet to maillage_membre, maillage_systeme;

-- Notes of the commission, in twentieths of a hundredth (0 to 2000 is 0,00 to 20,00). Until they are closed, each member reads its own only.
create function note_lisible(operation uuid, organisme uuid) returns boolean language sql stable as $$
  select organisme = organisme_courant() or exists (select from achat_marche where operation_id = operation and notes_closes_le is not null)
$$;
create table achat_note (
  offre_id uuid not null references achat_offre,
  critere text not null check (length(critere) <= 40),
  organisme_id uuid not null references organisme,
  cooperation_id uuid not null references cooperation,
  operation_id uuid not null references achat_marche,
  note integer not null check (note between 0 and 2000),
  motif text not null default '' check (length(motif) <= 1000),
  notee_le timestamptz not null,
  primary key (offre_id, critere, organisme_id)
);
create index on achat_note (operation_id);
create index on achat_note (cooperation_id);
create function notes_closes_figees() returns trigger language plpgsql as $$
begin
  if exists (select from achat_marche m where m.operation_id = new.operation_id and (m.notes_closes_le is not null or m.ouvert_le is null)) then
    raise exception 'Les notes ne sont pas ouvertes.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger fige before insert or update on achat_note for each row execute function notes_closes_figees();
alter table achat_note enable row level security;
create policy membre_lit on achat_note for select to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and lie_a_l_achat(operation_id) and note_lisible(operation_id, organisme_id));
create policy membre_ajoute on achat_note for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()) and lie_a_l_achat(operation_id));
create policy membre_modifie on achat_note for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on achat_note to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on achat_note to maillage_membre, maillage_systeme;

-- A price computed on one state of the census: kept for ever. `recensements` is the fingerprint of the versions that were in force.
create table achat_chiffrage (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  operation_id uuid not null references achat_marche,
  numero integer not null,
  recensements text not null,
  au date not null,
  employeurs integer not null,
  agents integer not null,
  -- { [offre]: { total, employeurs, agents, sixAns } }, cents a year
  resultats jsonb not null,
  fait_le timestamptz not null,
  unique (operation_id, numero)
);
create index on achat_chiffrage (cooperation_id);
alter table achat_chiffrage enable row level security;
create policy membre_lit on achat_chiffrage for select to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and lie_a_l_achat(operation_id));
create policy membre_ajoute on achat_chiffrage for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy systeme on achat_chiffrage to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on achat_chiffrage to maillage_membre, maillage_systeme;

-- The award of a lot. `titulaire` is what everybody may read; the bid stays with the members that are bound.
create table achat_attribution (
  lot_id uuid primary key references achat_lot,
  cooperation_id uuid not null references cooperation,
  operation_id uuid not null references achat_marche,
  offre_id uuid not null references achat_offre,
  decision_id uuid references decision,
  titulaire text not null check (length(titulaire) <= 160),
  motifs text not null check (length(motifs) between 3 and 4000),
  attribue_le date not null,
  envoi_le date,
  envoi_par text check (envoi_par in ('electronique', 'autre')),
  signe_le date,
  notifie_le date,
  publie_le date,
  version integer not null default 1,
  check ((envoi_le is null) = (envoi_par is null)),
  check (signe_le is null or envoi_le is not null),
  check (notifie_le is null or signe_le is not null)
);
create index on achat_attribution (operation_id);
create index on achat_attribution (cooperation_id);
create trigger version before update on achat_attribution for each row execute function avancer_version();
alter table achat_attribution enable row level security;
create policy membre_lit on achat_attribution for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_attribution for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy membre_modifie on achat_attribution for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy systeme on achat_attribution to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on achat_attribution to maillage_membre, maillage_systeme;
