-- A closed case is opened again by a member of the cell for a written motive, until a day. The motive is sealed, with the notes of the cell; its
-- fingerprint is in the journal. No hour is kept. A row goes on the day after its last.
create table ouverture (
  dossier text not null references dossier on delete cascade,
  organisme text not null,
  membre text not null,
  jusqu_au date not null,
  primary key (dossier, membre)
);
alter table ouverture enable row level security;
create policy meme_organisme on ouverture to accueil_app
  using (organisme = (select organisme_courant())) with check (organisme = (select organisme_courant()));
grant select, insert, update, delete on ouverture to accueil_app;

-- A case that goes to another organisation takes none of the openings of the first with it.
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
  delete from echeance where dossier = quoi and code <> 'RDV';
  update dossier set organisme = vers, provenance = concat_ws(',', provenance, depuis), etat = 'RECU', tour = 'cellule', version = version + 1 where id = quoi;
  update message set organisme = vers where dossier = quoi;
  update piece set organisme = vers where dossier = quoi;
  update enveloppe set organisme = vers where dossier = quoi;
  update echeance set organisme = vers where dossier = quoi;
end $$;
