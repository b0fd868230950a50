-- One rule by case: a filed message is read with its request, one that waits by its centre alone.
drop policy membre on demande_courriel;
create policy membre on demande_courriel to maillage_membre
  using (cooperation_id = (select cooperation_courante())
    and case when demande_id is null then centre_id = (select organisme_courant()) else demande_id in (select d.id from demande d) end)
  with check (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant())
    and case when demande_id is null then centre_id = (select organisme_courant()) else demande_id in (select d.id from demande d) end);
