-- A bid that is being written holds the opening by a lease that its writer renews: a write that failed lets go at once, a dead process within half a minute.
-- Its hour stays its own for ten minutes, or as long as it is being written.
alter table achat_pli_arrivee add column redacteur uuid, add column ecrit_jusqu_a timestamptz,
  add constraint achat_pli_arrivee_bail check ((redacteur is null) = (ecrit_jusqu_a is null));
grant update (redacteur, ecrit_jusqu_a) on achat_pli_arrivee to maillage_systeme;

create or replace function arrive_a_l_heure(candidat uuid, empreinte_du_pli text) returns timestamptz language sql stable as $$
  select a.arrive_le from achat_pli_arrivee a
  where a.candidat_id = candidat and (empreinte_du_pli is null or a.empreinte = empreinte_du_pli)
    and (a.arrive_le > clock_timestamp() - interval '10 minutes' or a.ecrit_jusqu_a > clock_timestamp())
  order by a.arrive_le limit 1
$$;

-- When a bid that is refused had first arrived, if it was in time: it could not be written then, and came back once a key was given. Null when it was late.
alter table achat_pli_refuse add column arrive_le timestamptz;
