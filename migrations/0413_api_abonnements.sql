-- Where a member wants to be told (ADR 0067): an address of its own, the events it chose, a secret that signs.
create table abonnement_api (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  adresse text not null check (length(adresse) between 10 and 500),
  evenements text[] not null check (cardinality(evenements) > 0),
  -- Sealed by the secret of the installation; gone with the subscription.
  secret text,
  etat text not null default 'actif' check (etat in ('actif', 'suspendu', 'retire')),
  etat_le timestamptz not null,
  cree_par uuid not null,
  cree_le timestamptz not null,
  check ((secret is null) = (etat = 'retire')),
  foreign key (cooperation_id, cree_par) references personne (cooperation_id, id)
);
create index on abonnement_api (cooperation_id, organisme_id, cree_le desc);
create index on abonnement_api (cree_par);
alter table abonnement_api enable row level security;
create policy membre on abonnement_api to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()))
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on abonnement_api to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on abonnement_api to maillage_membre, maillage_systeme;
grant update (secret, etat, etat_le) on abonnement_api to maillage_membre;
grant update (etat, etat_le) on abonnement_api to maillage_systeme;

-- What there is to tell, written in the transaction in which it happens: identifiers, nobody's data.
create table envoi_api (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  abonnement_id uuid not null references abonnement_api,
  type text not null,
  survenu_le timestamptz not null,
  donnees jsonb not null,
  essais integer not null default 0,
  -- Null: nothing more is tried.
  prochain_le timestamptz,
  essaye_le timestamptz,
  reponse text not null default '' check (length(reponse) <= 200),
  recu_le timestamptz
);
create index on envoi_api (abonnement_id, survenu_le desc);
create index on envoi_api (cooperation_id, survenu_le);
create index envoi_api_a_venir on envoi_api (prochain_le) where prochain_le is not null;
alter table envoi_api enable row level security;
create policy membre on envoi_api to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()))
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on envoi_api to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on envoi_api to maillage_membre, maillage_systeme;
grant update (prochain_le) on envoi_api to maillage_membre;
grant update (essais, prochain_le, essaye_le, reponse, recu_le) on envoi_api to maillage_systeme;

-- Due now. A suspended subscription is only tried by hand; an organisation that is no longer a member is told nothing.
create function envois_api_dus(maintenant timestamptz) returns setof envoi_api language sql stable as $$
  select e.* from envoi_api e join abonnement_api a on a.id = e.abonnement_id
  where e.prochain_le <= maintenant and (a.etat = 'actif' or a.etat = 'suspendu' and e.type = 'essai')
    and exists (select from periode_membre b where b.cooperation_id = a.cooperation_id and b.organisme_id = a.organisme_id
      and b.du <= (maintenant at time zone 'Europe/Paris')::date and (b.au is null or b.au >= (maintenant at time zone 'Europe/Paris')::date))
$$;
revoke execute on function envois_api_dus from public;
grant execute on function envois_api_dus to maillage_systeme;

-- In which cooperations something is due: identifiers only.
create function cooperations_a_prevenir(maintenant timestamptz) returns table (id uuid)
  language sql stable security definer set search_path = public, pg_temp
as $$ select distinct cooperation_id from envois_api_dus(maintenant) $$;
revoke execute on function cooperations_a_prevenir from public;
grant execute on function cooperations_a_prevenir to maillage_app;

-- One line for each subscription of a member among `lecteurs` (all members when null): whoever acts does not see those of the others.
create function prevenir_abonnes(cooperation uuid, lecteurs uuid[], le_type text, les_donnees jsonb) returns void
  language sql volatile security definer set search_path = public, pg_temp
as $$
  insert into envoi_api (id, cooperation_id, organisme_id, abonnement_id, type, survenu_le, donnees, prochain_le)
  select gen_random_uuid(), a.cooperation_id, a.organisme_id, a.id, le_type, now(), les_donnees, now()
  from abonnement_api a
  where a.cooperation_id = cooperation and a.etat = 'actif' and le_type = any (a.evenements)
    and (lecteurs is null or a.organisme_id = any (lecteurs))
$$;
revoke execute on function prevenir_abonnes from public;

create function prevenir_de_la_decision() returns trigger
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  perform prevenir_abonnes(new.cooperation_id, new.porte, 'decision.adoptee', jsonb_build_object('decision', new.id));
  return null;
end
$$;
revoke execute on function prevenir_de_la_decision from public;
create trigger prevenir after insert on decision for each row execute function prevenir_de_la_decision();

create function prevenir_de_la_suite() returns trigger
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  if new.etat is distinct from old.etat then
    perform prevenir_abonnes(new.cooperation_id, array[new.organisme_id], 'suite.executoire',
      jsonb_build_object('suite', new.id, 'decision', new.decision_id));
  end if;
  return null;
end
$$;
revoke execute on function prevenir_de_la_suite from public;
create trigger prevenir after insert or update of etat on suite for each row when (new.etat = 'executoire')
  execute function prevenir_de_la_suite();

-- Whoever reads the request: `acces` is what row security asks.
create function prevenir_de_la_demande() returns trigger
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  if new.etat is distinct from old.etat then
    perform prevenir_abonnes(new.cooperation_id, new.acces, 'demande.etat', jsonb_build_object('demande', new.id, 'etat', new.etat));
  end if;
  return null;
end
$$;
revoke execute on function prevenir_de_la_demande from public;
create trigger prevenir after insert or update of etat on demande for each row when (new.etat <> 'BROUILLON')
  execute function prevenir_de_la_demande();

create function prevenir_du_contrat() returns trigger
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  perform prevenir_abonnes(new.cooperation_id, null, 'contrat.ouvert', jsonb_build_object('contrat', new.id, 'achat', new.operation_id));
  return null;
end
$$;
revoke execute on function prevenir_du_contrat from public;
create trigger prevenir after insert on achat_contrat for each row execute function prevenir_du_contrat();

create function purger_envois_aux_programmes(limite timestamptz, lot integer) returns table (nom_table text, lignes bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  perform refuser_limite(limite, interval '90 days');
  return query with choisis as (
      select e.id from envoi_api e where e.cooperation_id = cooperation_courante() and e.survenu_le < limite order by e.survenu_le limit lot),
    e as (delete from envoi_api x using choisis where x.id = choisis.id returning 1)
    select 'envoi_api', count(*) from e;
end
$$;
revoke execute on function purger_envois_aux_programmes from public;
grant execute on function purger_envois_aux_programmes to maillage_systeme;
