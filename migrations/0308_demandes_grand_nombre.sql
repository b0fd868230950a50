-- A centre keeps its archive for years while its queue stays as long as its people can carry: what is open is found without reading what is closed.
create index on demande (cooperation_id, etat);
create index on demande (cooperation_id, guichet_id, etat);

-- The nearest files among two thousand that hold the words: a common word is in every file of ten years, and ranking them all says no more.
create or replace function chercher_demandes(texte text, limite integer) returns table (id uuid, proximite real)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.id, ts_rank(t.recherche, q.mots)
  from (select websearch_to_tsquery('french'::regconfig, normaliser(texte)) as mots, mes_organismes() as miens) q
  cross join lateral (
    select d.id, d.recherche, d.creee_le from demande d
    where d.recherche @@ q.mots and d.cooperation_id = cooperation_courante() and d.acces && q.miens and d.etat <> 'BROUILLON'
    limit 2000) t
  order by 2 desc, t.creee_le desc limit limite
$$;
