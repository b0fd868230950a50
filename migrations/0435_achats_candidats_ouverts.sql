-- The names that the record of an opening holds: once the bids are open, for the member that leads; once the notes are closed, for the members that the
-- decision binds. Never before the opening, and never an address.
create function candidats_ouverts(operation uuid) returns table (id uuid, nom text, siret text)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select c.id, c.nom, c.siret from achat_candidat c join achat_marche m on m.operation_id = c.operation_id
  where c.operation_id = operation and c.cooperation_id = cooperation_courante() and m.ouvert_le is not null
    and (conduit_l_achat(operation) or (m.notes_closes_le is not null and lie_a_l_achat(operation)))
$$;
revoke execute on function candidats_ouverts(uuid) from public;
grant execute on function candidats_ouverts(uuid) to maillage_membre;
