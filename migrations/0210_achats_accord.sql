-- The collective agreement of a purchase: the unions that may negotiate, their votes, who signed; the approvals that follow, each by its own member;
-- the committee that follows it. Signatures are those of organisations, never of persons.

-- Whether the organisation in whose name the transaction runs is bound by the decision that launched the purchase, or leads it.
create function lie_a_l_achat(operation uuid) returns boolean language sql stable as $$
  select exists (select from achat_operation o join decision d on d.id = o.decision_id where o.id = operation and organisme_courant() = any (d.porte))
$$;
create function conduit_l_achat(operation uuid) returns boolean language sql stable as $$
  select exists (select from achat_operation where id = operation and organisme_id = organisme_courant())
$$;

create table achat_accord (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  operation_id uuid not null references achat_operation,
  niveau text not null check (niveau in ('region', 'departement', 'employeur')),
  titre text not null check (length(titre) between 3 and 200),
  -- Last elections of the level: their votes are those that count.
  elections_le date not null,
  -- [{ nom, voix, sieges, signe }]
  syndicats jsonb not null default '[]',
  objet text not null default '' check (length(objet) <= 4000),
  signe_le date,
  publie_le date,
  effet_le date,
  comite text not null default '' check (length(comite) <= 2000),
  fictif text,
  version integer not null default 1,
  check (effet_le is null or publie_le is not null)
);
create index on achat_accord (operation_id);
create trigger version before update on achat_accord for each row execute function avancer_version();
alter table achat_accord enable row level security;
create policy membre_lit on achat_accord for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_accord for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy membre_modifie on achat_accord for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
create policy systeme on achat_accord to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on achat_accord to maillage_membre, maillage_systeme;

-- The act by which the assembly of a member approves the agreement (CGFP L.224-2, L.224-3). Nobody approves for another.
create table achat_accord_approbation (
  accord_id uuid not null references achat_accord,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  numero text not null check (length(numero) between 1 and 60),
  le date not null,
  primary key (accord_id, organisme_id)
);
create index on achat_accord_approbation (cooperation_id);
alter table achat_accord_approbation enable row level security;
create policy membre_lit on achat_accord_approbation for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_accord_approbation for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on achat_accord_approbation for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on achat_accord_approbation to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on achat_accord_approbation to maillage_membre, maillage_systeme;

create table achat_comite_reunion (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  accord_id uuid not null references achat_accord,
  le date not null,
  lieu text not null default '' check (length(lieu) <= 200),
  releve text not null default '' check (length(releve) <= 4000)
);
create index on achat_comite_reunion (accord_id, le);
create index on achat_comite_reunion (cooperation_id);
alter table achat_comite_reunion enable row level security;
create policy membre_lit on achat_comite_reunion for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on achat_comite_reunion for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante())
    and conduit_l_achat((select operation_id from achat_accord a where a.id = accord_id)));
create policy systeme on achat_comite_reunion to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on achat_comite_reunion to maillage_membre, maillage_systeme;
