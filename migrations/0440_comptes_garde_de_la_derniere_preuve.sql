-- What an account does everywhere: in every cooperation, for every organisation, by mandate or replacement valid now. Whether its last second
-- proof may go depends on all of it, and not on the organisation chosen in one session. In the schema of accounts: asked under their role, in the
-- transaction that forgets the proof.
set local role maillage_auth;
grant create on schema auth to maillage_proprietaire;
reset role;
create function auth.roles_du_compte(compte uuid, maintenant timestamptz)
  returns table (role_membre text, fonctions text[])
  language sql stable security definer set search_path = public, pg_temp
as $$
  select b.role, array_agg(distinct t.fonction)
  from auth.users u
  join personne p on p.courriel = u.email
  join fonction_tenue t on t.personne_id = p.id
    and t.du <= (maintenant at time zone 'Europe/Paris')::date
    and (t.au is null or t.au >= (maintenant at time zone 'Europe/Paris')::date)
  left join periode_membre b on b.cooperation_id = p.cooperation_id and b.organisme_id = t.organisme_id
    and b.du <= (maintenant at time zone 'Europe/Paris')::date
    and (b.au is null or b.au >= (maintenant at time zone 'Europe/Paris')::date)
  where u.id = compte
  group by p.cooperation_id, t.organisme_id, b.role
$$;
revoke execute on function auth.roles_du_compte from public;
grant execute on function auth.roles_du_compte to maillage_auth;
set local role maillage_auth;
revoke create on schema auth from maillage_proprietaire;
reset role;
