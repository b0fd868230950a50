-- Requests of employers to their centre de gestion. A request is seen by the employer that asks, by its guichet (always its own centre) and by
-- the centres with which it was shared: `acces` lists them, row by row. What happened is append only; the clocks are computed from it.

create function personne_courante() returns uuid language sql stable
  return nullif(current_setting('app.personne', true), '')::uuid;
revoke execute on function personne_courante from public;
grant execute on function personne_courante to maillage_membre, maillage_systeme;

-- For whom the person of the transaction acts: her centre, or, for a secretary of town halls, every employer where she holds that function today.
create function mes_organismes() returns uuid[] language sql stable as $$
  select case
    when exists (select from membre m where m.cooperation_id = cooperation_courante() and m.organisme_id = organisme_courant())
      then array[organisme_courant()]
    else array(
      select distinct f.organisme_id from fonction_tenue f
      where f.cooperation_id = cooperation_courante() and f.fonction = 'secretariat_mairie'
        and f.personne_id = personne_courante()
        and f.du <= (now() at time zone 'Europe/Paris')::date
        and (f.au is null or f.au >= (now() at time zone 'Europe/Paris')::date))
  end
$$;
revoke execute on function mes_organismes from public;
grant execute on function mes_organismes to maillage_membre, maillage_systeme;

-- The catalogue: a regional type, its form and its promise. Each saving adds a version, kept whole.
create table demande_type (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  code text not null check (code ~ '^[a-z0-9_]{2,40}$'),
  theme text not null check (length(theme) between 2 and 60),
  libelle text not null check (length(libelle) between 3 and 120),
  description text not null default '' check (length(description) <= 1000),
  niveau text not null check (niveau in ('local', 'commun_adapte', 'commun')),
  chef_de_file_id uuid references organisme,
  confidentialite text not null default 'normale' check (confidentialite in ('normale', 'rh', 'sante')),
  -- Working days promised: somebody takes it, then answers. The regional default.
  prise_jours integer not null check (prise_jours between 1 and 60),
  reponse_jours integer not null check (reponse_jours between 1 and 250),
  -- A delay set by law, which is no promise: months date to date, and its text.
  delai_legal_mois integer check (delai_legal_mois between 1 and 24),
  delai_legal text not null default '' check (length(delai_legal) <= 300),
  -- One field, one expected piece per line (docs/adr/0040).
  champs text not null default '' check (length(champs) <= 6000),
  pieces text not null default '' check (length(pieces) <= 3000),
  actif boolean not null default true,
  version integer not null default 1,
  unique (cooperation_id, code)
);
create trigger version before update on demande_type for each row execute function avancer_version();
alter table demande_type enable row level security;
create policy membre on demande_type to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on demande_type to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on demande_type to maillage_membre, maillage_systeme;

create table demande_type_version (
  cooperation_id uuid not null references cooperation,
  type_id uuid not null references demande_type,
  version integer not null,
  contenu jsonb not null,
  enregistre_le timestamptz not null,
  auteur text not null,
  primary key (type_id, version)
);
alter table demande_type_version enable row level security;
create policy membre on demande_type_version to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on demande_type_version to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on demande_type_version to maillage_membre, maillage_systeme;

-- What one centre changes of a type for its own employers; null keeps the regional default.
create table demande_type_local (
  cooperation_id uuid not null references cooperation,
  type_id uuid not null references demande_type,
  centre_id uuid not null references organisme,
  prise_jours integer check (prise_jours between 1 and 60),
  reponse_jours integer check (reponse_jours between 1 and 250),
  consigne text not null default '' check (length(consigne) <= 1000),
  propose boolean not null default true,
  version integer not null default 1,
  primary key (type_id, centre_id)
);
create trigger version before update on demande_type_local for each row execute function avancer_version();
alter table demande_type_local enable row level security;
create policy membre_lit on demande_type_local for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on demande_type_local for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy membre_modifie on demande_type_local for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on demande_type_local to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on demande_type_local to maillage_membre, maillage_systeme;

