-- Database roles of Maillage. Run once per server by a superuser (embedded: done at first start). Safe to run again.
-- Login roles: the owner migrates, the application reads and writes under a scope, the libraries keep to their schema.
-- Scope roles cannot log in: a transaction takes one with `set local role`, and each table has one equality policy for each.
do $$
declare
  nom text;
begin
  foreach nom in array array['maillage_proprietaire', 'maillage_app', 'maillage_auth', 'maillage_taches'] loop
    if not exists (select from pg_roles where rolname = nom) then
      execute format('create role %I login nosuperuser nobypassrls', nom);
    end if;
  end loop;
  foreach nom in array array['maillage_membre', 'maillage_systeme', 'maillage_public'] loop
    if not exists (select from pg_roles where rolname = nom) then
      execute format('create role %I nologin nosuperuser nobypassrls', nom);
    end if;
  end loop;
end
$$;

-- The application inherits nothing: out of a scope it holds no right on a cooperation's rows.
alter role maillage_app noinherit;
-- Its statements last milliseconds: compiling one, where the server can, costs more than it ever returns.
alter role maillage_app set jit = off;
grant maillage_membre, maillage_systeme, maillage_public to maillage_app;
-- The library of accounts names its tables without their schema.
alter role maillage_auth set search_path = auth;
-- The owner creates the two schemas of the libraries and hands them over.
grant maillage_auth, maillage_taches to maillage_proprietaire;
