-- Roles of the demonstration: mandates of people whose address is in the reserved domain « demonstration.invalid » (RFC 2606).
-- In production nobody has such an address, and the application does not register the routes that use this function.
create function roles_demonstration()
  returns table (id text, libelle text, organisme text, cooperation text, courriel text, nom text, cooperation_id uuid, organisme_id uuid, ordre int)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select m.id::text, p.nom, o.nom, c.nom, p.courriel, p.nom, c.id, o.id, coalesce(b.ordre, 99)
  from mandat m
  join personne p on p.id = m.personne_id
  join cooperation c on c.id = m.cooperation_id
  join organisme o on o.id = m.organisme_id
  left join membre b on b.cooperation_id = c.id and b.organisme_id = o.id
  where p.courriel like '%@demonstration.invalid' and m.au is null
  order by c.creee_le, c.nom, coalesce(b.ordre, 99), m.fonction, p.nom
$$;
revoke execute on function roles_demonstration from public;
grant execute on function roles_demonstration to maillage_app;
