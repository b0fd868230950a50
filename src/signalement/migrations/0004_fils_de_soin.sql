-- The doctor and the psychologist each have a thread of their own with the author: two compartments more, M and P.
do $$
declare t text;
begin
  foreach t in array array['message', 'piece', 'enveloppe'] loop
    execute format('alter table %I drop constraint %I', t, t || '_volet_check');
    execute format('alter table %I add constraint %I check (volet in (''R'', ''I'', ''S'', ''M'', ''P'', ''E'', ''N'', ''Q'', ''T''))', t, t || '_volet_check');
  end loop;
end $$;
