-- Whoever treats the requests of employers holds a function of her own: « gestion » is that of acts and conventions, and receives the reminders
-- of governance. Nobody loses anything (docs/adr/0052): who held « gestion » holds both until her centre ends one.
alter table mandat drop constraint if exists mandat_fonction_check;
alter table mandat add constraint mandat_fonction_check check (fonction in ('presidence', 'vice_presidence', 'administration', 'direction',
  'coordination', 'gestion', 'gestion_demandes', 'secretariat_mairie', 'referent_signalement', 'representation_syndicale', 'exploitation'));

insert into mandat (id, cooperation_id, organisme_id, personne_id, fonction, du, au, acte_designation)
select gen_random_uuid(), m.cooperation_id, m.organisme_id, m.personne_id, 'gestion_demandes', m.du, m.au, m.acte_designation
from mandat m
where m.fonction = 'gestion' and m.annule_le is null and (m.au is null or m.au >= current_date)
  and not exists (select from mandat a where a.organisme_id = m.organisme_id and a.cooperation_id = m.cooperation_id
    and a.personne_id = m.personne_id and a.fonction = 'gestion_demandes');

-- Who replaces an absent holder goes on treating her requests.
insert into remplacement (id, cooperation_id, organisme_id, mandat_id, remplacant_id, du, au, motif)
select gen_random_uuid(), r.cooperation_id, r.organisme_id, n.id, r.remplacant_id, r.du, r.au, r.motif
from remplacement r
join mandat m on m.id = r.mandat_id and m.fonction = 'gestion'
join mandat n on n.cooperation_id = m.cooperation_id and n.organisme_id = m.organisme_id and n.personne_id = m.personne_id
  and n.fonction = 'gestion_demandes'
where r.au >= current_date and r.annule_le is null
  and not exists (select from remplacement d where d.mandat_id = n.id and d.remplacant_id = r.remplacant_id and d.du = r.du);
