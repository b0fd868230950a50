-- An employer that merges leaves its requests to the one that takes it in: whoever acts for the new one reads and answers them, with their number,
-- their history and their clocks. The employer they were asked for stays written.
create or replace function mes_organismes() returns uuid[] language sql stable as $$
  select case
    when exists (select from membre m where m.cooperation_id = cooperation_courante() and m.organisme_id = organisme_courant())
      then array[organisme_courant()]
    else array(
      with miens as (
        select distinct f.organisme_id from fonction_tenue f
        where f.cooperation_id = cooperation_courante() and f.fonction = 'secretariat_mairie'
          and f.personne_id = personne_courante()
          and f.du <= (now() at time zone 'Europe/Paris')::date
          and (f.au is null or f.au >= (now() at time zone 'Europe/Paris')::date))
      select organisme_id from miens
      union
      select o.id from organisme o join miens on o.fusionne_dans = miens.organisme_id)
  end
$$;
create index on organisme (fusionne_dans) where fusionne_dans is not null;

-- How much mail came in an hour, whoever wrote it.
create index on demande_courriel (cooperation_id, recu_le);