-- Days on which the guichet of a centre is closed, besides weekends and holidays: no clock runs then.
create table demande_fermeture (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  du date not null,
  au date not null check (au between du and du + 60),
  motif text not null default '' check (length(motif) <= 200)
);
create index on demande_fermeture (cooperation_id, centre_id);
alter table demande_fermeture enable row level security;
create policy membre_lit on demande_fermeture for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on demande_fermeture for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on demande_fermeture to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on demande_fermeture to maillage_membre, maillage_systeme;

-- Numbers follow each other by guichet and by year.
create table demande_numero (
  cooperation_id uuid not null references cooperation,
  guichet_id uuid not null references organisme,
  annee integer not null,
  dernier integer not null,
  primary key (cooperation_id, guichet_id, annee)
);
alter table demande_numero enable row level security;
create policy membre on demande_numero to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on demande_numero to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on demande_numero to maillage_membre, maillage_systeme;

create table demande (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  -- « 35-2026-004218 », given when it is sent; a draft has none.
  numero text check (length(numero) between 5 and 30),
  type_id uuid not null references demande_type,
  type_version integer not null,
  organisme_id uuid not null references organisme,
  guichet_id uuid not null references organisme,
  traitant_id uuid not null references organisme,
  -- A draft is the employer's alone.
  acces uuid[] not null check (acces @> array[organisme_id]),
  auteur_id uuid not null,
  auteur text not null,
  objet text not null check (length(objet) between 3 and 200),
  donnees jsonb not null default '{}',
  urgence text not null default '' check (length(urgence) <= 300),
  origine text not null default 'portail' check (origine in ('portail', 'courriel', 'telephone', 'visite')),
  etat text not null check (etat in ('BROUILLON', 'DEPOSEE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS', 'REPONDUE',
    'ROUVERTE', 'CLOTUREE', 'SANS_SUITE', 'ANNULEE', 'REORIENTEE')),
  responsable_id uuid,
  -- The wait under way: a question and a date, or who is waited for.
  question text not null default '' check (length(question) <= 4000),
  attente_avant date,
  tiers text not null default '' check (length(tiers) <= 160),
  tiers_courriel text not null default '' check (length(tiers_courriel) <= 200),
  relances integer not null default 0,
  -- The promise made when it was sent, in working days of seven hours.
  prise_jours integer not null,
  reponse_jours integer not null,
  prise_avant timestamptz,
  promise_le timestamptz,
  delai_legal_le date,
  -- The clocks at `depuis`, in milliseconds of open hours: recomputed from what happened at each deed.
  cumul_cdg bigint not null default 0,
  cumul_collectivite bigint not null default 0,
  cumul_tiers bigint not null default 0,
  depuis timestamptz not null,
  creee_le timestamptz not null,
  deposee_le timestamptz,
  repondue_le timestamptz,
  close_le timestamptz,
  -- Messages of the employer that ask where it stands.
  nouvelles integer not null default 0,
  fait_nouveau text not null default '' check (length(fait_nouveau) <= 200),
  fictif text,
  recherche tsvector generated always as (
    setweight(to_tsvector('french'::regconfig, normaliser(objet)), 'A')
    || setweight(to_tsvector('french'::regconfig, normaliser(coalesce(jsonb_path_query_array(donnees, '$.*.valeur')::text, ''))), 'B')) stored,
  version integer not null default 1,
  unique (cooperation_id, numero),
  check ((etat = 'BROUILLON') = (deposee_le is null) or etat = 'ANNULEE'),
  check (etat in ('BROUILLON', 'ANNULEE') or acces @> array[guichet_id, traitant_id] and numero is not null),
  -- A wait of the employer always has its question and its date.
  check (etat <> 'ATTENTE_COLLECTIVITE' or question <> '' and attente_avant is not null),
  check (etat <> 'ATTENTE_TIERS' or tiers <> '')
);
create index on demande using gin (acces);
create index on demande (cooperation_id, traitant_id, etat);
create index on demande (cooperation_id, organisme_id);
create index on demande (cooperation_id, type_id, close_le);
create index demande_recherche on demande using gin (recherche);
create trigger version before update on demande for each row execute function avancer_version();
alter table demande enable row level security;
create policy membre on demande to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and acces && (select mes_organismes()));
create policy systeme on demande to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on demande to maillage_membre, maillage_systeme;

