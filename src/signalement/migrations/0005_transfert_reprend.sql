-- A case that goes to another organisation begins again there, whatever the step it had reached: the notes that told the step are deleted with the
-- compartments of the first cell. Its days begin again too, written by the caller in the same transaction; a meeting that was asked for stays due.
create or replace function transferer_dossier(quoi text, vers text) returns void language plpgsql security definer set search_path = public as $$
declare depuis text;
begin
  select organisme into depuis from dossier where id = quoi for update;
  delete from enveloppe where dossier = quoi and (dest <> 'auteur' or volet in ('N', 'Q', 'T'));
  delete from message where dossier = quoi and volet in ('N', 'Q', 'T');
  delete from piece where dossier = quoi and volet in ('N', 'Q', 'T');
  delete from double_lecture where dossier = quoi;
  delete from mission where dossier = quoi;
  delete from echeance where dossier = quoi and code <> 'RDV';
  update dossier set organisme = vers, provenance = concat_ws(',', provenance, depuis), etat = 'RECU', tour = 'cellule', version = version + 1 where id = quoi;
  update message set organisme = vers where dossier = quoi;
  update piece set organisme = vers where dossier = quoi;
  update enveloppe set organisme = vers where dossier = quoi;
  update echeance set organisme = vers where dossier = quoi;
end $$;
