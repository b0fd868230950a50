-- Employers asked in a purchase. A row belongs to the centre that serves the employer: that centre alone writes it, invites, reminds and
-- enters paper answers; the members read where each stands, to buy together. No personal data here: addresses stay in `contact`.

create table achat_employeur (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  operation_id uuid not null references achat_operation,
  centre_id uuid not null references organisme,
  organisme_id uuid not null references organisme,
  nom text not null check (length(nom) between 2 and 160),
  siret text check (siret ~ '^[0-9]{9}([0-9]{5})?$'),
  departement_code text references departement,
  invite_le timestamptz,
  relance_le timestamptz,
  relances integer not null default 0,
  ouvert_le timestamptz,
  -- The answer.
  intention text check (intention in ('oui', 'peut_etre', 'non')),
  agents integer check (agents between 0 and 100000),
  niveau text not null default '' check (length(niveau) <= 200),
  situation text not null default '' check (length(situation) <= 2000),
  mandat_numero text not null default '' check (length(mandat_numero) <= 60),
  mandat_le date,
  mandat_fichier uuid references fichier,
  repondu_le timestamptz,
  repondu_par text check (repondu_par in ('lien', 'papier')),
  version integer not null default 1,
  unique (operation_id, organisme_id),
  check ((repondu_le is null) = (intention is null)),
  check ((mandat_numero = '') = (mandat_le is null))
);
create index on achat_employeur (operation_id, centre_id);
create index on achat_employeur (cooperation_id, organisme_id);
create trigger version before update on achat_employeur for each row execute function avancer_version();
alter table achat_employeur enable row level security;
create policy membre_lit on achat_employeur for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_employeur for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy membre_modifie on achat_employeur for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on achat_employeur to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on achat_employeur to maillage_membre, maillage_systeme;

-- A personal link: one address of the directory of a centre, in one purchase. It opens every employer of that purchase for which the address is known.
create table achat_lien (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  operation_id uuid not null references achat_operation,
  centre_id uuid not null references organisme,
  courriel text not null,
  envoye_le timestamptz not null,
  unique (operation_id, centre_id, courriel)
);
create index on achat_lien (cooperation_id);
alter table achat_lien enable row level security;
create policy membre on achat_lien to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on achat_lien to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on achat_lien to maillage_membre, maillage_systeme;

-- What is being typed and is not sent yet: one row per field, so that two people who fill the same screen keep each what they typed.
create table achat_brouillon (
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  employeur_id uuid not null references achat_employeur,
  champ text not null check (length(champ) <= 40),
  valeur text not null check (length(valeur) <= 4000),
  saisi_le timestamptz not null,
  primary key (employeur_id, champ)
);
alter table achat_brouillon enable row level security;
create policy membre on achat_brouillon to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on achat_brouillon to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update, delete on achat_brouillon to maillage_membre, maillage_systeme;
