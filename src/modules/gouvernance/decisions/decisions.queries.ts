import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { TypeOrganisme } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import type { TypeDecision } from '../domain/regle.ts'
import type { EtatSuite } from '../domain/suite.ts'

/** A member of the cooperation, with the next meetings of its organs: the head of a column of the grid. */
export type MembreAuTableau = {
  readonly organismeId: string
  readonly libelle: string
  readonly territoire: string
  /** « 44 »; null when the directory does not say. */
  readonly departement: string | null
  readonly typeOrganisme: TypeOrganisme
  readonly role: 'coordonnateur' | 'membre' | 'associe' | 'observateur'
  readonly reunions: readonly {
    readonly organe: string
    readonly date: Jour
    readonly limiteInscription: Jour
  }[]
}

/** Members today, in their order, with the meetings of their organs from four months ago on. */
export async function listMembres(tx: Tx, aujourdhui: Jour): Promise<MembreAuTableau[]> {
  const { rows } = await sql<MembreAuTableau>`
    select m.organisme_id as "organismeId", m.libelle, m.territoire, o.departement_code as departement, o.type as "typeOrganisme", b.role,
      coalesce((
        select jsonb_agg(jsonb_build_object('organe', r.organe, 'date', r.date, 'limiteInscription', r.limite_inscription) order by r.date)
        from reunion_organe r
        where r.cooperation_id = m.cooperation_id and r.organisme_id = m.organisme_id
          and r.annulee_le is null and r.date >= ${aujourdhui}::date - 120
      ), '[]') as reunions
    from membre m join organisme o on o.id = m.organisme_id
    join periode_membre b on b.cooperation_id = m.cooperation_id and b.organisme_id = m.organisme_id
    where b.du <= ${aujourdhui} and (b.au is null or b.au >= ${aujourdhui})
    order by m.ordre`.execute(tx)
  return rows
}

export type SuiteAuTableau = {
  readonly organismeId: string
  readonly etat: EtatSuite
  readonly organe: string
  readonly reunionLe: Jour | null
  readonly dateActe: Jour | null
  readonly transmisLe: Jour | null
  readonly executoireLe: Jour | null
  readonly confirmeeLe: string | null
  /** The last day on which the member was reminded of it. */
  readonly relanceeLe: Jour | null
}

export type DecisionAuTableau = {
  readonly id: string
  readonly numero: string
  readonly titre: string
  readonly type: TypeDecision
  readonly adopteeLe: Jour
  readonly porte: readonly string[]
  readonly indivisible: boolean
  readonly suites: readonly SuiteAuTableau[]
}

export type FiltreDecisions = {
  /** Decisions that bind this organisation. */
  readonly engage?: string
  /** Only those that are not fully effective. */
  readonly enCours?: boolean
  readonly seanceId?: string
  readonly limite: number
  readonly decalage: number
}

/** Decisions with the state of their sequels, the latest first, and how many there are in all: the rows of the grid. One statement. */
export async function listDecisions(
  tx: Tx,
  filtre: FiltreDecisions,
): Promise<{ decisions: DecisionAuTableau[]; total: number }> {
  const { rows } = await sql<DecisionAuTableau & { total: number }>`
    select d.id, d.numero, d.titre, d.type, d.adoptee_le as "adopteeLe", d.porte, d.indivisible, count(*) over () as total,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'organismeId', s.organisme_id, 'etat', s.etat, 'organe', s.organe, 'reunionLe', s.reunion_le, 'dateActe', s.date_acte,
          'transmisLe', s.transmis_le, 'executoireLe', s.executoire_le, 'confirmeeLe', s.confirmee_le,
          'relanceeLe', (select max(r.jour) from relance r where r.suite_id = s.id)) order by s.organisme_id), '[]')
        from suite s where s.decision_id = d.id) as suites
    from decision d
    where true
      ${filtre.engage ? sql`and ${filtre.engage}::uuid = any (d.porte)` : sql``}
      ${filtre.seanceId ? sql`and d.seance_id = ${filtre.seanceId}` : sql``}
      ${filtre.enCours ? sql`and exists (select from suite s where s.decision_id = d.id and s.etat not in ('executoire', 'sans_objet'))` : sql``}
    order by d.adoptee_le desc, d.numero desc
    limit ${filtre.limite} offset ${filtre.decalage}`.execute(tx)
  return { decisions: rows, total: rows[0]?.total ?? 0 }
}

