-- The personal link of the secretary of the transaction in a purchase, as the mail gave it to her: her own address only, for the employers she serves.
create function liens_achats_de_la_personne() returns table (operation_id uuid, centre_id uuid, lien_id uuid)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select l.operation_id, l.centre_id, l.id
  from achat_lien l join personne p on p.courriel = l.courriel and p.cooperation_id = l.cooperation_id
  where l.cooperation_id = cooperation_courante() and p.id = personne_courante()
$$;
revoke execute on function liens_achats_de_la_personne from public;
grant execute on function liens_achats_de_la_personne to maillage_membre;
