-- A file whose reading takes less than a moment is never kept: its sender still waits, and is told if it breaks. The row alone stands for it meanwhile, so that two
-- files of one employer still take each other's place.
alter table achat_envoi drop constraint achat_envoi_check;
alter table achat_envoi add constraint achat_envoi_contenu check (contenu is null or etat = 'lecture');
