-- The opening of an identity is asked by one member and done by another.
alter table double_lecture drop constraint double_lecture_geste_check;
alter table double_lecture add check (geste in ('clore', 'purger', 'identite'));

-- How long an investigator holds keys of a case. Its end is a day; what he wrote stays.
create table mission (
  dossier text not null references dossier on delete cascade,
  organisme text not null,
  membre text not null,
  jusqu_au date not null,
  primary key (dossier, membre)
);
alter table mission enable row level security;
create policy meme_organisme on mission to accueil_app
  using (organisme = (select organisme_courant())) with check (organisme = (select organisme_courant()));
grant select, insert, update, delete on mission to accueil_app;

-- What other organisations saw of a journal: its last fingerprint, on a day, signed by their watcher. Public, and only added to.
create table temoignage (
  organisme text not null,
  n integer not null check (n >= 0),
  empreinte text not null check (length(empreinte) = 43),
  temoin text not null check (temoin <> organisme),
  jour date not null,
  sig text not null,
  primary key (organisme, n, temoin)
);
grant select, insert on temoignage to accueil_app;
create function tete_du_journal(cherche text, rang integer) returns table (n integer, empreinte text)
  language sql stable security definer set search_path = public as
  $$ select n, empreinte from journal where organisme = cherche and (rang is null or journal.n = rang) order by n desc limit 1 $$;

-- Records of closure are written again in a drawn order once a day: the place of a row in the file does not tell which closure brought it.
create function melanger_statistiques() returns void language plpgsql security definer set search_path = public as $$
begin
  lock table statistique in exclusive mode;
  create temp table melange on commit drop as select organisme, annee, fiche from statistique;
  delete from statistique;
  insert into statistique (organisme, annee, fiche) select organisme, annee, fiche from melange order by gen_random_uuid();
end $$;

-- A case goes to another organisation, on its author's decision alone: every key but hers is deleted, and what the first cell wrote for itself.
alter table dossier add column provenance text;
create function transferer_dossier(quoi text, vers text) returns void language plpgsql security definer set search_path = public as $$
declare depuis text;
begin
  select organisme into depuis from dossier where id = quoi for update;
  delete from enveloppe where dossier = quoi and (dest <> 'auteur' or volet in ('N', 'Q', 'T'));
  delete from message where dossier = quoi and volet in ('N', 'Q', 'T');
  delete from piece where dossier = quoi and volet in ('N', 'Q', 'T');
  delete from double_lecture where dossier = quoi;
  delete from mission where dossier = quoi;
  update dossier set organisme = vers, provenance = concat_ws(',', provenance, depuis), tour = 'cellule', version = version + 1 where id = quoi;
  update message set organisme = vers where dossier = quoi;
  update piece set organisme = vers where dossier = quoi;
  update enveloppe set organisme = vers where dossier = quoi;
  update echeance set organisme = vers where dossier = quoi;
end $$;
revoke all on function tete_du_journal(text, integer), melanger_statistiques(), transferer_dossier(text, text) from public;
grant execute on function tete_du_journal(text, integer), melanger_statistiques(), transferer_dossier(text, text) to accueil_app;
