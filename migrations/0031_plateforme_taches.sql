-- A business transaction adds jobs and reads none: tables that the library creates later are no longer open by default
-- (src/platform/taches/droits.ts grants what is needed once they exist).
set local role maillage_taches;
alter default privileges in schema pgboss revoke select, insert on tables from maillage_membre, maillage_systeme;
revoke all on all tables in schema pgboss from maillage_membre, maillage_systeme;

-- The mailbox of the demonstration: the message of one job is kept once.
create index on pgboss.boite_demonstration (destinataire, envoye_le desc);
reset role;
