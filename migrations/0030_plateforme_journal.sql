-- Head of each journal: where its chain stands. Without it, removing the last lines would leave a shorter chain that looks whole.
create table journal_tete (
  cooperation_id uuid primary key,
  maillon bigint not null check (maillon > 0),
  empreinte bytea not null check (length(empreinte) = 32),
  avancee_le timestamptz not null
);
alter table journal_tete enable row level security;
create policy membre_lit on journal_tete for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on journal_tete to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select on journal_tete to maillage_membre, maillage_systeme;
grant insert, update on journal_tete to maillage_systeme;

-- A head only moves forward.
create function journal_tete_avance() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.maillon <= old.maillon or new.cooperation_id <> old.cooperation_id then
    raise exception 'journal : la tête % ne recule pas', old.maillon;
  end if;
  return new;
end
$$;
create trigger journal_tete_avance before update or delete on journal_tete for each row execute function journal_tete_avance();

-- The page of the journal: latest first, by kind of deed.
create index on journal (cooperation_id, action, id desc);
