-- Satisfaction by step (services of a centre to employers): after a closing, one short page by a personal link; each year, a wave.
-- An answer carries no name: who was asked is known, and that she answered; what she said is tied to the request or to the stratum alone.
create table demande_vague (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  annee integer not null check (annee between 2000 and 2100),
  libelle text not null check (length(libelle) between 3 and 120),
  -- Figures known as totals only, from a study made before this platform: by step, dissatisfied and expressed.
  reprise jsonb,
  source text not null default '' check (length(source) <= 300),
  ouverte_le timestamptz not null,
  close_le timestamptz,
  fictif text,
  version integer not null default 1
);
create index on demande_vague (cooperation_id);
create trigger version before update on demande_vague for each row execute function avancer_version();
alter table demande_vague enable row level security;
create policy membre on demande_vague to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on demande_vague to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on demande_vague to maillage_membre, maillage_systeme;

-- An invitation: of one closed request (micro-survey) or of one wave.
create table demande_enquete (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  vague_id uuid references demande_vague,
  demande_id uuid references demande,
  organisme_id uuid not null references organisme,
  guichet_id uuid not null references organisme,
  -- Size class of the employer, for the strata of a wave.
  strate text not null default '' check (length(strate) <= 40),
  -- Erased once answered.
  personne_id uuid,
  envoyee_le timestamptz not null,
  relancee_le timestamptz,
  repondue_le timestamptz,
  check ((vague_id is null) <> (demande_id is null)),
  check (repondue_le is null or personne_id is null)
);
create unique index on demande_enquete (demande_id) where demande_id is not null;
create index on demande_enquete (vague_id);
create index on demande_enquete (cooperation_id, personne_id);
alter table demande_enquete enable row level security;
create policy systeme on demande_enquete to maillage_systeme using (cooperation_id = (select cooperation_courante()));
create policy membre on demande_enquete for select to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and (select organisme_courant()) in (select m.organisme_id from membre m));
grant select, insert, update on demande_enquete to maillage_systeme;
grant select on demande_enquete to maillage_membre;

create table demande_note (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  enquete_id uuid not null unique references demande_enquete,
  vague_id uuid references demande_vague,
  -- Null for a wave: its answers are tied to no request.
  demande_id uuid references demande,
  guichet_id uuid not null references organisme,
  strate text not null default '',
  -- By step: 1 very satisfied to 4 not at all; a step without object is absent.
  notes jsonb not null,
  commentaire text not null default '' check (length(commentaire) <= 2000),
  recue_le timestamptz not null
);
create index on demande_note (cooperation_id, recue_le);
create index on demande_note (vague_id);
alter table demande_note enable row level security;
create policy systeme on demande_note to maillage_systeme using (cooperation_id = (select cooperation_courante()));
-- A centre reads the words said to its own guichet; other centres read counts only.
create policy membre on demande_note for select to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and guichet_id = (select organisme_courant()));
grant select, insert on demande_note to maillage_systeme;
grant select on demande_note to maillage_membre;

-- Somebody said « pas du tout » : the guichet calls back within five worked days.
create table demande_rappel (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  note_id uuid not null references demande_note,
  demande_id uuid references demande,
  guichet_id uuid not null references organisme,
  etape text not null,
  avant date not null,
  fait_le timestamptz,
  fait_par text,
  compte_rendu text not null default '' check (length(compte_rendu) <= 2000),
  version integer not null default 1
);
create index on demande_rappel (cooperation_id, guichet_id) where fait_le is null;
create trigger version before update on demande_rappel for each row execute function avancer_version();
alter table demande_rappel enable row level security;
create policy systeme on demande_rappel to maillage_systeme using (cooperation_id = (select cooperation_courante()));
create policy membre on demande_rappel to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and guichet_id = (select organisme_courant()));
grant select, insert on demande_rappel to maillage_systeme;
grant select, update on demande_rappel to maillage_membre;

-- « Vous l'avez dit, nous l'avons fait » : what was heard, what was done about it.
create table demande_suite (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  etape text not null,
  entendu text not null check (length(entendu) between 3 and 500),
  fait text not null check (length(fait) between 3 and 800),
  le date not null,
  publiee boolean not null default false,
  fictif text,
  version integer not null default 1
);
create index on demande_suite (cooperation_id, le);
create trigger version before update on demande_suite for each row execute function avancer_version();
alter table demande_suite enable row level security;
create policy membre_lit on demande_suite for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on demande_suite for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy membre_modifie on demande_suite for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on demande_suite to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on demande_suite to maillage_membre;
grant select, insert on demande_suite to maillage_systeme;

-- Counts by step, for every member: never an answer, an employer or a word. Micro-surveys between two instants, or one wave.
create function compter_notes(la_vague uuid, debut timestamptz, fin timestamptz)
  returns table (guichet_id uuid, etape text, insatisfaits bigint, exprimes bigint, pas_du_tout bigint)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select n.guichet_id, e.key, count(*) filter (where e.value::int >= 3), count(*), count(*) filter (where e.value::int = 4)
  from demande_note n, jsonb_each_text(n.notes) e
  where n.cooperation_id = cooperation_courante()
    and case when la_vague is null then n.vague_id is null and n.recue_le >= debut and n.recue_le < fin else n.vague_id = la_vague end
  group by 1, 2
$$;
revoke execute on function compter_notes from public;
grant execute on function compter_notes to maillage_membre, maillage_systeme;
