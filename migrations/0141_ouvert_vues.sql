-- What is public, row by row and column by column. These views run with the rights of their owner, on purpose: `maillage_public` has no right on
-- any table beneath. Each one names its columns (none is about a person), its condition of publication, and the cooperation of the scope.

create view publie_portail with (security_barrier = true) as
  select p.cooperation_id, p.adresse, p.presentation, p.contact, p.regle_actions, p.fictif, c.nom, c.niveau, c.regions
  from portail p join cooperation c on c.id = p.cooperation_id
  where p.cooperation_id = (select cooperation_courante()) and p.ouvert;

create view publie_membre with (security_barrier = true) as
  select m.cooperation_id, m.organisme_id, m.libelle, m.territoire, m.ordre, o.nom, o.type, o.siren, o.departement_code, s.siret,
    b.role, b.du, b.au
  from publie_portail p join membre m on m.cooperation_id = p.cooperation_id
  join organisme o on o.id = m.organisme_id
  join periode_membre b on b.cooperation_id = m.cooperation_id and b.organisme_id = m.organisme_id
  left join portail_membre s on s.cooperation_id = m.cooperation_id and s.organisme_id = m.organisme_id;

create view publie_chiffre with (security_barrier = true) as
  select f.cooperation_id, f.id, f.libelle, f.valeur, f.approche, f.unite, f.personnes, f.constate_le, f.source, f.ordre, f.fictif
  from publie_portail p join chiffre_public f on f.cooperation_id = p.cooperation_id
  where f.retire_le is null;

-- An action that was only proposed is a draft, whatever was chosen.
create view publie_action with (security_barrier = true) as
  select a.cooperation_id, a.id, a.code, a.titre, a.nature, a.objectifs, a.resultat_attendu, a.publics, a.origine, a.base, a.niveau,
    a.niveau_cible, a.statut, a.commencee_le, a.bloquee_le, a.fictif, a.source,
    case when a.avancement_force is not null then jsonb_build_object('valeur', a.avancement_force, 'le', a.avancement_force_le,
      'jusquau', a.avancement_jusquau) end as force,
    x.programme_id, x.code as axe_code, x.titre as axe_titre, o.code as orientation_code, o.titre as orientation_titre,
    coalesce((select jsonb_agg(c.organisme_id order by c.rang) from chef_de_file c where c.action_id = a.id and c.au is null), '[]') as chefs,
    coalesce((select jsonb_agg(jsonb_build_object('organismeId', q.organisme_id, 'type', q.type, 'du', q.du))
      from participation q where q.action_id = a.id and q.au is null), '[]') as participations,
    coalesce((select jsonb_agg(jsonb_build_object('titre', j.titre, 'echeance', j.echeance, 'poids', j.poids, 'etat', j.etat,
        'atteintLe', j.atteint_le, 'reports', j.reports, 'fictif', j.fictif) order by j.echeance, j.titre)
      from jalon j where j.action_id = a.id), '[]') as jalons,
    coalesce((select jsonb_agg(jsonb_build_object('nom', r.nom, 'type', r.type) order by r.nom)
      from partenaire r where r.action_id = a.id and r.retire_le is null), '[]') as partenaires,
    coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'libelle', i.libelle, 'unite', i.unite, 'agregation', i.agregation,
        'cible', i.cible, 'fictif', i.fictif, 'valeurs', coalesce((select jsonb_agg(jsonb_build_object('organismeId', v.organisme_id,
            'annee', v.annee, 'numerateur', v.numerateur, 'denominateur', v.denominateur)) from valeur_indicateur v
          where v.indicateur_id = i.id), '[]')) order by i.libelle)
      from indicateur i where i.action_id = a.id), '[]') as indicateurs,
    n.derniere as derniere_nouvelle,
    (select min((d.envoyee_le at time zone 'Europe/Paris')::date) from demande_de_point d where d.action_id = a.id and d.repondue_le is null
      and d.palier in ('retard_10', 'direction') and (n.instant is null or d.envoyee_le > n.instant)) as silence_depuis
  from publie_portail p join action a on a.cooperation_id = p.cooperation_id
  join orientation o on o.id = a.orientation_id join axe x on x.id = o.axe_id
  left join publication u on u.cooperation_id = a.cooperation_id and u.genre = 'action' and u.objet_id = a.id
  cross join lateral (select max(s.saisi_le) as instant, max((s.saisi_le at time zone 'Europe/Paris')::date) as derniere
    from suivi_action s where s.action_id = a.id and s.genre = 'point') n
  where a.statut <> 'proposee'
    and coalesce(u.etat = 'publie', p.regle_actions = 'retenues' or p.regle_actions = 'au_dela_n0' and a.niveau > 0);

create view publie_programme with (security_barrier = true) as
  select g.cooperation_id, g.id, g.nom, g.du, g.au, g.presentation, g.source, g.fictif
  from publie_portail p join programme g on g.cooperation_id = p.cooperation_id
  where exists (select from publie_action a where a.programme_id = g.id);

