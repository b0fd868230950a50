-- The list of a member who serves several organisations is read at once: for reading only, and only what a list shows.
create function organismes_lus() returns text[] language sql stable as
  $$ select string_to_array(nullif(current_setting('app.organismes', true), ''), ',') $$;
create policy plusieurs_organismes on dossier for select to accueil_app using (organisme = any ((select organismes_lus())::text[]));
create policy plusieurs_organismes on enveloppe for select to accueil_app using (organisme = any ((select organismes_lus())::text[]));
create policy plusieurs_organismes on echeance for select to accueil_app using (organisme = any ((select organismes_lus())::text[]));
grant execute on function organismes_lus() to accueil_app;
create index on dossier (organisme);
