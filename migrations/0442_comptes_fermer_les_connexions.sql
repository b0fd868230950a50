-- For the operator: the open sign-ins of one account, or of everybody, end now. Returns how many; null when nobody has this address.
create function fermer_connexions(adresse text) returns integer
  language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  combien integer;
begin
  if adresse is not null and not exists (select from auth.users u where u.email = lower(adresse)) then
    return null;
  end if;
  delete from auth.session s using auth.users u
  where u.id = s."userId" and (adresse is null or u.email = lower(adresse)) and s."expiresAt" > now();
  get diagnostics combien = row_count;
  return combien;
end
$$;
revoke execute on function fermer_connexions from public;
