-- The files that an employer sent, found by the employer without reading those of every cooperation.
create index on achat_envoi (employeur_id);
