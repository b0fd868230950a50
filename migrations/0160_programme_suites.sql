-- Several programmes, one after the other: an action belongs to the programme of its orientation, and its code is its own there.

alter table action add column programme_id uuid references programme;
update action a set programme_id = x.programme_id
  from orientation o join axe x on x.id = o.axe_id where o.id = a.orientation_id;
alter table action add constraint action_dans_un_programme check (programme_id is not null);
alter table action drop constraint action_cooperation_id_code_key;
alter table action add constraint action_code_unique unique (programme_id, code);

-- The programme of an action is read from its orientation, whoever writes: never typed.
create function suivre_son_orientation() returns trigger language plpgsql as $$
begin
  select x.programme_id into new.programme_id from orientation o join axe x on x.id = o.axe_id where o.id = new.orientation_id;
  return new;
end $$;
create trigger programme_de_l_action before insert or update of orientation_id on action
  for each row execute function suivre_son_orientation();

-- What an ended programme keeps of an action that goes on in the next one: as it was on that day.
create table action_reprise (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  programme_id uuid not null references programme,
  vers_programme_id uuid not null references programme,
  action_id uuid not null references action,
  orientation_id uuid not null references orientation,
  code text not null,
  titre text not null,
  statut text not null,
  reprise_le date not null,
  unique (programme_id, action_id)
);
alter table action_reprise enable row level security;
create policy membre on action_reprise to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on action_reprise to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on action_reprise to maillage_membre, maillage_systeme;

-- Names and dates of the frame, before and after: written once.
create table trace_structure (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  programme_id uuid not null references programme,
  quoi text not null check (length(quoi) between 1 and 400),
  avant text not null check (length(avant) <= 21000),
  apres text not null check (length(apres) <= 21000),
  organisme_id uuid not null references organisme,
  auteur text not null,
  saisi_le timestamptz not null
);
create index on trace_structure (programme_id, saisi_le desc);
alter table trace_structure enable row level security;
create policy membre on trace_structure to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on trace_structure to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on trace_structure to maillage_membre, maillage_systeme;