-- What happened, in order. `visible` = 'cdg': the employer does not read it.
create table demande_evenement (
  id uuid primary key,
  rang bigint generated always as identity,
  cooperation_id uuid not null references cooperation,
  demande_id uuid not null references demande,
  survenu_le timestamptz not null,
  geste text not null,
  ancien text,
  nouveau text not null,
  visible text not null default 'tous' check (visible in ('tous', 'cdg')),
  -- Who may not read it.
  cache_a uuid check ((visible = 'cdg') = (cache_a is not null)),
  organisme_id uuid not null references organisme,
  personne_id uuid,
  acteur text not null check (length(acteur) <= 200),
  texte text not null default '' check (length(texte) <= 8000),
  donnees jsonb not null default '{}'
);
create index on demande_evenement (demande_id, rang);
alter table demande_evenement enable row level security;
create policy membre on demande_evenement to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and demande_id in (select d.id from demande d)
    and not (coalesce(cache_a, '00000000-0000-0000-0000-000000000000') = any (array(select unnest(mes_organismes())))));
create policy systeme on demande_evenement to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on demande_evenement to maillage_membre, maillage_systeme;

create table demande_piece (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  demande_id uuid not null references demande,
  evenement_id uuid not null references demande_evenement,
  fichier_id uuid not null references fichier
);
create index on demande_piece (demande_id);
alter table demande_piece enable row level security;
create policy membre on demande_piece to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and evenement_id in (select e.id from demande_evenement e));
create policy systeme on demande_piece to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on demande_piece to maillage_membre, maillage_systeme;

-- An opinion asked of another centre: it has a date, and it stops no clock.
create table demande_avis (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  demande_id uuid not null references demande,
  sollicite_id uuid not null references organisme,
  question text not null check (length(question) between 3 and 4000),
  avant date not null,
  demande_le timestamptz not null,
  demande_par text not null,
  reponse text not null default '' check (length(reponse) <= 8000),
  rendu_le timestamptz,
  rendu_par text,
  version integer not null default 1,
  check ((rendu_le is null) = (reponse = ''))
);
create index on demande_avis (demande_id);
create index on demande_avis (sollicite_id) where rendu_le is null;
create trigger version before update on demande_avis for each row execute function avancer_version();
alter table demande_avis enable row level security;
create policy membre on demande_avis to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and demande_id in (select d.id from demande d)
    and (select organisme_courant()) in (select m.organisme_id from membre m));
create policy systeme on demande_avis to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on demande_avis to maillage_membre, maillage_systeme;

-- Sharing with another centre is an act: who, why, until when.
create table demande_partage (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  demande_id uuid not null references demande,
  avec_id uuid not null references organisme,
  motif text not null check (length(motif) between 3 and 300),
  jusquau date,
  fait_le timestamptz not null,
  fait_par text not null,
  fini_le timestamptz
);
create index on demande_partage (demande_id);
alter table demande_partage enable row level security;
create policy membre on demande_partage to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and demande_id in (select d.id from demande d)
    and (select organisme_courant()) in (select m.organisme_id from membre m));
create policy systeme on demande_partage to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on demande_partage to maillage_membre, maillage_systeme;