-- A text that is not yet signed is a draft, whatever was chosen.
create view publie_schema with (security_barrier = true) as
  select s.cooperation_id, s.id, s.titre, s.genre, s.numero, s.statut, s.date_effet, s.date_fin, s.signe_le, s.transmis_le, s.tour, s.fictif
  from publie_portail p join portail r on r.cooperation_id = p.cooperation_id
  join schema_regional s on s.cooperation_id = p.cooperation_id
  left join publication u on u.cooperation_id = s.cooperation_id and u.genre = 'schema' and u.objet_id = s.id
  where s.statut in ('signe', 'transmis', 'en_vigueur', 'remplace', 'expire')
    and coalesce(u.etat = 'publie', r.regle_schema and s.statut = 'en_vigueur');

create view publie_clause with (security_barrier = true) as
  select c.cooperation_id, c.schema_id, c.id, c.section, c.ordre, c.titre, c.texte
  from publie_schema s join schema_clause c on c.schema_id = s.id
  where not c.retiree;

-- The deliberations by which the members adopted a public text: the act of a body, never the voice of a person.
create view publie_adoption with (security_barrier = true) as
  select a.cooperation_id, a.schema_id, a.organisme_id, a.numero_acte, a.date_acte, a.vote_pour, a.vote_contre, a.vote_abstention, a.signe_le
  from publie_schema s join schema_adoption a on a.schema_id = s.id and a.tour = s.tour
  where a.avis = 'favorable' and a.numero_acte is not null and a.date_acte is not null;

create view publie_convention with (security_barrier = true) as
  select c.cooperation_id, c.id, c.genre, c.titre, c.objet, c.reference, c.parties, c.autres_parties, c.signee_le, c.du, c.au, c.preavis_mois,
    c.renouvellement_mois, c.renouvellements_max, c.denoncee_le, c.close_le, c.fictif
  from publie_portail p join convention c on c.cooperation_id = p.cooperation_id
  join publication u on u.cooperation_id = c.cooperation_id and u.genre = 'convention' and u.objet_id = c.id
  where u.etat = 'publie';

-- A decision of a confidential point stays so, whatever was chosen. Of its ballot: how many voices, never whose.
create view publie_decision with (security_barrier = true) as
  select d.cooperation_id, d.id, d.numero, d.titre, d.type, d.adoptee_le, d.porte, d.indivisible, d.texte, d.fictif, i.nom as instance,
    (select e.numero from decision e where e.remplace = d.id limit 1) as remplacee_par,
    (v.verdict -> 'voix' ->> 'pour')::integer as voix_pour, (v.verdict -> 'voix' ->> 'contre')::integer as voix_contre,
    (v.verdict -> 'voix' ->> 'abstention')::integer as voix_abstention
  from publie_portail p join decision d on d.cooperation_id = p.cooperation_id
  join publication u on u.cooperation_id = d.cooperation_id and u.genre = 'decision' and u.objet_id = d.id
  left join seance s on s.id = d.seance_id left join instance i on i.id = s.instance_id
  left join scrutin v on v.id = d.scrutin_id
  where u.etat = 'publie' and d.publique;

-- What the act of a member says is public once it is executory (CGFP L452-24); before, only that it is awaited.
create view publie_suite with (security_barrier = true) as
  select s.cooperation_id, s.decision_id, s.organisme_id,
    case when s.etat in ('executoire', 'sans_objet') then s.etat else 'attendue' end as etat,
    case when s.etat = 'executoire' then s.organe end as organe,
    case when s.etat = 'executoire' then s.numero_acte end as numero_acte,
    case when s.etat = 'executoire' then s.date_acte end as date_acte,
    case when s.etat = 'executoire' then s.transmis_le end as transmis_le,
    case when s.etat = 'executoire' then s.executoire_le end as executoire_le,
    case when s.etat = 'executoire' then s.adresse end as adresse,
    case when s.etat = 'executoire' then s.vote_effectif end as vote_effectif,
    case when s.etat = 'executoire' then s.vote_reel end as vote_reel,
    case when s.etat = 'executoire' then s.vote_pour end as vote_pour,
    case when s.etat = 'executoire' then s.vote_contre end as vote_contre,
    case when s.etat = 'executoire' then s.vote_abstention end as vote_abstention
  from publie_decision d join suite s on s.decision_id = d.id;

-- Meetings of an instance that meets in public, once they are called.
create view publie_seance with (security_barrier = true) as
  select s.cooperation_id, s.id, i.nom as instance, s.debut_le, s.duree_minutes, s.lieu, s.statut, s.sequence_agenda, s.convoquee_le, s.fictif
  from publie_portail p join seance s on s.cooperation_id = p.cooperation_id
  join instance i on i.id = s.instance_id
  left join publication u on u.cooperation_id = i.cooperation_id and u.genre = 'instance' and u.objet_id = i.id
  where s.statut <> 'planifiee' and s.convoquee_le is not null and coalesce(u.etat = 'publie', i.publique);

create view publie_document with (security_barrier = true) as
  select d.cooperation_id, d.id, d.titre, d.type, d.du, d.au, d.fictif, u.le as publie_le, f.nom as fichier, f.type_mime, f.taille, f.sha256
  from publie_portail p join document d on d.cooperation_id = p.cooperation_id
  join publication u on u.cooperation_id = d.cooperation_id and u.genre = 'document' and u.objet_id = d.id
  left join fichier f on f.id = d.fichier_id
  where u.etat = 'publie';

grant select on publie_portail, publie_membre, publie_chiffre, publie_action, publie_programme, publie_schema, publie_clause, publie_adoption,
  publie_convention, publie_decision, publie_suite, publie_seance, publie_document to maillage_public;
