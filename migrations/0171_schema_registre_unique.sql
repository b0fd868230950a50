-- One register (docs/adr/0023): what the register of documents held goes to the register of conventions, under the same identifiers.
-- Nothing is erased: the former table stays as it was, and is written no more.

alter table convention drop constraint convention_genre_check;
alter table convention add constraint convention_genre_check
  check (genre in ('nationale', 'cnfpt', 'region', 'psc', 'reglement', 'lettre_mission', 'accord', 'document', 'autre'));
-- The former register did not always know since when.
alter table convention alter column du drop not null;

insert into convention (id, cooperation_id, organisme_id, genre, titre, parties, du, au, preavis_mois, fictif)
select d.id, d.cooperation_id, d.organisme_id,
  case d.type when 'reglement' then 'reglement' when 'lettre_mission' then 'lettre_mission' when 'accord' then 'accord'
    when 'convention' then 'autre' else 'document' end,
  d.titre, coalesce((select array_agg(m.organisme_id order by m.ordre) from membre m where m.cooperation_id = d.cooperation_id
    and exists (select from periode_membre b where b.cooperation_id = m.cooperation_id and b.organisme_id = m.organisme_id and b.au is null)),
    array[d.organisme_id]), d.du, d.au, d.preavis_mois, d.fictif
from document d;

insert into convention_texte (id, cooperation_id, convention_id, organisme_id, fichier_id, intitule)
select gen_random_uuid(), d.cooperation_id, d.id, d.organisme_id, d.fichier_id, d.titre from document d where d.fichier_id is not null;

alter table point add column convention_id uuid references convention;
alter table sujet add column convention_id uuid references convention;
update point set convention_id = document_id where document_id is not null;
update sujet set convention_id = document_id where document_id is not null;
create index on point (convention_id) where convention_id is not null;

-- What was published as a document is published as a convention, its file as a text.
insert into publication (cooperation_id, genre, objet_id, etat, motif, le)
select p.cooperation_id, 'convention', p.objet_id, p.etat, p.motif, p.le from publication p join document d on d.id = p.objet_id
where p.genre = 'document'
on conflict do nothing;
insert into publication (cooperation_id, genre, objet_id, etat, motif, le)
select p.cooperation_id, 'document', t.id, p.etat, p.motif, p.le from publication p join convention_texte t on t.convention_id = p.objet_id
where p.genre = 'document'
on conflict do nothing;

-- A text of a convention is public when it was chosen, while it is the current one.
create or replace view publie_document with (security_barrier = true) as
  select c.cooperation_id, t.id, t.intitule as titre, c.genre as type, c.du, c.au, c.fictif, u.le as publie_le,
    f.nom as fichier, f.type_mime, f.taille, f.sha256
  from publie_portail p join convention c on c.cooperation_id = p.cooperation_id
  join convention_texte t on t.convention_id = c.id and t.retire_le is null
  join publication u on u.cooperation_id = c.cooperation_id and u.genre = 'document' and u.objet_id = t.id
  join fichier f on f.id = t.fichier_id
  where u.etat = 'publie';

revoke insert, update on document from maillage_membre, maillage_systeme;

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
