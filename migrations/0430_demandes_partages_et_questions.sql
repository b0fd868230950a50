-- Whether a share gives the treatment or the reading alone: the end of one that lets read takes nothing from one that lets treat.
alter table demande_partage add column traiter boolean not null default false;
-- What was not written is known by its effect: an open share with the centre that treats today.
update demande_partage p set traiter = true from demande d where d.id = p.demande_id and d.traitant_id = p.avec_id and p.fini_le is null;

-- A question sent outside to the wrong address is called back: its link shows it no more.
alter table demande_avis add column retire_le timestamptz;
alter table demande_avis add constraint demande_avis_retire check (retire_le is null or (rendu_le is null and sollicite_id is null));
