-- The contracts that a purchase led to, one per lot, with what they promise: rates by level and year, the clause that bounds a rise, the fee.
-- Written by the member that leads; every member reads them.

alter table achat_operation add column adhesions_le timestamptz;

create table achat_contrat (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  operation_id uuid not null references achat_operation,
  numero integer not null check (numero between 1 and 99),
  intitule text not null check (length(intitule) between 3 and 160),
  assureur text not null check (length(assureur) between 2 and 160),
  du date not null,
  -- Last day.
  au date not null check (au > du),
  -- The revision clause: years without change, then at most so many thousandths of one per cent of the previous or of the initial rate.
  gel_annees integer not null default 0 check (gel_annees between 0 and 20),
  plafond integer not null default 0 check (plafond between 0 and 100000),
  plafond_base text not null default 'precedent' check (plafond_base in ('precedent', 'initial')),
  -- S/P in tenths of one per cent under which no rise may be asked.
  seuil_sp integer check (seuil_sp between 0 and 5000),
  preavis_mois integer not null default 6 check (preavis_mois between 0 and 36),
  -- Yearly fee of the centre for each covered agent, in cents.
  frais_agent integer not null default 0 check (frais_agent between 0 and 100000),
  -- What the insurer took over of the benefits that a former contract was paying.
  reprise text not null default 'aucune' check (reprise in ('aucune', 'revalorisations', 'totale')),
  fictif text,
  version integer not null default 1,
  unique (operation_id, numero)
);
create index on achat_contrat (cooperation_id);
create trigger version before update on achat_contrat for each row execute function avancer_version();
alter table achat_contrat enable row level security;
create policy membre_lit on achat_contrat for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_contrat for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on achat_contrat for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on achat_contrat to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on achat_contrat to maillage_membre, maillage_systeme;

-- The rate of a level for a year, in thousandths of one per cent of gross pay.
create table achat_tarif (
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  contrat_id uuid not null references achat_contrat,
  niveau text not null check (length(niveau) between 1 and 200),
  annee integer not null check (annee between 2000 and 2100),
  taux integer not null check (taux between 1 and 20000),
  primary key (contrat_id, niveau, annee)
);
alter table achat_tarif enable row level security;
create policy membre_lit on achat_tarif for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ecrit on achat_tarif for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on achat_tarif for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on achat_tarif to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on achat_tarif to maillage_membre, maillage_systeme;

-- Versions of the template of the employers' projet de délibération: never changed, the last one serves.
create table achat_modele (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  operation_id uuid not null references achat_operation,
  numero integer not null check (numero > 0),
  texte text not null check (length(texte) between 20 and 20000),
  publie_le timestamptz not null,
  unique (operation_id, numero)
);
create index on achat_modele (cooperation_id);
alter table achat_modele enable row level security;
create policy membre_lit on achat_modele for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_modele for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on achat_modele to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on achat_modele to maillage_membre, maillage_systeme;
