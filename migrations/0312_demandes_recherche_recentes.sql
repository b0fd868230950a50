-- The two thousand files that are ranked are the latest that hold the words: in the order of the table they were the oldest, and this month's were not found.
create or replace function chercher_demandes(texte text, limite integer) returns table (id uuid, proximite real)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.id, ts_rank(t.recherche, q.mots)
  from (select websearch_to_tsquery('french'::regconfig, normaliser(texte)) as mots, mes_organismes() as miens) q
  cross join lateral (
    select d.id, d.recherche, d.creee_le from demande d
    where d.recherche @@ q.mots and d.cooperation_id = cooperation_courante() and d.acces && q.miens and d.etat <> 'BROUILLON'
    order by d.creee_le desc limit 2000) t
  order by 2 desc, t.creee_le desc limit limite
$$;
