-- The texts of a convention: what was signed, its annexes. A text that is replaced or taken away stays, with who did it in the trace of the convention.
create table convention_texte (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  convention_id uuid not null references convention,
  organisme_id uuid not null references organisme,
  fichier_id uuid not null references fichier,
  intitule text not null check (length(intitule) between 1 and 200),
  -- The text that took its place; a text taken away without another has only the instant.
  remplace_par uuid references convention_texte,
  retire_le timestamptz,
  version integer not null default 1,
  check (remplace_par is null or retire_le is not null)
);
create index on convention_texte (convention_id);
create trigger version before update on convention_texte for each row execute function avancer_version();
alter table convention_texte enable row level security;
create policy membre_lit on convention_texte for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on convention_texte for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy membre_modifie on convention_texte for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on convention_texte to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on convention_texte to maillage_membre, maillage_systeme;
