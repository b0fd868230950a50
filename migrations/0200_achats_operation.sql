-- Group purchases. An operation follows a decision of the cooperation: the members it binds are those of the decision, never copied here.
-- It is led by one of them; every member reads it.

create table achat_operation (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  decision_id uuid not null references decision,
  objet text not null check (objet in ('prevoyance', 'sante', 'fournitures', 'logiciel', 'services', 'centrale')),
  titre text not null check (length(titre) between 3 and 200),
  etat text not null default 'preparation'
    check (etat in ('preparation', 'consultation', 'marche', 'adhesion', 'execution', 'close', 'abandonnee')),
  debut_le date not null,
  -- Last day on which employers answer.
  reponses_jusquau date,
  -- Levels or options offered, roles, risks: one per line, the largest risk first.
  niveaux text not null default '' check (length(niveaux) <= 2000),
  conseil text not null default '' check (length(conseil) <= 200),
  roles text not null default '' check (length(roles) <= 4000),
  risques text not null default '' check (length(risques) <= 4000),
  fictif text,
  version integer not null default 1
);
create index on achat_operation (cooperation_id, debut_le desc);
create trigger version before update on achat_operation for each row execute function avancer_version();
alter table achat_operation enable row level security;
create policy membre_lit on achat_operation for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_operation for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on achat_operation for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on achat_operation to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on achat_operation to maillage_membre, maillage_systeme;
