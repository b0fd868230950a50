-- An answer to a wave is said to carry neither name nor town: nothing ties it any more to its invitation, nor the answered invitation to its employer, and
-- both keep the day alone (their instants would pair them).
alter table demande_note alter column enquete_id drop not null;
alter table demande_enquete alter column organisme_id drop not null;
update demande_note set enquete_id = null, recue_le = date_trunc('day', recue_le, 'Europe/Paris') where vague_id is not null;
update demande_enquete set organisme_id = null, repondue_le = date_trunc('day', repondue_le, 'Europe/Paris')
  where vague_id is not null and repondue_le is not null;
alter table demande_note add check (vague_id is null or enquete_id is null);
alter table demande_note add check (vague_id is not null or enquete_id is not null);
alter table demande_enquete add check (vague_id is null or repondue_le is null or organisme_id is null);
alter table demande_enquete add check (organisme_id is not null or vague_id is not null and repondue_le is not null);
