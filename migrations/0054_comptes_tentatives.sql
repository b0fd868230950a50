-- How often somebody tried to sign in, by address and by origin, whatever the number of processes: keys are hashed, lines live a day.
set local role maillage_auth;
create table auth.tentative (
  cle text not null,
  fenetre timestamptz not null,
  nombre integer not null,
  primary key (cle, fenetre)
);
create index on auth.tentative (fenetre);
grant select, insert, update, delete on auth.tentative to maillage_proprietaire;
reset role;

-- Counts one more try and returns how many this window holds.
create function compter_tentative(empreinte text, maintenant timestamptz, minutes integer) returns integer
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
  debut timestamptz := date_bin(make_interval(mins => minutes), maintenant, timestamptz '2020-01-01');
  total integer;
begin
  insert into auth.tentative as t (cle, fenetre, nombre) values (empreinte, debut, 1)
    on conflict (cle, fenetre) do update set nombre = t.nombre + 1
    returning nombre into total;
  if total = 1 then
    delete from auth.tentative t where t.fenetre < maintenant - interval '1 day';
  end if;
  return total;
end
$$;
revoke execute on function compter_tentative from public;
grant execute on function compter_tentative to maillage_app;
