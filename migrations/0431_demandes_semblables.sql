-- The words that are looked for are the first of the subject as it was written, no longer the first of the alphabet.
create or replace function demandes_semblables(texte text, limite integer) returns table (id uuid, proximite real)
  language plpgsql stable security definer set search_path = public, pg_temp rows 60
as $$
declare
  mots constant text[] := array(select quote_literal(lexeme) from unnest(to_tsvector('french'::regconfig, normaliser(texte)))
    order by positions[1] limit 8);
  un constant tsquery := array_to_string(mots, ' | ');
begin
  if cardinality(mots) = 0 then return; end if;
  return query select c.id, ts_rank(c.recherche, un) from (
      select * from demandes_contenant(array_to_string(mots, ' & ')::tsquery, true, 500) union all select * from demandes_contenant(un, true, 500)) c
    group by c.id, c.recherche, c.deposee_le order by 2 desc, c.deposee_le desc, c.id limit limite;
end
$$;
