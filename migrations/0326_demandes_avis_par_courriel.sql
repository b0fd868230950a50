-- The reply by mail of an expert outside the cooperation is her opinion: the message is kept with the request, and read by centres alone, as opinions are.
alter table demande_courriel add column avis_id uuid references demande_avis;
create index on demande_courriel (avis_id);
alter policy membre on demande_courriel
  using (cooperation_id = (select cooperation_courante())
    and case when demande_id is null then centre_id = (select organisme_courant())
      when avis_id is null then exists (select from demande d where d.id = demande_courriel.demande_id)
      else exists (select from demande d where d.id = demande_courriel.demande_id)
        and (select organisme_courant()) in (select m.organisme_id from membre m) end)
  with check (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant())
    and case when demande_id is null then centre_id = (select organisme_courant())
      else exists (select from demande d where d.id = demande_courriel.demande_id) end);

-- The request about which somebody outside was asked, before any scope exists. Returns its identifier, never what it holds.
create function demande_de_l_avis(l_avis uuid) returns uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select a.demande_id from demande_avis a where a.id = l_avis and a.sollicite_id is null
$$;
revoke execute on function demande_de_l_avis from public;
grant execute on function demande_de_l_avis to maillage_app;
