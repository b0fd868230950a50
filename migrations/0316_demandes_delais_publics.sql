-- What the public reads of delays is found by an index, and the closed days of this cooperation alone are looked up (docs/adr/0047): they were those of
-- every member in France, and the whole archive was read for its last ninety days.
create or replace view publie_delai with (security_barrier = true) as
  select d.cooperation_id, d.guichet_id, t.libelle as demande, t.theme, d.cumul_cdg as duree, d.reponse_jours, true as finie, d.repondue_le
  from publie_portail p join portail r on r.cooperation_id = p.cooperation_id and r.regle_delais
  join demande d on d.cooperation_id = p.cooperation_id join demande_type t on t.id = d.type_id
  where d.etat in ('REPONDUE', 'CLOTUREE')
  union all
  select d.cooperation_id, d.guichet_id, t.libelle, t.theme, temps_au_centre(d.etat, d.cumul_cdg, d.depuis, now(), c.jours), d.reponse_jours, false,
    d.repondue_le
  from publie_portail p join portail r on r.cooperation_id = p.cooperation_id and r.regle_delais
  join demande d on d.cooperation_id = p.cooperation_id join demande_type t on t.id = d.type_id
  left join (select m.organisme_id, jours_chomes(m.cooperation_id, m.organisme_id) as jours from membre m
    where m.cooperation_id = (select cooperation_courante())) c on c.organisme_id = d.guichet_id
  where d.etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS', 'ROUVERTE');
