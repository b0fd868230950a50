-- Roles of the reporting application, on a PostgreSQL of its own (as superuser, once). The names tell nothing.
do $$
begin
  if not exists (select from pg_roles where rolname = 'accueil_proprietaire') then
    create role accueil_proprietaire login;
  end if;
  if not exists (select from pg_roles where rolname = 'accueil_app') then
    create role accueil_app login;
  end if;
end $$;
