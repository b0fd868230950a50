-- What is kept no longer than it serves (docs/adr/0064): one function per declared purge (`conservation` in the modules' traitements.ts), which
-- erases at most `lot` rows of the cooperation of the transaction whose end is older than `limite`, and says how many by table. The application
-- holds no right to delete these rows otherwise, and a limit younger than the term written here is refused: a wrong call erases nothing early.
-- The journal is no concern of any of them.

create function refuser_limite(limite timestamptz, terme interval) returns void language plpgsql stable as $$
begin
  if limite is null or limite > now() - terme + interval '1 day' then
    raise exception 'conservation : % est trop tôt, le terme est %', limite, terme;
  end if;
  if cooperation_courante() is null then
    raise exception 'conservation : aucune coopération dans la transaction';
  end if;
end
$$;
revoke execute on function refuser_limite from public;

-- Requests with everything that hangs on them. Their numbers stay taken (demande_numero); a mail that only suggested one loses the suggestion.
create function effacer_demandes(ids uuid[]) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
  fichiers uuid[] := array(select p.fichier_id from demande_piece p where p.demande_id = any (ids));
begin
  update demande_courriel set propose_id = null where propose_id = any (ids);
  return query with e as (delete from demande_rappel x where x.demande_id = any (ids)
      or x.note_id in (select n.id from demande_note n where n.demande_id = any (ids)) returning 1)
    select 'demande_rappel', count(*) from e;
  return query with e as (delete from demande_note x where x.demande_id = any (ids) returning 1) select 'demande_note', count(*) from e;
  return query with e as (delete from demande_enquete x where x.demande_id = any (ids) returning 1) select 'demande_enquete', count(*) from e;
  return query with e as (delete from demande_courriel x where x.demande_id = any (ids) returning 1) select 'demande_courriel', count(*) from e;
  return query with e as (delete from demande_partage x where x.demande_id = any (ids) returning 1) select 'demande_partage', count(*) from e;
  return query with e as (delete from demande_avis x where x.demande_id = any (ids) returning 1) select 'demande_avis', count(*) from e;
  return query with e as (delete from demande_piece x where x.demande_id = any (ids) returning 1) select 'demande_piece', count(*) from e;
  return query with e as (delete from demande_evenement x where x.demande_id = any (ids) returning 1) select 'demande_evenement', count(*) from e;
  return query with e as (delete from demande x where x.id = any (ids) returning 1) select 'demande', count(*) from e;
  -- A file that another row shows stays; its bytes go the night after, once no row of any cooperation names them.
  return query with e as (delete from fichier f where f.id = any (fichiers)
      and not exists (select from demande_piece p where p.fichier_id = f.id) returning 1)
    select 'fichier', count(*) from e;
end
$$;
revoke execute on function effacer_demandes from public;

create function purger_demandes(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  perform refuser_limite(limite, interval '10 years');
  return query select * from effacer_demandes(array(
    select d.id from demande d where d.cooperation_id = cooperation_courante() and d.etat in ('CLOTUREE', 'SANS_SUITE', 'ANNULEE', 'REORIENTEE')
      and d.close_le < limite order by d.close_le limit lot for update));
end
$$;
create index demande_a_purger on demande (cooperation_id, close_le) where etat in ('CLOTUREE', 'SANS_SUITE', 'ANNULEE', 'REORIENTEE');

create function purger_brouillons_de_demande(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  perform refuser_limite(limite, interval '1 year');
  return query select * from effacer_demandes(array(
    select d.id from demande d where d.cooperation_id = cooperation_courante() and d.deposee_le is null
      and coalesce(d.close_le, d.depuis) < limite and d.creee_le < limite limit lot for update));
end
$$;
create index demande_jamais_envoyee on demande (cooperation_id) where deposee_le is null;

-- Messages that belong to no request, filed aside or never looked at.
create function purger_courriels_sans_demande(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  perform refuser_limite(limite, interval '1 year');
  return query with choisis as (
      select c.id from demande_courriel c where c.cooperation_id = cooperation_courante() and c.demande_id is null and c.recu_le < limite limit lot),
    e as (delete from demande_courriel x using choisis where x.id = choisis.id returning 1)
    select 'demande_courriel', count(*) from e;
end
$$;

-- Who was asked and did not answer; what was left to be called back; the words, which may name somebody. The figures stay.
create function purger_enquetes(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  perform refuser_limite(limite, interval '1 year');
  return query with choisies as (
      select q.id from demande_enquete q where q.cooperation_id = cooperation_courante() and q.personne_id is not null and q.envoyee_le < limite limit lot),
    e as (update demande_enquete x set personne_id = null from choisies where x.id = choisies.id returning 1)
    select 'demande_enquete', count(*) from e;
  return query with choisis as (
      select r.id from demande_rappel r where r.cooperation_id = cooperation_courante() and r.contact <> '' and r.fait_le < limite limit lot),
    e as (update demande_rappel x set contact = '' from choisis where x.id = choisis.id returning 1)
    select 'demande_rappel', count(*) from e;
  return query with choisies as (
      select n.id from demande_note n where n.cooperation_id = cooperation_courante() and n.commentaire <> '' and n.recue_le < limite limit lot),
    e as (update demande_note x set commentaire = '' from choisies where x.id = choisies.id returning 1)
    select 'demande_note', count(*) from e;
end
$$;

-- Somebody whose last function ended: how to reach her, and what she had set for herself. Her name stays in the acts she took part in.
create function purger_coordonnees(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
  parties uuid[];
begin
  perform refuser_limite(limite, interval '1 year');
  parties := array(
    select p.id from personne p
    where p.cooperation_id = cooperation_courante() and p.courriel not like '%@efface.invalid' and p.creee_le < limite
      and not exists (select from mandat m where m.personne_id = p.id and m.annule_le is null and (m.au is null or m.au >= limite::date))
      and not exists (select from remplacement r where r.cooperation_id = p.cooperation_id and r.remplacant_id = p.id and r.annule_le is null
        and r.au >= limite::date)
      and not exists (select from invitation_acces i where i.personne_id = p.id and i.annulee_le is null and i.expire_le >= limite)
    limit lot for update);
  return query with e as (delete from demande_preference x where x.personne_id = any (parties) returning 1) select 'demande_preference', count(*) from e;
  return query with e as (delete from demande_vue x where x.personne_id = any (parties) returning 1) select 'demande_vue', count(*) from e;
  return query with e as (delete from flux_agenda x where x.personne_id = any (parties) returning 1) select 'flux_agenda', count(*) from e;
  return query with e as (update personne x set courriel = 'efface-' || x.id || '@efface.invalid', telephone = null
      where x.id = any (parties) returning 1)
    select 'personne', count(*) from e;
end
$$;

create function purger_acces(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  perform refuser_limite(limite, interval '1 year');
  return query with choisies as (
      select i.id from invitation_acces i where i.cooperation_id = cooperation_courante() and i.acceptee_le is null and i.expire_le < limite limit lot),
    e as (delete from invitation_acces x using choisies where x.id = choisies.id returning 1)
    select 'invitation_acces', count(*) from e;
  return query with choisis as (
      select f.id from flux_agenda f where f.cooperation_id = cooperation_courante() and f.revoque_le < limite limit lot),
    e as (delete from flux_agenda x using choisis where x.id = choisis.id returning 1)
    select 'flux_agenda', count(*) from e;
end
$$;

-- Files of a member that were read, refused or left: their bytes, and the preview drawn from them. What was written stands in its own table.
create function purger_imports(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
  finis uuid[];
begin
  perform refuser_limite(limite, interval '90 days');
  finis := array(
    select i.id from import_tableau i where i.cooperation_id = cooperation_courante() and i.depose_le < limite and i.etat <> 'ecriture'
      and (i.contenu is not null or exists (select from import_ligne l where l.import_id = i.id)) limit lot for update);
  return query with e as (delete from import_ligne x where x.import_id = any (finis) returning 1) select 'import_ligne', count(*) from e;
  return query with e as (update import_tableau x set contenu = null, fini_le = coalesce(x.fini_le, now()),
        etat = case when x.etat in ('lecture', 'a_confirmer') then 'abandonne' else x.etat end
      where x.id = any (finis) returning 1)
    select 'import_tableau', count(*) from e;
end
$$;

-- Keys of forms: they stop a form from being received twice, no longer.
create function purger_cles_de_formulaire(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  perform refuser_limite(limite, interval '90 days');
  return query with choisies as (
      select f.cle from envoi_formulaire f where f.cooperation_id = cooperation_courante() and f.recu_le < limite limit lot),
    e as (delete from envoi_formulaire x using choisies where x.cooperation_id = cooperation_courante() and x.cle = choisies.cle returning 1)
    select 'envoi_formulaire', count(*) from e;
end
$$;

create function purger_contacts(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  perform refuser_limite(limite, interval '1 year');
  return query with choisis as (
      select c.id from contact c where c.cooperation_id = cooperation_courante() and c.au < limite::date limit lot),
    e as (delete from contact x using choisis where x.id = choisis.id returning 1)
    select 'contact', count(*) from e;
end
$$;

-- What an employer typed and never sent.
create function purger_saisies_d_achat(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  perform refuser_limite(limite, interval '1 year');
  return query with choisis as (
      select b.employeur_id, b.champ from achat_brouillon b where b.cooperation_id = cooperation_courante() and b.saisi_le < limite limit lot),
    e as (delete from achat_brouillon x using choisis where x.employeur_id = choisis.employeur_id and x.champ = choisis.champ returning 1)
    select 'achat_brouillon', count(*) from e;
  return query with choisis as (
      select b.employeur_id from achat_recensement_brouillon b where b.cooperation_id = cooperation_courante() and b.garde_le < limite limit lot),
    e as (delete from achat_recensement_brouillon x using choisis where x.employeur_id = choisis.employeur_id returning 1)
    select 'achat_recensement_brouillon', count(*) from e;
  return query with choisis as (
      select b.employeur_id from achat_recensement_refuse b where b.cooperation_id = cooperation_courante() and b.depose_le < limite limit lot),
    e as (delete from achat_recensement_refuse x using choisis where x.employeur_id = choisis.employeur_id returning 1)
    select 'achat_recensement_refuse', count(*) from e;
  -- The address of a link: once the answers are closed for as long, and no message left since.
  return query with choisis as (
      select l.id from achat_lien l join achat_operation o on o.id = l.operation_id
      where l.cooperation_id = cooperation_courante() and l.envoye_le < limite and o.reponses_jusquau < limite::date limit lot),
    e as (delete from achat_lien x using choisis where x.id = choisis.id returning 1)
    select 'achat_lien', count(*) from e;
end
$$;

-- Agents counted for a purchase: a version that another replaced; all of them once every contract of the purchase ended. How many they were stays.
create function purger_agents_recenses(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  perform refuser_limite(limite, interval '2 years');
  return query with choisis as (
      select a.recensement_id from achat_agents a join achat_recensement r on r.id = a.recensement_id
      where a.cooperation_id = cooperation_courante() and (r.remplace_le < limite or exists (
        select from achat_employeur e join achat_contrat c on c.operation_id = e.operation_id
        where e.id = r.employeur_id having count(*) > 0 and max(c.au) < limite::date))
      limit lot),
    e as (delete from achat_agents x using choisis where x.recensement_id = choisis.recensement_id returning 1)
    select 'achat_agents', count(*) from e;
  return query with choisies as (
      select d.id from achat_dispense d where d.cooperation_id = cooperation_courante() and exists (
        select from achat_employeur e join achat_contrat c on c.operation_id = e.operation_id
        where e.id = d.employeur_id having count(*) > 0 and max(c.au) < limite::date)
      limit lot),
    e as (delete from achat_dispense x using choisies where x.id = choisies.id returning 1)
    select 'achat_dispense', count(*) from e;
end
$$;

-- The discussion of a working group that ended: its report, its decisions and its files stay.
create function purger_discussions(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
  dits uuid[];
begin
  perform refuser_limite(limite, interval '5 years');
  dits := array(
    select m.id from groupe_message m join groupe_fil f on f.id = m.fil_id join groupe g on g.id = f.groupe_id
    where m.cooperation_id = cooperation_courante() and g.clos_le < limite::date limit lot);
  return query with e as (delete from groupe_message_avant x where x.message_id = any (dits) returning 1) select 'groupe_message_avant', count(*) from e;
  return query with e as (delete from groupe_mention x where x.message_id = any (dits) returning 1) select 'groupe_mention', count(*) from e;
  return query with e as (delete from groupe_message x where x.id = any (dits) returning 1) select 'groupe_message', count(*) from e;
end
$$;

do $$
declare
  nom text;
begin
  for nom in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname like 'purger\_%' loop
    execute format('revoke execute on function %s from public', nom);
    execute format('grant execute on function %s to maillage_systeme', nom);
  end loop;
end
$$;

-- Accounts that no person of any cooperation bears any more: sessions, password and second proof go with them.
set local role maillage_auth;
grant delete on auth.users to maillage_proprietaire;
reset role;
create function purger_comptes(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  if limite is null or limite > now() - interval '89 days' then
    raise exception 'conservation : % est trop tôt, le terme est 90 jours', limite;
  end if;
  return query with choisis as (
      select u.id from auth.users u where u."createdAt" < limite and u."updatedAt" < limite
        and not exists (select from personne p where p.courriel = u.email) limit lot),
    e as (delete from auth.users x using choisis where x.id = choisis.id returning 1)
    select 'auth.users', count(*) from e;
end
$$;
revoke execute on function purger_comptes from public;
grant execute on function purger_comptes to maillage_app;

-- Of these fingerprints, those that a row of any cooperation still names: the bytes of the others are nobody's.
create function fichiers_nommes(empreintes text[]) returns setof text
  language sql stable security definer set search_path = public, pg_temp
as $$
  select f.sha256 from fichier f where f.sha256 = any (empreintes)
  union
  select p->>'sha256' from demande_courriel c cross join lateral jsonb_array_elements(c.pieces) p
  where c.pieces <> '[]' and p->>'sha256' = any (empreintes)
$$;
revoke execute on function fichiers_nommes from public;
grant execute on function fichiers_nommes to maillage_app;
create index on fichier (sha256);

-- When the purge last ran, and what it erased: counts by table, of all cooperations together. Nobody's data.
create table purge_passage (
  id bigint generated always as identity primary key,
  commencee_le timestamptz not null,
  finie_le timestamptz not null,
  comptes jsonb not null
);
grant select on purge_passage to maillage_app;
create function noter_purge(debut timestamptz, fin timestamptz, les_comptes jsonb) returns void
  language sql volatile security definer set search_path = public, pg_temp
as $$
  insert into purge_passage (commencee_le, finie_le, comptes) values (debut, fin, les_comptes);
  delete from purge_passage where finie_le < fin - interval '1 year';
$$;
revoke execute on function noter_purge from public;
grant execute on function noter_purge to maillage_app;
