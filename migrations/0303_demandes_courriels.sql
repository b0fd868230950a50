-- Mail that comes back: each message once, whole, whatever becomes of it. A reply that is understood enters the thread of its request; what is
-- not waits at a centre until somebody files it or sets it aside. Nothing is deleted.
create table demande_courriel (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  -- The guichet that looks at it when nobody else does.
  centre_id uuid not null references organisme,
  demande_id uuid references demande,
  -- The request that its address names, while its sender is not known there.
  propose_id uuid references demande,
  message_id text not null check (length(message_id) between 1 and 300),
  destinataire text not null check (length(destinataire) <= 320),
  recu_le timestamptz not null,
  de text not null check (length(de) <= 320),
  nom text not null default '' check (length(nom) <= 200),
  objet text not null default '' check (length(objet) <= 300),
  -- The whole message, bounded, and what is left once quotes and signature are cut.
  entier text not null check (length(entier) <= 200000),
  retenu text not null check (length(retenu) <= 8000),
  sort text not null check (sort in ('rattache', 'automatique', 'quarantaine', 'ecarte')),
  motif text not null default '' check (length(motif) <= 300),
  pieces jsonb not null default '[]',
  refusees text not null default '' check (length(refusees) <= 2000),
  traite_par text check (length(traite_par) <= 200),
  traite_le timestamptz,
  version integer not null default 1,
  -- A server that did not hear our answer sends again: the same message for the same address exists once.
  unique (cooperation_id, message_id, destinataire),
  check ((sort in ('rattache', 'automatique')) = (demande_id is not null))
);
create index on demande_courriel (demande_id);
create index on demande_courriel (centre_id) where sort = 'quarantaine';
create index on demande_courriel (cooperation_id, destinataire, recu_le);
create trigger version before update on demande_courriel for each row execute function avancer_version();
alter table demande_courriel enable row level security;
create policy membre on demande_courriel to maillage_membre
  using (cooperation_id = (select cooperation_courante())
    and (demande_id in (select d.id from demande d) or demande_id is null and centre_id = (select organisme_courant())))
  -- What a centre files must be a request that it may read.
  with check (cooperation_id = (select cooperation_courante()) and centre_id = (select organisme_courant())
    and (demande_id is null or demande_id in (select d.id from demande d)));
create policy systeme on demande_courriel to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, update on demande_courriel to maillage_membre;
grant select, insert, update on demande_courriel to maillage_systeme;

-- Where a message is looked at, before any scope exists: the guichet of the request that its address names; else the guichet of a town hall whose
-- secretary writes; else the coordinating member of the oldest cooperation. Returns places, never what they hold.
create function lieu_du_courriel(la_demande uuid, expediteur text) returns table (cooperation_id uuid, centre_id uuid, demande_id uuid)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select l.cooperation_id, l.centre_id, l.demande_id from (
    select d.cooperation_id, d.guichet_id as centre_id, d.id as demande_id, 1 as rang, d.creee_le as depuis
    from demande d where d.id = la_demande and d.numero is not null
    union all
    select f.cooperation_id, a.centre_id, null, 2, now()
    from personne p join fonction_tenue f on f.personne_id = p.id
    join affiliation a on a.cooperation_id = f.cooperation_id and a.organisme_id = f.organisme_id
    where lower(p.courriel) = lower(expediteur) and f.fonction = 'secretariat_mairie'
      and f.du <= current_date and (f.au is null or f.au >= current_date) and a.du <= current_date and (a.au is null or a.au >= current_date)
    union all
    select b.cooperation_id, b.organisme_id, null, 3, c.creee_le
    from periode_membre b join cooperation c on c.id = b.cooperation_id
    where b.role = 'coordonnateur' and b.du <= current_date and (b.au is null or b.au >= current_date)
  ) l order by l.rang, l.depuis limit 1
$$;
revoke execute on function lieu_du_courriel from public;
grant execute on function lieu_du_courriel to maillage_app;