-- A view of the desk that somebody keeps: the filters of its address. For her, or shared with her centre.
create table demande_vue (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  personne_id uuid not null,
  -- Who reads it: the person, or the whole centre.
  lecteur_id uuid not null,
  nom text not null check (length(nom) between 2 and 60),
  requete text not null check (length(requete) <= 500),
  partagee boolean not null default false,
  cree_le timestamptz not null,
  check (lecteur_id = case when partagee then organisme_id else personne_id end)
);
create index on demande_vue (cooperation_id, organisme_id);
alter table demande_vue enable row level security;
create policy membre on demande_vue to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant())
    and lecteur_id = any (array[organisme_id, (select personne_courante())]));
create policy systeme on demande_vue to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, delete on demande_vue to maillage_membre, maillage_systeme;

-- Words ready for an answer or a question: of one centre, by type or for all of them.
create table demande_modele (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  type_id uuid references demande_type,
  genre text not null check (genre in ('repondre', 'demander')),
  titre text not null check (length(titre) between 3 and 120),
  texte text not null check (length(texte) between 3 and 8000),
  utilisations integer not null default 0,
  fictif text,
  version integer not null default 1
);
create index on demande_modele (cooperation_id, centre_id);
create trigger version before update on demande_modele for each row execute function avancer_version();
alter table demande_modele enable row level security;
create policy membre on demande_modele to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on demande_modele to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on demande_modele to maillage_membre, maillage_systeme;

-- Full text search: `@@` is not leakproof, so row security would set its index aside. It runs as the owner with the same condition as the policy.
create function chercher_demandes(texte text, limite integer) returns table (id uuid, proximite real)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select d.id, ts_rank(d.recherche, q.mots)
  from (select websearch_to_tsquery('french'::regconfig, normaliser(texte)) as mots, mes_organismes() as miens) q, demande d
  where d.recherche @@ q.mots and d.cooperation_id = cooperation_courante() and d.acces && q.miens and d.etat <> 'BROUILLON'
  order by 2 desc, d.creee_le desc limit limite
$$;
revoke execute on function chercher_demandes from public;
grant execute on function chercher_demandes to maillage_membre;

-- Times only, for published delays: no number, no subject, no employer. Of the cooperation of the transaction.
create function temps_des_demandes(maintenant timestamptz, jours integer)
  returns table (type_id uuid, guichet_id uuid, cdg bigint, total bigint, reponse_jours integer, fini boolean)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select d.type_id, d.guichet_id, d.cumul_cdg, d.cumul_cdg + d.cumul_collectivite + d.cumul_tiers, d.reponse_jours,
    d.etat in ('REPONDUE', 'CLOTUREE')
  from demande d
  where d.cooperation_id = cooperation_courante()
    and (d.etat in ('REPONDUE', 'CLOTUREE') and d.repondue_le > maintenant - make_interval(days => jours)
      or d.etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS', 'ROUVERTE'))
$$;
revoke execute on function temps_des_demandes from public;
grant execute on function temps_des_demandes to maillage_membre;

-- A secretary of several town halls is one role of the demonstration: she switches from her home.
create or replace function roles_demonstration()
  returns table (id text, libelle text, organisme text, cooperation text, courriel text, nom text, cooperation_id uuid, organisme_id uuid, ordre int)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select m.id::text, p.nom, o.nom, c.nom, p.courriel, p.nom, c.id, o.id, coalesce(b.ordre, 99)
  from mandat m
  join personne p on p.id = m.personne_id
  join cooperation c on c.id = m.cooperation_id
  join organisme o on o.id = m.organisme_id
  left join membre b on b.cooperation_id = c.id and b.organisme_id = o.id
  where p.courriel like '%@demonstration.invalid' and m.au is null
    and (m.fonction <> 'secretariat_mairie' or not exists (
      select from mandat autre where autre.personne_id = m.personne_id and autre.fonction = m.fonction and autre.id < m.id))
  order by c.creee_le, c.nom, coalesce(b.ordre, 99), m.fonction, p.nom
$$;
