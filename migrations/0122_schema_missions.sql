-- How each member exercises each of the eleven missions that CGFP L452-34 makes at least regional. A member writes its own column.

create table mission_exercice (
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  mission text not null check (mission in ('concours_ab', 'publicite_emplois', 'fmpe', 'reclassement', 'observatoire', 'information_emploi',
    'listes_aptitude', 'retour_disponibilite', 'assistance_statutaire', 'referent_laicite', 'retraite')),
  mode text not null check (mode in ('regional', 'confie', 'partage', 'departemental', 'non_exerce')),
  confie_a uuid references organisme,
  depuis date,
  porteur text not null default '' check (length(porteur) <= 200),
  preuve text not null default '' check (length(preuve) <= 1000),
  revue_le date not null,
  fictif text,
  version integer not null default 1,
  primary key (cooperation_id, organisme_id, mission),
  check ((mode = 'confie') = (confie_a is not null))
);
create trigger version before update on mission_exercice for each row execute function avancer_version();
alter table mission_exercice enable row level security;
create policy membre_lit on mission_exercice for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on mission_exercice for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on mission_exercice for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on mission_exercice to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on mission_exercice to maillage_membre, maillage_systeme;
