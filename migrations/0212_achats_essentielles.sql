-- What the national data on public contracts ask beside what is known: the establishment of the buyer, the kind of group that won.
alter table achat_marche add column acheteur_siret text not null default '' check (acheteur_siret ~ '^([0-9]{14})?$');
alter table achat_attribution add column groupement text not null default 'Pas de groupement'
  check (groupement in ('Conjoint', 'Solidaire', 'Pas de groupement'));
