-- What a signed-in page reads must not depend on how many other cooperations the base holds.

-- One pass over the mandates: read twice, the former common table was gathered whole, everybody's mandates, at each page.
create or replace view fonction_tenue with (security_invoker = true) as
select t.cooperation_id, t.organisme_id, t.personne_id, f.fonction, t.du, t.au, t.mandat_id, t.par_remplacement
from (
  select m.cooperation_id, m.organisme_id, m.personne_id, m.fonction, m.du, m.au, m.id as mandat_id, false as par_remplacement
  from mandat m
  where m.annule_le is null
  union all
  select r.cooperation_id, m.organisme_id, r.remplacant_id, m.fonction, r.du, least(r.au, m.au), m.id, true
  from remplacement r
  join mandat m on m.id = r.mandat_id
  where m.annule_le is null and r.annule_le is null
) t
cross join lateral (
  select t.fonction
  union all
  select 'suppleance' where exists (select from suppleant u where u.mandat_id = t.mandat_id)
) f;

-- The same answer as before; the person's functions are found by her index.
create or replace function acteur_de_session(jeton text, maintenant timestamp with time zone)
returns jsonb
language sql
stable security definer
set search_path = public, pg_temp
as $$
  select jsonb_build_object(
    'sessionId', s.id, 'compteId', u.id, 'courriel', u.email, 'personneId', p.id, 'nom', coalesce(p.nom, u.name),
    'cooperationId', c.id, 'cooperation', c.nom, 'organismeId', o.id, 'organisme', o.nom, 'typeOrganisme', o.type,
    'libelle', coalesce(m.libelle, o.nom), 'roleMembre', b.role,
    'fonctions', coalesce(f.fonctions, '[]'::jsonb), 'structures', coalesce(a.nombre, 0),
    'preuves', coalesce(s.amr, ''), 'secondFacteur', exists (select from auth.second_facteur z where z.compte = u.id))
  from auth.session s
  join auth.users u on u.id = s."userId"
  left join personne p on p.courriel = u.email and p.cooperation_id = s."cooperationId"
  left join cooperation c on c.id = p.cooperation_id
  left join lateral (
    select jsonb_agg(distinct t.fonction) as fonctions
    from fonction_tenue t
    where t.personne_id = p.id and t.organisme_id = s."organismeId"
      and t.du <= (maintenant at time zone 'Europe/Paris')::date
      and (t.au is null or t.au >= (maintenant at time zone 'Europe/Paris')::date)
  ) f on true
  left join organisme o on o.id = s."organismeId" and f.fonctions is not null
  left join membre m on m.cooperation_id = c.id and m.organisme_id = o.id
  left join periode_membre b on b.cooperation_id = c.id and b.organisme_id = o.id
    and b.du <= (maintenant at time zone 'Europe/Paris')::date
    and (b.au is null or b.au >= (maintenant at time zone 'Europe/Paris')::date)
  left join lateral (
    select count(distinct (t.cooperation_id, t.organisme_id))::int as nombre
    from personne q
    cross join lateral (
      -- Apart (offset 0), so that a person's functions are found by her index, whatever the size of the table.
      select v.cooperation_id, v.organisme_id
      from fonction_tenue v
      where v.personne_id = q.id
        and v.du <= (maintenant at time zone 'Europe/Paris')::date
        and (v.au is null or v.au >= (maintenant at time zone 'Europe/Paris')::date)
      offset 0
    ) t
    where q.courriel = u.email
  ) a on true
  where s.token = jeton and s."expiresAt" > maintenant
$$;

-- From a parent to its children: no page reads a whole table of all cooperations.
create index on achat_adhesion (contrat_id);
create index on achat_attribution (decision_id);
create index on achat_attribution (offre_id);
create index on achat_marche (seance_id);
create index on achat_operation (decision_id);
create index on action (abandon_decision_id);
create index on action (cle_decision_id);
create index on action (decision_id);
create index on action_reprise (action_id);
create index on action_reprise (orientation_id);
create index on action_reprise (vers_programme_id);
create index on bilan (decision_id);
create index on chef_de_file (action_id);
create index on cle_repartition (decision_id);
create index on convention_texte (remplace_par);
create index on decision (point_id);
create index on decision (remplace);
create index on decision (seance_id);
create index on demande_courriel (propose_id);
create index on demande_enquete (demande_id);
create index on demande_modele (type_id);
create index on demande_note (demande_id);
create index on demande_piece (evenement_id);
create index on demande_rappel (demande_id);
create index on demande_rappel (note_id);
create index on evaluation_action (action_id);
create index on evaluation_action (decision_id);
create index on groupe (decision_id);
create index on groupe_pilote (groupe_id);
create index on groupe_referent (groupe_id);
create index on livrable (decision_id);
create index on livrable (seance_id);
create index on partenaire (action_id);
create index on participation (action_id);
create index on point (convention_id);
create index on point (document_id);
create index on point (sujet_id);
create index on remplacement (mandat_id);
create index on schema_clause (origine);
create index on schema_regional (modifie);
create index on scrutin (point_id);
create index on scrutin (remplace);
create index on seance (instance_id);
create index on seance (point_courant);
create index on seance (seconde_convocation_de);
create index on sujet (convention_id);
create index on sujet (document_id);
create index on sujet (instance_id);
create index on vote (scrutin_id);