export type DecisionDetaillee = DecisionAuTableau & {
  readonly texte: string
  readonly financiere: boolean
  readonly fictif: string | null
  readonly seanceId: string | null
  readonly seanceLe: Date | null
  readonly instance: string | null
  readonly pointId: string | null
  readonly verdict: unknown
  readonly reserves: readonly { readonly organismeId: string; readonly texte: string }[]
}

/** One decision with its sequels, its reserves and where it was taken. */
export async function findDecision(tx: Tx, id: string): Promise<DecisionDetaillee | null> {
  const { rows } = await sql<DecisionDetaillee>`
    select d.id, d.numero, d.titre, d.type, d.adoptee_le as "adopteeLe", d.porte, d.indivisible, d.texte, d.financiere, d.fictif,
      d.seance_id as "seanceId", s.debut_le as "seanceLe", i.nom as instance, d.point_id as "pointId", c.verdict,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'organismeId', s.organisme_id, 'etat', s.etat, 'organe', s.organe, 'reunionLe', s.reunion_le, 'dateActe', s.date_acte,
          'transmisLe', s.transmis_le, 'executoireLe', s.executoire_le, 'confirmeeLe', s.confirmee_le,
          'relanceeLe', (select max(r.jour) from relance r where r.suite_id = s.id)) order by s.organisme_id), '[]')
        from suite s where s.decision_id = d.id) as suites,
      (select coalesce(jsonb_agg(jsonb_build_object('organismeId', r.organisme_id, 'texte', r.texte) order by r.organisme_id), '[]')
        from reserve r where r.decision_id = d.id) as reserves
    from decision d
    left join seance s on s.id = d.seance_id left join instance i on i.id = s.instance_id left join scrutin c on c.id = d.scrutin_id
    where d.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

export type SuiteDetaillee = {
  readonly id: string
  readonly organismeId: string
  readonly organe: string
  readonly etat: EtatSuite
  readonly reunionLe: Jour | null
  readonly numeroActe: string | null
  readonly dateActe: Jour | null
  readonly voteEffectif: number | null
  readonly voteReel: number | null
  readonly votePour: number | null
  readonly voteContre: number | null
  readonly voteAbstention: number | null
  readonly transmisLe: Jour | null
  readonly executoireLe: Jour | null
  readonly note: string
  readonly version: number
  readonly trace: readonly {
    readonly geste: string
    readonly motif: string
    readonly saisiLe: string
    readonly par: string
    readonly avant: Record<string, unknown>
    readonly apres: Record<string, unknown>
  }[]
}

/** The sequel of a decision in one member, with every move and correction of it. */
export async function findSuite(
  tx: Tx,
  decisionId: string,
  organismeId: string,
): Promise<SuiteDetaillee | null> {
  const { rows } = await sql<SuiteDetaillee>`
    select s.id, s.organisme_id as "organismeId", s.organe, s.etat, s.reunion_le as "reunionLe", s.numero_acte as "numeroActe",
      s.date_acte as "dateActe", s.vote_effectif as "voteEffectif", s.vote_reel as "voteReel", s.vote_pour as "votePour",
      s.vote_contre as "voteContre", s.vote_abstention as "voteAbstention", s.transmis_le as "transmisLe",
      s.executoire_le as "executoireLe", s.note, s.version,
      (select coalesce(jsonb_agg(jsonb_build_object('geste', t.geste, 'motif', t.motif, 'saisiLe', t.saisi_le, 'par', p.nom,
          'avant', t.avant, 'apres', t.apres) order by t.saisi_le desc), '[]')
        from suite_trace t join personne p on p.id = t.saisi_par where t.suite_id = s.id) as trace
    from suite s where s.decision_id = ${decisionId} and s.organisme_id = ${organismeId}`.execute(tx)
  return rows[0] ?? null
}
