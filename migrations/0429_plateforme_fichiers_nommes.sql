-- Every place where a row names bytes of the store, in one list: the purge forgets no byte of it, and a backup says which ones are missing.
-- A new table that names files is added here.
create view fichier_nomme as
  select f.sha256 from fichier f
  union
  select p->>'sha256' from demande_courriel c cross join lateral jsonb_array_elements(c.pieces) p where c.pieces <> '[]'
  union
  select a.empreinte from achat_pli a
  union
  select p->>'sha256' from achat_pli a cross join lateral jsonb_array_elements(a.fichiers) p where a.fichiers <> '[]';
revoke all on fichier_nomme from public;

create or replace function fichiers_nommes(empreintes text[]) returns setof text
  language sql stable security definer set search_path = public, pg_temp
as $$ select n.sha256 from fichier_nomme n where n.sha256 = any (empreintes) $$;
