-- Who was reminded that the accounts of a contract are due on 31 August, or late, and when. Written once: the same step of the same year is never sent twice.
create table achat_rappel_comptes (
  cooperation_id uuid not null references cooperation,
  contrat_id uuid not null references achat_contrat,
  personne_id uuid not null,
  exercice integer not null check (exercice between 2000 and 2100),
  palier text not null check (palier in ('bientot', 'retard')),
  envoye_le timestamptz not null,
  primary key (contrat_id, exercice, palier, personne_id),
  foreign key (cooperation_id, personne_id) references personne (cooperation_id, id)
);
create index on achat_rappel_comptes (cooperation_id, personne_id);
alter table achat_rappel_comptes enable row level security;
create policy membre on achat_rappel_comptes for select to maillage_membre using (cooperation_id = (select cooperation_courante()));
create policy systeme on achat_rappel_comptes to maillage_systeme using (cooperation_id = (select cooperation_courante()));
grant select on achat_rappel_comptes to maillage_membre;
grant select, insert on achat_rappel_comptes to maillage_systeme;
