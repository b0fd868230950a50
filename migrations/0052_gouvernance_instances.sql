-- Instances are administered by the members: their rule, their seats and their chair change, and what was held stays as it was.

-- A séance that was opened keeps the rule and the seats it was held under, copied the day they change (null: still those of its instance).
alter table seance add column regle jsonb;
alter table seance add column composition jsonb;

-- The order in which the members chair in turn; the turns themselves are rows of `tour_presidence`.
alter table instance add column ordre_presidence uuid[] not null default '{}';
-- Turns to come are planned again when the order changes; those that began are closed, never erased.
grant delete on tour_presidence to maillage_membre, maillage_systeme;

-- Every rule that an instance had, with the agreement that adopted it.
create table regle_instance (
  cooperation_id uuid not null references cooperation,
  instance_id uuid not null references instance,
  numero integer not null check (numero > 0),
  prereglage text not null,
  regle jsonb not null,
  accord text not null default '' check (length(accord) <= 300),
  adoptee_le timestamptz not null,
  enregistree_par text not null,
  primary key (instance_id, numero)
);
alter table regle_instance enable row level security;
create policy membre on regle_instance to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on regle_instance to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on regle_instance to maillage_membre, maillage_systeme;

-- Who may take the seat of a member when its holder cannot: named by that member, among its own mandates.
create table suppleant (
  cooperation_id uuid not null references cooperation,
  instance_id uuid not null references instance,
  organisme_id uuid not null references organisme,
  mandat_id uuid not null references mandat,
  primary key (instance_id, mandat_id)
);
alter table suppleant enable row level security;
create policy membre_lit on suppleant for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on suppleant for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_retire on suppleant for delete to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on suppleant to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, delete on suppleant to maillage_membre;
grant select on suppleant to maillage_systeme;

-- The seats of a séance: its copy when it has one, otherwise those of its instance whose member belongs to the cooperation that day.
-- `security_invoker`: row security of the reader applies.
create view siege_de_seance with (security_invoker = true) as
  select s.cooperation_id, s.id as seance_id, g.organisme_id, g.voix, g.modalite, b.role
    from seance s
    join siege g on g.instance_id = s.instance_id
    join periode_membre b on b.cooperation_id = g.cooperation_id and b.organisme_id = g.organisme_id
      and b.du <= (s.debut_le at time zone 'Europe/Paris')::date
      and (b.au is null or b.au >= (s.debut_le at time zone 'Europe/Paris')::date)
    where s.composition is null
  union all
  select s.cooperation_id, s.id, (c ->> 'organismeId')::uuid, (c ->> 'voix')::integer, c ->> 'modalite', c ->> 'role'
    from seance s cross join lateral jsonb_array_elements(s.composition) c
    where s.composition is not null;
grant select on siege_de_seance to maillage_membre, maillage_systeme;
