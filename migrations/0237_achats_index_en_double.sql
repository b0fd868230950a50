-- Made twice, by two hands on the same day.
drop index if exists achat_envoi_employeur_id_idx1;
