-- When each member belonged to a cooperation, and in which part: members enter, leave and change role by a date, the past stays.
-- `membre` keeps one row per member (its name here, its order, its role today); the periods say what was true on any day.

create extension if not exists btree_gist;

create table periode_membre (
  id uuid primary key default gen_random_uuid(),
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  role text not null check (role in ('coordonnateur', 'membre', 'associe', 'observateur')),
  du date not null,
  au date check (au >= du),
  acte text check (length(acte) between 1 and 300),
  version integer not null default 1,
  foreign key (cooperation_id, organisme_id) references membre (cooperation_id, organisme_id),
  constraint une_periode_a_la_fois exclude using gist
    (cooperation_id with =, organisme_id with =, daterange(du, au, '[]') with &&) deferrable initially deferred,
  constraint un_coordonnateur_a_la_fois exclude using gist
    (cooperation_id with =, daterange(du, au, '[]') with &&) where (role = 'coordonnateur') deferrable initially deferred
);
create trigger version before update on periode_membre for each row execute function avancer_version();
alter table periode_membre enable row level security;
create policy membre on periode_membre to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on periode_membre to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on periode_membre to maillage_membre, maillage_systeme;
insert into periode_membre (cooperation_id, organisme_id, role, du, au)
  select cooperation_id, organisme_id, role, du, au from membre;

-- A member that enters begins its first period: nobody can forget it.
create function commencer_periode() returns trigger language plpgsql as $$
begin
  insert into periode_membre (cooperation_id, organisme_id, role, du, au)
    values (new.cooperation_id, new.organisme_id, new.role, new.du, new.au);
  return null;
end
$$;
create trigger commencer_periode after insert on membre for each row execute function commencer_periode();

-- The periods now say it for every date, not for today alone.
drop index un_coordonnateur;

-- A mandate given by mistake, and never exercised, is annulled: it stays written and gives nothing.
alter table mandat add column annule_le timestamptz;
create or replace view fonction_tenue with (security_invoker = true) as
  select m.cooperation_id, m.organisme_id, m.personne_id, m.fonction, m.du, m.au, m.id as mandat_id, false as par_remplacement
    from mandat m where m.annule_le is null
  union all
  select r.cooperation_id, m.organisme_id, r.remplacant_id, m.fonction, r.du, least(r.au, m.au), m.id, true
    from remplacement r join mandat m on m.id = r.mandat_id where m.annule_le is null;

-- The invitation of a person by an organisation: its link is signed and carries the rank of the sending, so that a new sending ends the former.
create table invitation_acces (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  personne_id uuid not null,
  envoi integer not null default 1 check (envoi > 0),
  envoyee_le timestamptz not null,
  expire_le timestamptz not null,
  acceptee_le timestamptz,
  annulee_le timestamptz,
  version integer not null default 1,
  unique (cooperation_id, organisme_id, personne_id),
  foreign key (cooperation_id, personne_id) references personne (cooperation_id, id)
);
create trigger version before update on invitation_acces for each row execute function avancer_version();
alter table invitation_acces enable row level security;
create policy membre_lit on invitation_acces for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on invitation_acces for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on invitation_acces for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on invitation_acces to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on invitation_acces to maillage_membre, maillage_systeme;
