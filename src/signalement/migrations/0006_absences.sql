-- Days on which a member of a cell is away, and who receives her alerts meanwhile. No reason is asked. A row goes on the day after its last.
create table absence (
  id text primary key check (length(id) = 22),
  organisme text not null,
  membre text not null,
  du date not null,
  au date not null check (au >= du),
  remplacant text check (remplacant <> membre),
  par text not null,
  jour date not null
);
create index on absence (organisme);
alter table absence enable row level security;
create policy meme_organisme on absence to accueil_app
  using (organisme = (select organisme_courant())) with check (organisme = (select organisme_courant()));
create policy plusieurs_organismes on absence for select to accueil_app using (organisme = any ((select organismes_lus())::text[]));
grant select, insert, delete on absence to accueil_app;
