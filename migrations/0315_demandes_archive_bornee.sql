-- What is read of the archive of a centre does not grow with it (docs/adr/0047).

-- « Is this centre among those that read it » is true of its whole archive, and PostgreSQL expects it of one row in a hundred: asked as an operator, it
-- was looked up in an index that answers with a million rows. As a function no index answers it: it is asked of the rows that the rest has found. A
-- town hall says by itself that it reads its own (`organisme_id`), which an index does answer.
alter policy membre on demande
  using (cooperation_id = (select cooperation_courante()) and arrayoverlap(acces, (select mes_organismes())));
drop index demande_ouverte_acces;

-- The other requests of one employer, the latest first.
drop index demande_cooperation_id_organisme_id_idx;
create index demande_employeur on demande (cooperation_id, organisme_id, deposee_le);
create index demande_ouverte_employeur on demande (cooperation_id, organisme_id, deposee_le)
  where etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS', 'ROUVERTE');
-- What is over, the latest first.
create index demande_fin on demande (cooperation_id, (coalesce(close_le, repondue_le, deposee_le)));
create index demande_par_numero on demande using gin (numero gin_trgm_ops);

-- The latest files of the reader that hold words. Planned with the words in hand, whose frequency PostgreSQL knows: rare ones are read through the
-- index of words, those of half the archive through the calendar, and neither reads ten years of it.
create function demandes_contenant(mots tsquery, finies boolean, combien integer)
  returns table (id uuid, recherche tsvector, deposee_le timestamptz)
  language plpgsql stable set search_path = public, pg_temp rows 300
as $$
begin
  return query execute format(
    'select d.id, d.recherche, d.deposee_le from demande d
     where d.recherche @@ %L::tsquery and d.cooperation_id = %L::uuid and d.acces && %L::uuid[] and d.deposee_le is not null %s
     order by d.deposee_le desc limit %s',
    mots, cooperation_courante(), mes_organismes(), case when finies then 'and d.etat in (''REPONDUE'', ''CLOTUREE'')' else '' end, combien);
end
$$;
revoke execute on function demandes_contenant from public;

-- The nearest files among the latest two thousand that hold the words, and those whose number holds what was typed. It runs as the owner with the
-- condition of the policy: neither `@@` nor `like` is leakproof, and row security would set their indexes aside.
drop function chercher_demandes(text, integer);
create function chercher_demandes(texte text, limite integer) returns table (id uuid, proximite real)
  language plpgsql stable security definer set search_path = public, pg_temp rows 60
as $$
declare
  mots constant tsquery := websearch_to_tsquery('french'::regconfig, normaliser(texte));
  numero constant text := case when texte ~ '^[0-9A-Za-z-]{3,30}$' and texte ~ '[0-9]{2}' then texte end;
begin
  if numero is not null then
    return query execute format(
      'select d.id, 1::real from demande d where d.numero ilike %L and d.cooperation_id = %L::uuid and d.acces && %L::uuid[]
       order by d.deposee_le desc limit %s', '%' || numero || '%', cooperation_courante(), mes_organismes(), limite);
  end if;
  if numnode(mots) > 0 then
    return query select c.id, ts_rank(c.recherche, mots) from demandes_contenant(mots, false, 2000) c
      order by 2 desc, c.deposee_le desc, c.id limit limite;
  end if;
end
$$;
revoke execute on function chercher_demandes from public;
grant execute on function chercher_demandes to maillage_membre;

-- Files already answered that look like a text: those that hold all its words, however old, and the latest five hundred that hold one.
create function demandes_semblables(texte text, limite integer) returns table (id uuid, proximite real)
  language plpgsql stable security definer set search_path = public, pg_temp rows 60
as $$
declare
  mots constant text[] := array(select quote_literal(lexeme) from unnest(to_tsvector('french'::regconfig, normaliser(texte))) order by 1 limit 8);
  un constant tsquery := array_to_string(mots, ' | ');
begin
  if cardinality(mots) = 0 then return; end if;
  return query select c.id, ts_rank(c.recherche, un) from (
      select * from demandes_contenant(array_to_string(mots, ' & ')::tsquery, true, 500) union all select * from demandes_contenant(un, true, 500)) c
    group by c.id, c.recherche, c.deposee_le order by 2 desc, c.deposee_le desc, c.id limit limite;
end
$$;
revoke execute on function demandes_semblables from public;
grant execute on function demandes_semblables to maillage_membre;
