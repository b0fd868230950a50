-- The sendings of an employer, read or being read, found by an index.
create index on achat_envoi (employeur_id);
