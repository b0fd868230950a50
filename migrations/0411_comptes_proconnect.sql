-- Who an identity provider says somebody is: an issuer, the provider of the agent behind it, and the name that provider gives her.
set local role maillage_auth;
create table auth.identite (
  id uuid primary key,
  emetteur text not null,
  fournisseur text not null,
  sujet text not null,
  compte uuid not null references auth.users on delete cascade,
  liee_le timestamptz not null,
  utilisee_le timestamptz,
  unique (emetteur, fournisseur, sujet)
);
create index on auth.identite (compte);
reset role;
