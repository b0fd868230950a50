-- What a cooperation shows to everybody. An anonymous reader has one role, `maillage_public`, that reads no table of a cooperation: only the
-- views named `publie_…` below, column by column, of one cooperation whose portal is open (ADR 0024).

create table portail (
  cooperation_id uuid primary key references cooperation,
  -- The word of its public address: /ouvert/<adresse>.
  adresse text not null unique check (adresse ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(adresse) between 3 and 60),
  ouvert boolean not null default false,
  presentation text not null default '' check (length(presentation) <= 4000),
  contact text not null default '' check (length(contact) <= 200),
  -- Actions that are public without being chosen one by one.
  regle_actions text not null default 'au_dela_n0' check (regle_actions in ('aucune', 'au_dela_n0', 'retenues')),
  -- The schéma is public from the day it is in force.
  regle_schema boolean not null default true,
  fictif text,
  version integer not null default 1
);
create trigger version before update on portail for each row execute function avancer_version();
alter table portail enable row level security;
create policy membre on portail to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on portail to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on portail to maillage_membre, maillage_systeme;

-- The number under which open data names a member; the annuaire knows its SIREN, not the establishment.
create table portail_membre (
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  siret text not null check (siret ~ '^[0-9]{14}$'),
  version integer not null default 1,
  primary key (cooperation_id, organisme_id)
);
create trigger version before update on portail_membre for each row execute function avancer_version();
alter table portail_membre enable row level security;
create policy membre on portail_membre to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on portail_membre to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on portail_membre to maillage_membre, maillage_systeme;

-- Key figures, each with its source and its date. One that no longer holds is withdrawn, never erased.
create table chiffre_public (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  libelle text not null check (length(libelle) between 3 and 120),
  valeur bigint not null check (valeur >= 0),
  -- « plus de », « près de ».
  approche text not null default '' check (length(approche) <= 30),
  unite text not null default '' check (length(unite) <= 30),
  -- A count of people: under the threshold it is not shown (services §7).
  personnes boolean not null default false,
  -- The day on which the source was read.
  constate_le date not null,
  source text not null check (length(source) between 3 and 300),
  ordre integer not null default 1 check (ordre between 1 and 99),
  retire_le timestamptz,
  fictif text,
  version integer not null default 1
);
create index on chiffre_public (cooperation_id, ordre);
create trigger version before update on chiffre_public for each row execute function avancer_version();
alter table chiffre_public enable row level security;
create policy membre on chiffre_public to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on chiffre_public to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on chiffre_public to maillage_membre, maillage_systeme;

-- The choice made of one thing; without a row, the rule of the portal says.
create table publication (
  cooperation_id uuid not null references cooperation,
  genre text not null check (genre in ('action', 'convention', 'decision', 'document', 'instance', 'schema')),
  objet_id uuid not null,
  etat text not null check (etat in ('publie', 'retire')),
  motif text not null default '' check (length(motif) <= 1000),
  le timestamptz not null,
  version integer not null default 1,
  primary key (cooperation_id, genre, objet_id),
  check (etat = 'publie' or motif <> '')
);
create trigger version before update on publication for each row execute function avancer_version();
alter table publication enable row level security;
create policy membre on publication to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on publication to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on publication to maillage_membre, maillage_systeme;

-- Every publication, withdrawal and setting, written once.
create table publication_trace (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  genre text not null,
  objet_id uuid,
  geste text not null check (geste in ('publier', 'retirer', 'regler', 'chiffre', 'siret')),
  titre text not null,
  motif text not null default '',
  auteur text not null,
  saisi_par uuid not null,
  saisi_le timestamptz not null
);
create index on publication_trace (cooperation_id, saisi_le desc);
alter table publication_trace enable row level security;
create policy membre_lit on publication_trace for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ecrit on publication_trace for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on publication_trace to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on publication_trace to maillage_membre, maillage_systeme;

-- Before any scope exists: which cooperation an address names, and which portals are open.
create function portail_a_l_adresse(mot text) returns table (cooperation_id uuid, ouvert boolean)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select p.cooperation_id, p.ouvert from portail p where p.adresse = mot $$;
create function portails_ouverts() returns table (adresse text, nom text, niveau text, presentation text, membres text[], departements text[])
  language sql stable security definer set search_path = public, pg_temp
as $$
  select p.adresse, c.nom, c.niveau, p.presentation, array_agg(m.territoire order by m.ordre),
    array_agg(o.departement_code order by m.ordre)
  from portail p join cooperation c on c.id = p.cooperation_id
  join membre m on m.cooperation_id = c.id and m.au is null join organisme o on o.id = m.organisme_id
  where p.ouvert group by p.adresse, c.nom, c.niveau, p.presentation order by c.nom
$$;
revoke execute on function portail_a_l_adresse, portails_ouverts from public;
grant execute on function portail_a_l_adresse, portails_ouverts to maillage_app;
-- Whether an address is free is asked before it is taken.
grant execute on function portail_a_l_adresse to maillage_membre;
