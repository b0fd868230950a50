-- A member sees its portal before it opens: the same views, in a transaction that says so. The application says it for a signed-in member of the
-- cooperation alone; the anonymous reader still sees nothing of a closed portal.
create or replace view publie_portail with (security_barrier = true) as
  select p.cooperation_id, p.adresse, p.presentation, p.contact, p.regle_actions, p.fictif, c.nom, c.niveau, c.regions
  from portail p join cooperation c on c.id = p.cooperation_id
  where p.cooperation_id = (select cooperation_courante()) and (p.ouvert or current_setting('app.apercu', true) = 'oui');
