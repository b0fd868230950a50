import { type RawBuilder, sql } from 'kysely'
import { type Cle, comparerCodes, type Poids, repartir } from '#modules/programme'
import { MISSIONS, MODES } from '#modules/schema'
import type { Tx } from '#platform/base/base.ts'
import { type Issue, LIBELLES_ISSUE } from '../domain/evaluation.ts'
import type {
  ActionDatee,
  Conclusion,
  DecisionDatee,
  EcartDeMission,
  Faits,
  GroupeDate,
  PartDeCout,
  Periode,
} from '../domain/faits.ts'
import { type IndicateurLu, mesurer } from './mesurer.ts'

/** Reads everything that a report over a period rests on, in two statements: the actions, and the rest as lists of one row. */
export async function lireFaits(tx: Tx, periode: Periode): Promise<Faits> {
  const actions = await listActions(tx, periode)
  const { rows } = await sql<Reste>`
    select ${enListe(membres(periode))} as membres, ${enListe(decisions(periode))} as decisions, ${enListe(mesures(periode))} as mesures,
      ${enListe(groupes(periode))} as groupes, ${enListe(missions())} as missions, ${enListe(conclusions(periode))} as conclusions`.execute(
    tx,
  )
  const reste = rows[0]!
  return {
    membres: reste.membres,
    decisions: reste.decisions,
    actions: actions.map(({ fictif: _, ...action }) => action),
    mesures: reste.mesures.flatMap(mesurer).sort((x, y) => comparerCodes(x.code, y.code)),
    groupes: reste.groupes,
    ecarts: reste.missions
      .filter(({ mode }) => mode === 'departemental' || mode === 'non_exerce')
      .map(direEcart),
    missionsRegardees: reste.missions.length,
    conclusions: reste.conclusions.map((ligne) => ({ ...ligne, issue: LIBELLES_ISSUE[ligne.issue] })),
    fictif: actions.some(({ fictif }) => fictif),
  }
}

type Reste = {
  readonly membres: Faits['membres']
  readonly decisions: DecisionDatee[]
  readonly mesures: IndicateurLu[]
  readonly groupes: GroupeDate[]
  readonly missions: MissionLue[]
  readonly conclusions: (Omit<Conclusion, 'issue'> & { readonly issue: Issue })[]
}

/** The rows of a statement, in their order, as one value. */
const enListe = (requete: RawBuilder<unknown>) =>
  sql`coalesce((select jsonb_agg(ligne) from (${requete}) ligne), '[]')`

const membres = ({ du, au }: Periode) => sql`
    select m.organisme_id as "organismeId", m.libelle,
      (select count(*)::int from groupe_presence p join groupe_reunion r on r.id = p.reunion_id
        where p.organisme_id = m.organisme_id and p.etat = 'present' and r.annulee_le is null
          and (r.debut_le at time zone 'Europe/Paris')::date between ${du} and ${au}) as presences
    from membre m join periode_membre b on b.cooperation_id = m.cooperation_id and b.organisme_id = m.organisme_id
    where b.du <= ${au} and (b.au is null or b.au >= ${au}) order by m.ordre`

const decisions = ({ du, au }: Periode) => sql`
    select d.id, d.numero, d.titre, d.adoptee_le as "adopteeLe", count(s.id)::int as lies,
      (count(s.id) filter (where s.executoire_le <= ${au} or s.etat = 'sans_objet'))::int as effectifs
    from decision d left join suite s on s.decision_id = d.id
    where d.adoptee_le between ${du} and ${au} group by d.id order by d.adoptee_le, d.numero`

type ActionLue = Omit<ActionDatee, 'parts'> & {
  readonly fictif: boolean
  readonly cle: (Cle & { readonly poids: readonly Poids[] }) | null
}

/** The costs of an action shared by its key, in whole cents. */
function partsDe(
  { poids, ...cle }: NonNullable<ActionLue['cle']>,
  couts: ActionDatee['couts'],
): PartDeCout[] {
  const partager = (total: number | null | undefined) => (total == null ? null : repartir(total, cle, poids))
  const [prevus, constates] = [partager(couts?.prevu), partager(couts?.constate)]
  return poids.map(({ organismeId }, rang) => ({
    organismeId,
    prevu: prevus?.[rang] ?? null,
    constate: constates?.[rang] ?? null,
  }))
}

