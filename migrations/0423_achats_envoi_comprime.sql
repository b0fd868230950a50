-- A file that waits to be read is written compressed, beside its reading: a tenth to a fifth of the bytes to carry, and of the journal of the base.
-- Files that an earlier version left waiting are as they came.
alter table achat_envoi add column comprime boolean not null default false;
