-- An affiliation is what a centre tells one cooperation about its employers (docs/adr/0011): the same shape as every member row.
drop table affiliation;

create table affiliation (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  centre_id uuid not null references organisme,
  organisme_id uuid not null references organisme,
  -- The main establishment, when the centre gave fourteen digits; and the name that the centre uses.
  siret text check (siret ~ '^[0-9]{14}$'),
  nom text not null check (length(nom) between 2 and 160),
  commune_id uuid references organisme,
  genre text not null check (genre in ('obligatoire', 'volontaire', 'socle', 'non_affiliee')),
  du date not null,
  au date check (au >= du),
  fictif text,
  version integer not null default 1,
  unique (cooperation_id, centre_id, organisme_id, du)
);
create index on affiliation (cooperation_id, organisme_id);
create trigger version before update on affiliation for each row execute function avancer_version();
alter table affiliation enable row level security;
create policy membre_lit on affiliation for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy membre_ajoute on affiliation for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy membre_modifie on affiliation for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant()));
create policy systeme on affiliation to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert, update on affiliation to maillage_membre, maillage_systeme;

-- A centre adds to the directory an employer that the official code does not hold (syndicat, CCAS…). It adds, it never rewrites: an employer
-- already known under this SIREN stays as it is. Only for a member of the cooperation of the transaction.
create function inscrire_employeurs(employeurs jsonb) returns void
  language sql security definer set search_path = public, pg_temp
as $$
  insert into organisme (id, siren, type, nom, departement_code, region_code, source)
  select e.id, e.siren, e.type, e.nom, d.code, d.region_code, 'déclaré par ' || c.nom
  from jsonb_to_recordset(employeurs) as e (id uuid, siren text, type text, nom text, departement text)
  join membre m on m.cooperation_id = cooperation_courante() and m.organisme_id = organisme_courant()
  join organisme c on c.id = m.organisme_id
  left join departement d on d.code = e.departement
  where e.type in ('syndicat', 'ccas', 'sdis', 'oph', 'autre')
  on conflict (siren) do nothing
$$;
revoke execute on function inscrire_employeurs from public;
grant execute on function inscrire_employeurs to maillage_membre;
