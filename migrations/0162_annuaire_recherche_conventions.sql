-- The header search finds conventions and actions too. They are some hundreds for one cooperation, read by its index: no trigram index is needed.
create or replace function rechercher(texte text, limite integer)
  returns table (genre text, id uuid, titre text, detail text, proximite real)
  language sql stable security definer set search_path = public, pg_temp set pg_trgm.word_similarity_threshold = 0.5
as $$
  with q as (select normaliser(texte) as mots, cooperation_courante() as cooperation)
  (select 'decision', d.id, d.titre, d.numero, word_similarity(q.mots, d.recherche)
   from q, decision d
   where d.cooperation_id = q.cooperation and q.mots <% d.recherche
   order by 5 desc, d.adoptee_le desc limit limite)
  union all
  (select 'document', d.id, d.titre, coalesce(to_char(d.au, 'DD/MM/YYYY'), ''), word_similarity(q.mots, d.recherche)
   from q, document d
   where d.cooperation_id = q.cooperation and q.mots <% d.recherche
   order by 5 desc limit limite)
  union all
  (select 'convention', c.id, c.titre, coalesce(to_char(c.au, 'DD/MM/YYYY'), ''),
     greatest(word_similarity(q.mots, normaliser(c.titre)), word_similarity(q.mots, normaliser(c.reference)))
   from q, convention c
   where c.cooperation_id = q.cooperation and (q.mots <% normaliser(c.titre) or q.mots <% normaliser(c.reference))
   order by 5 desc limit limite)
  union all
  (select 'action', a.id, a.titre, a.code, word_similarity(q.mots, normaliser(a.titre))
   from q, action a
   where a.cooperation_id = q.cooperation and (q.mots <% normaliser(a.titre) or a.code = trim(texte))
   order by 5 desc limit limite)
  union all
  (select 'seance', s.id, i.nom, to_char(s.debut_le at time zone 'Europe/Paris', 'DD/MM/YYYY'), greatest(word_similarity(q.mots, normaliser(i.nom)), p.proche)
   from q, seance s join instance i on i.id = s.instance_id
   left join lateral (select max(word_similarity(q.mots, normaliser(t.question))) as proche from point t where t.seance_id = s.id) p on true
   where s.cooperation_id = q.cooperation and (q.mots <% normaliser(i.nom) or p.proche >= 0.5)
   order by 5 desc, s.debut_le desc limit limite)
  union all
  (select 'organisme', o.id, o.nom, coalesce(o.departement_code, ''), word_similarity(q.mots, o.recherche)
   from q, organisme o
   where o.fusionne_dans is null and (q.mots <% o.recherche or o.siren = left(replace(texte, ' ', ''), 9) or o.code_insee = texte)
   order by 5 desc, o.population desc nulls last limit limite)
$$;
create index on action (cooperation_id);
