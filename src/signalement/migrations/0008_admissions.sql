-- Who may enter among the readers of a case after the deposit. By member of the directory for which the author sealed, the fingerprint of a token that her browser
-- drew and sealed for the cell; for whoever is excluded, a fingerprint of nothing. The rows are alike: they do not tell who was excluded. A case sealed before
-- this table has no row.
create table admission (
  dossier text not null references dossier on delete cascade,
  organisme text not null,
  membre text not null,
  marque text not null check (length(marque) = 43),
  primary key (dossier, membre)
);
alter table admission enable row level security;
create policy meme_organisme on admission to accueil_app
  using (organisme = (select organisme_courant())) with check (organisme = (select organisme_courant()));
grant select, insert, update, delete on admission to accueil_app;

-- A case that goes to another organisation takes none of the openings of the first with it, nor its admissions: the author draws others for those who are there.
create or replace function transferer_dossier(quoi text, vers text) returns void language plpgsql security definer set search_path = public as $$
declare depuis text;
begin
  select organisme into depuis from dossier where id = quoi for update;
  delete from enveloppe where dossier = quoi and (dest <> 'auteur' or volet in ('N', 'Q', 'T'));
  delete from message where dossier = quoi and volet in ('N', 'Q', 'T');
  delete from piece where dossier = quoi and volet in ('N', 'Q', 'T');
  delete from double_lecture where dossier = quoi;
  delete from mission where dossier = quoi;
  delete from ouverture where dossier = quoi;
  delete from admission where dossier = quoi;
  delete from echeance where dossier = quoi and code <> 'RDV';
  update dossier set organisme = vers, provenance = concat_ws(',', provenance, depuis), etat = 'RECU', tour = 'cellule', version = version + 1 where id = quoi;
  update message set organisme = vers where dossier = quoi;
  update piece set organisme = vers where dossier = quoi;
  update enveloppe set organisme = vers where dossier = quoi;
  update echeance set organisme = vers where dossier = quoi;
end $$;
