-- A token by which a program of a member reads, in the name of that member and of nobody: only its fingerprint stays here.
create table jeton_api (
  id uuid primary key,
  cooperation_id uuid not null references cooperation,
  organisme_id uuid not null references organisme,
  nom text not null check (length(nom) between 1 and 80),
  -- Its first letters, by which its owner recognises it.
  debut text not null,
  empreinte text not null unique,
  lectures text[] not null check (cardinality(lectures) > 0),
  cree_par uuid not null,
  cree_le timestamptz not null,
  expire_le date not null,
  revoque_le timestamptz,
  -- Known to a minute.
  utilise_le timestamptz,
  foreign key (cooperation_id, cree_par) references personne (cooperation_id, id)
);
create index on jeton_api (cooperation_id, organisme_id, cree_le desc);
create index on jeton_api (cree_par);
alter table jeton_api enable row level security;
create policy membre on jeton_api to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()))
  with check (cooperation_id = (select cooperation_courante()) and organisme_id = (select organisme_courant()));
create policy systeme on jeton_api to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select, insert on jeton_api to maillage_membre;
grant update (revoque_le) on jeton_api to maillage_membre;
grant select, insert on jeton_api to maillage_systeme;

-- Whose token it is, before any scope is known. Null when it is unknown, withdrawn or over, or when its organisation is no longer a member.
create function jeton_api_ouvert(empreinte_lue text, maintenant timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
  jour date := (maintenant at time zone 'Europe/Paris')::date;
  lu jeton_api;
begin
  select j.* into lu from jeton_api j
    join periode_membre b on b.cooperation_id = j.cooperation_id and b.organisme_id = j.organisme_id
      and b.du <= jour and (b.au is null or b.au >= jour)
    where j.empreinte = empreinte_lue and j.revoque_le is null and j.expire_le >= jour;
  if lu.id is null then
    return null;
  end if;
  update jeton_api set utilise_le = maintenant
    where id = lu.id and (utilise_le is null or utilise_le < maintenant - interval '1 minute');
  return jsonb_build_object('id', lu.id, 'cooperationId', lu.cooperation_id, 'organismeId', lu.organisme_id, 'lectures', to_jsonb(lu.lectures));
end
$$;
revoke execute on function jeton_api_ouvert from public;
grant execute on function jeton_api_ouvert to maillage_app;
