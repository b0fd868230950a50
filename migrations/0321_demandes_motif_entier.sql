-- Why a request is shared, as it was written: the town hall read the whole of it on the file while the share kept its first three hundred characters.
alter table demande_partage drop constraint demande_partage_motif_check;
alter table demande_partage add constraint demande_partage_motif_check check (length(motif) between 3 and 4000);
