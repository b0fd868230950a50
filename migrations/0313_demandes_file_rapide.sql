-- What is open is found and counted without reading what is closed, whatever the archive (docs/adr/0048).
create index demande_ouverte_traitant on demande (cooperation_id, traitant_id, responsable_id)
  where etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS', 'ROUVERTE');
create index demande_ouverte_guichet on demande (cooperation_id, guichet_id)
  where etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS', 'ROUVERTE');
-- « Is this centre among those that read it » is true of a whole archive, and PostgreSQL expects it of few rows: it must not be asked of the archive.
create index demande_ouverte_acces on demande using gin (acces)
  where etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS', 'ROUVERTE');

-- What belongs to a request is read with it, one request at a time: `in` first listed every request that the reader may read.
alter policy membre on demande_evenement
  using (cooperation_id = (select cooperation_courante()) and exists (select from demande d where d.id = demande_evenement.demande_id)
    and not (coalesce(cache_a, '00000000-0000-0000-0000-000000000000') = any (array(select unnest(mes_organismes())))));
alter policy membre on demande_piece
  using (cooperation_id = (select cooperation_courante()) and exists (select from demande_evenement e where e.id = demande_piece.evenement_id));
alter policy membre on demande_avis
  using (cooperation_id = (select cooperation_courante()) and exists (select from demande d where d.id = demande_avis.demande_id)
    and (select organisme_courant()) in (select m.organisme_id from membre m));
alter policy membre on demande_partage
  using (cooperation_id = (select cooperation_courante()) and exists (select from demande d where d.id = demande_partage.demande_id)
    and (select organisme_courant()) in (select m.organisme_id from membre m));
alter policy membre on demande_courriel
  using (cooperation_id = (select cooperation_courante())
    and case when demande_id is null then centre_id = (select organisme_courant())
      else exists (select from demande d where d.id = demande_courriel.demande_id) end)
  with check (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant())
    and case when demande_id is null then centre_id = (select organisme_courant())
      else exists (select from demande d where d.id = demande_courriel.demande_id) end);
