-- A yearly wave is opened from the interface: the coordination draws who is asked, by centre and by size; it ends on a day that is said.
alter table demande_vague add column fin_prevue date;
alter table demande_vague add column voulu integer check (voulu between 1 and 2000);
-- An answer to a wave carries no name: whoever wants to be called says how, and her answer is no longer anonymous for her centre.
alter table demande_rappel add column contact text not null default '' check (length(contact) <= 200);

create policy tirage on demande_enquete for insert to maillage_membre
  with check (cooperation_id = (select cooperation_courante()) and vague_id in (select v.id from demande_vague v where v.close_le is null)
    and (select organisme_courant()) in (select m.organisme_id from membre m where m.role = 'coordonnateur'));
grant insert on demande_enquete to maillage_membre;

-- One wave at a time: two people who open one at once open one.
create unique index une_vague_ouverte on demande_vague (cooperation_id) where close_le is null;
