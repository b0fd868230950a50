set local role maillage_auth;
grant select, delete on auth.identite to maillage_proprietaire;
reset role;

-- For the operator, once the person was called back: whatever proved it was her goes, ProConnect too, with her open sign-ins.
create or replace function oublier_second_facteur(adresse text) returns text
  language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  trouve uuid := (select u.id from auth.users u where u.email = lower(adresse));
  combien integer;
  oublies integer := 0;
begin
  if trouve is null then
    return 'inconnu';
  end if;
  delete from auth.second_facteur f where f.compte = trouve;
  get diagnostics oublies = row_count;
  delete from auth.cle_acces f where f.compte = trouve;
  get diagnostics combien = row_count;
  oublies := oublies + combien;
  delete from auth.identite f where f.compte = trouve;
  get diagnostics combien = row_count;
  if oublies + combien = 0 then
    return 'sans-telephone';
  end if;
  delete from auth.code_secours f where f.compte = trouve;
  delete from auth.session s where s."userId" = trouve;
  return 'oublie';
end
$$;
revoke execute on function oublier_second_facteur from public;