async function listActions(
  tx: Tx,
  { du, au }: Periode,
): Promise<(ActionDatee & { readonly fictif: boolean })[]> {
  const { rows } = await sql<ActionLue>`
    select a.id, a.code, a.titre, a.nature, coalesce(x.titre, '') as axe, a.statut, a.bloquee_le as "bloqueeLe",
      concat_ws(' ', nullif(a.blocage_cause, ''), 'Pour débloquer : ' || nullif(a.blocage_condition, '')) as blocage,
      a.fictif is not null as fictif,
      coalesce((select jsonb_agg(jsonb_build_object('titre', j.titre, 'echeance', j.echeance, 'etat', j.etat, 'atteintLe', j.atteint_le,
          'reports', j.reports, 'motif', j.motif) order by j.echeance, j.titre, j.id) from jalon j where j.action_id = a.id), '[]') as jalons,
      coalesce((select jsonb_agg(jsonb_build_object('le', (s.saisi_le at time zone 'Europe/Paris')::date, 'genre', s.genre,
          'resume', s.resume, 'note', s.note, 'changements', s.changements) order by s.saisi_le desc, s.id)
        from suivi_action s where s.action_id = a.id
          and (s.saisi_le at time zone 'Europe/Paris')::date between ${du} and ${au}), '[]') as faits,
      coalesce((select jsonb_object_agg(r.organisme_id, r.role) from (
          select p.organisme_id, p.type as role from participation p where p.action_id = a.id and p.du <= ${au}
            and (p.au is null or p.au >= ${au})
            and not exists (select from chef_de_file c where c.action_id = a.id and c.organisme_id = p.organisme_id
              and c.du <= ${au} and (c.au is null or c.au >= ${au}))
          union all
          select c.organisme_id, 'chef' from chef_de_file c where c.action_id = a.id and c.du <= ${au}
            and (c.au is null or c.au >= ${au})) r), '{}') as roles,
      coalesce((select jsonb_agg(q.nom order by q.nom, q.id) from partenaire q where q.action_id = a.id
          and (q.retire_le is null or q.retire_le > ${au})), '[]') as partenaires,
      jsonb_build_object('prevu', a.cout_prevu_centimes, 'constate', a.cout_reel_centimes) as couts,
      (select jsonb_build_object('egale', k.egale, 'agents', k.agents, 'masse', k.masse, 'libre', k.libre, 'plafond', k.plafond,
          'poids', (select jsonb_agg(jsonb_build_object('organismeId', w.organisme_id, 'agents', w.agents, 'masse', w.masse_centimes,
              'libre', w.libre) order by m.ordre, w.organisme_id)
            from cle_part w join membre m on m.cooperation_id = w.cooperation_id and m.organisme_id = w.organisme_id
            where w.cle_id = k.id))
        from cle_repartition k where k.action_id = a.id and (k.fixee_le at time zone 'Europe/Paris')::date <= ${au}
        order by k.numero desc limit 1) as cle,
      coalesce((select jsonb_agg(jsonb_build_object('titre', l.titre, 'etat', l.etat, 'remisLe', l.remis_le, 'statueLe', l.statue_le,
          'preuve', coalesce((select 'décision ' || d.numero from decision d where d.id = l.decision_id),
            (select 'relevé, ' || i.nom from seance s join instance i on i.id = s.instance_id where s.id = l.seance_id)))
          order by l.remis_le, l.titre, l.id) from livrable l where l.action_id = a.id and l.remis_le is not null), '[]') as livrables
    from action a join programme p on p.id = a.programme_id
    left join orientation o on o.id = a.orientation_id left join axe x on x.id = o.axe_id
    where p.du <= ${au} and (p.au is null or p.au >= ${du})
      and (a.creee_le at time zone 'Europe/Paris')::date <= ${au}
    order by a.code, a.id`.execute(tx)
  return rows
    .sort((a, b) => comparerCodes(a.code, b.code))
    .map(({ cle, ...action }) => ({ ...action, parts: cle && partsDe(cle, action.couts) }))
}

const mesures = ({ au }: Periode) => sql`
    select a.code, i.libelle, i.unite, i.sens, i.agregation,
      jsonb_agg(jsonb_build_object('organismeId', v.organisme_id, 'annee', v.annee, 'numerateur', v.numerateur,
        'denominateur', v.denominateur) order by v.annee, v.organisme_id) as valeurs
    from indicateur i join action a on a.id = i.action_id join valeur_indicateur v on v.indicateur_id = i.id
    where v.annee <= ${Number(au.slice(0, 4))} group by a.code, i.id
    order by a.code, i.id`

const groupes = ({ du, au }: Periode) => sql`
    select g.id, g.nom, g.bilan, case when g.clos_le <= ${au} then g.clos_le end as "closLe",
      (select count(*)::int from groupe_reunion r where r.groupe_id = g.id and r.annulee_le is null
        and (r.debut_le at time zone 'Europe/Paris')::date between ${du} and ${au}) as reunions,
      g.statut = 'actif' and ${au}::date - greatest(g.mandate_le,
          (select max((f.survenu_le at time zone 'Europe/Paris')::date) from groupe_fait f
            where f.groupe_id = g.id and f.activite and (f.survenu_le at time zone 'Europe/Paris')::date <= ${au}),
          (select max((r.debut_le at time zone 'Europe/Paris')::date) from groupe_reunion r
            where r.groupe_id = g.id and r.annulee_le is null and (r.debut_le at time zone 'Europe/Paris')::date <= ${au})) > 120
        as "enSommeil"
    from groupe g
    where g.statut not in ('propose', 'ecarte') and g.mandate_le <= ${au} and (g.clos_le is null or g.clos_le >= ${du})
    order by g.nom, g.id`

type MissionLue = {
  readonly mission: keyof typeof MISSIONS
  readonly membre: string
  readonly mode: keyof typeof MODES
}

const missions = () => sql`
    select e.mission, m.libelle as membre, e.mode from mission_exercice e
    join membre m on m.cooperation_id = e.cooperation_id and m.organisme_id = e.organisme_id
    order by m.ordre, e.mission`

const direEcart = ({ mission, membre, mode }: MissionLue): EcartDeMission => ({
  mission: MISSIONS[mission],
  membre,
  mode: MODES[mode].libelle,
})

const conclusions = ({ du, au }: Periode) => sql`
    select a.code, a.titre, e.issue, d.numero as decision, e.conclue_le as le
    from evaluation_action e join action a on a.id = e.action_id join decision d on d.id = e.decision_id
    where e.conclue_le between ${du} and ${au} order by a.code, d.numero, a.id`
