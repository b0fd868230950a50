import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { Procedure } from '../domain/attente.ts'
import type { Critere } from '../domain/criteres.ts'
import type { RegleDeLot } from '../domain/lots.ts'
import type { TauxDeNiveau } from '../domain/offres.ts'

/** A level of guarantees, as the engine reads it: thousandths of a per cent. */
export type Niveau = {
  readonly nom: string
  readonly tauxTiNbi: number
  readonly tauxRi: number
  readonly tauxRente: number
  readonly tauxCapital: number
}

export type LotLu = RegleDeLot & {
  readonly objet: string
  readonly version: number
  readonly offres: number
}

export type MarcheLu = {
  readonly operationId: string
  readonly procedure: Procedure
  readonly profil: string
  readonly reference: string
  readonly cpv: string
  readonly dureeMois: number
  /** Need estimated over the whole duration, cents without tax; null while it is not said. */
  readonly estimation: number | null
  readonly limite: Date | null
  readonly publieLe: Date | null
  readonly ouvertLe: Date | null
  readonly notesClosesLe: Date | null
  readonly niveaux: readonly Niveau[]
  readonly criteres: readonly Critere[]
  readonly seance: { readonly id: string; readonly titre: string; readonly le: Date } | null
  readonly version: number
  /** Clock of the database, which alone judges the deadline. */
  readonly maintenant: Date
  readonly lots: readonly LotLu[]
  /** Whether a sealed deposit was opened, and how many of its bids are in force or being written. */
  readonly depotScelle: boolean
  readonly plisScelles: number
}

/** The consultation of a purchase with its lots; null while it is not prepared. One statement. */
export async function findMarche(tx: Tx, operationId: string): Promise<MarcheLu | null> {
  const { rows } = await sql<MarcheLu & { seanceId: string | null; seanceTitre: string; seanceLe: Date }>`
    select m.operation_id as "operationId", m.procedure, m.profil, m.reference, m.cpv, m.duree_mois as "dureeMois", m.estimation, m.limite, m.publie_le as "publieLe",
      m.ouvert_le as "ouvertLe", m.notes_closes_le as "notesClosesLe", m.niveaux, m.criteres, m.version, now() as maintenant,
      s.id as "seanceId", i.nom as "seanceTitre", s.debut_le as "seanceLe",
      (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'numero', l.numero, 'objet', l.objet, 'departements', l.departements,
        'agentsMin', l.agents_min, 'agentsMax', l.agents_max, 'version', l.version,
        'offres', (select count(*) from achat_offre o where o.lot_id = l.id)) order by l.numero), '[]')
        from achat_lot l where l.operation_id = m.operation_id) as lots,
      (select count(*) from achat_pli p where p.operation_id = m.operation_id and p.remplace_le is null)
        + (select count(*) from achat_pli_arrivee a where a.operation_id = m.operation_id and a.ecrit_jusqu_a > clock_timestamp()) as "plisScelles",
      exists (select from achat_depot d where d.operation_id = m.operation_id and d.ouvert_le is not null) as "depotScelle"
    from achat_marche m left join seance s on s.id = m.seance_id left join instance i on i.id = s.instance_id
    where m.operation_id = ${operationId}`.execute(tx)
  const [lu] = rows
  if (!lu) return null
  const { seanceId, seanceTitre, seanceLe, ...marche } = lu
  return { ...marche, seance: seanceId ? { id: seanceId, titre: seanceTitre, le: seanceLe } : null }
}

/** The purchase of a lot. */
export async function findLot(
  tx: Tx,
  id: string,
): Promise<{ readonly operationId: string; readonly numero: number } | null> {
  const lot = await tx
    .selectFrom('achat_lot')
    .select(['operation_id', 'numero'])
    .where('id', '=', id)
    .executeTakeFirst()
  return lot ? { operationId: lot.operation_id, numero: lot.numero } : null
}

export type QuestionLue = {
  readonly id: string
  readonly texte: string
  readonly poseeLe: Date
  readonly reponse: string
  readonly publieeLe: Date | null
  readonly version: number
}

/** Questions of the candidates, the latest first; those that lead the purchase read also the drafts of answers. Part of a statement. */
const selectQuestions = (operationId: string, brouillons: boolean) => sql<QuestionLue>`
    select id, texte, posee_le as "poseeLe", reponse, publiee_le as "publieeLe", version
    from achat_question where operation_id = ${operationId} ${brouillons ? sql`` : sql`and publiee_le is not null`}`

/** Questions answered to all the candidates, the latest first. */
export async function listQuestionsPubliees(tx: Tx, operationId: string): Promise<QuestionLue[]> {
  const { rows } = await sql<QuestionLue>`select * from (${selectQuestions(operationId, false)}) q
    order by q."poseeLe" desc, q.id`.execute(tx)
  return rows
}

export type OffreLue = {
  readonly id: string
  readonly lotId: string
  readonly lettre: string
  readonly candidat: string
  readonly siret: string
  readonly recuLe: Date
  readonly preuve: string
  readonly tardive: boolean
  readonly taux: readonly TauxDeNiveau[]
  readonly gelAnnees: number
  readonly hausseMax: number
  readonly garanties: string
  readonly empreinte: string
  readonly irreguliere: string
  readonly ajouteeLe: Date
}

/** A note of the commission, in hundredths out of 20. */
export type NoteLue = {
  readonly offreId: string
  readonly critere: string
  readonly organismeId: string
  readonly note: number
  readonly motif: string
}
export type OffreNoteeLue = OffreLue & { readonly notes: readonly NoteLue[] }

const OFFRE = sql`
  o.id, o.lot_id as "lotId", o.lettre, o.candidat, o.siret, o.recu_le as "recuLe", o.preuve, o.tardive, o.taux, o.gel_annees as "gelAnnees",
  o.hausse_max as "hausseMax", o.garanties, o.empreinte, o.irreguliere, o.ajoutee_le as "ajouteeLe"`
const deLOperation = (operationId: string, lotId: string | undefined) => sql`
  from achat_offre o join achat_lot l on l.id = o.lot_id where o.operation_id = ${operationId}
    ${lotId ? sql`and o.lot_id = ${lotId}` : sql``} order by l.numero, length(o.lettre), o.lettre, o.id`

/** Bids of a purchase, or of one lot, in the order of their letters. Empty for a member that the decision does not bind: row security says so. */
export async function listOffres(tx: Tx, operationId: string, lotId?: string): Promise<OffreLue[]> {
  const { rows } = await sql<OffreLue>`select ${OFFRE} ${deLOperation(operationId, lotId)}`.execute(tx)
  return rows
}

/** The same bids, each with its notes: all once notes are closed, one's own before (row security). One statement. */
export async function listOffresNotees(
  tx: Tx,
  operationId: string,
  lotId?: string,
): Promise<OffreNoteeLue[]> {
  const { rows } = await sql<OffreNoteeLue>`select ${OFFRE},
    (select coalesce(jsonb_agg(jsonb_build_object('offreId', n.offre_id, 'critere', n.critere, 'organismeId', n.organisme_id, 'note', n.note,
      'motif', n.motif) order by n.critere, n.organisme_id), '[]') from achat_note n where n.offre_id = o.id) as notes
    ${deLOperation(operationId, lotId)}`.execute(tx)
  return rows
}

export type EtatDuRecensement = {
  /** Fingerprint of the versions in force and of what sorts their agents: two equal ones give the same prices. */
  readonly empreinte: string
  readonly employeurs: number
  readonly agents: number
  readonly au: Jour | null
}

/** Whose census is read: of every employer that was counted, or of those that have signed only. */
export type Perimetre = 'recenses' | 'adherents'

/** Rows of the census in force: at the level that each employer says, or chose when it joined; `lot_id` is that of its contract. */
const recensementEnVigueur = (operationId: string, perimetre: Perimetre) =>
  perimetre === 'recenses'
    ? sql`select e.id, r.id as recensement_id, e.departement_code, e.niveau, null::uuid as lot_id, r.agents, r.au
    from achat_recensement r join achat_employeur e on e.id = r.employeur_id
    where e.operation_id = ${operationId} and r.remplace_le is null and e.intention is distinct from 'non'`
    : sql`select e.id, r.id as recensement_id, e.departement_code, a.niveau, l.id as lot_id, r.agents, r.au
    from achat_adhesion a join achat_employeur e on e.id = a.employeur_id
    join achat_recensement r on r.employeur_id = e.id and r.remplace_le is null
    join achat_contrat c on c.id = a.contrat_id
    left join achat_lot l on l.operation_id = a.operation_id and l.numero = c.numero
    where a.operation_id = ${operationId} and a.etat in ('conventionnee', 'informee')`

/** The census in force, in one line: a statement, or a part of one. */
export const selectEtat = (operationId: string, perimetre: Perimetre = 'recenses') => sql<EtatDuRecensement>`
    select coalesce(md5(string_agg(v.recensement_id::text || v.niveau || coalesce(v.lot_id::text, v.departement_code, ''), ',' order by v.recensement_id)), '')
        as empreinte,
      count(*) as employeurs, coalesce(sum(v.agents), 0) as agents, max(v.au) as au
    from (${recensementEnVigueur(operationId, perimetre)}) v`

export async function etatDuRecensement(tx: Tx, operationId: string): Promise<EtatDuRecensement> {
  const { rows } = await selectEtat(operationId).execute(tx)
  return rows[0]!
}

export type EmployeurRecense = {
  readonly id: string
  readonly recensementId: string
  readonly departement: string | null
  readonly niveau: string
  /** Lot of the contract that covers it; null for one that is only counted. */
  readonly lotId: string | null
  readonly agents: number
}

/** Employers whose census is in force. */
export async function listEmployeursRecenses(
  tx: Tx,
  operationId: string,
  perimetre: Perimetre,
): Promise<EmployeurRecense[]> {
  const { rows } = await sql<EmployeurRecense>`
    select v.id, v.recensement_id as "recensementId", v.departement_code as departement, v.niveau, v.lot_id as "lotId", v.agents
    from (${recensementEnVigueur(operationId, perimetre)}) v order by v.recensement_id`.execute(tx)
  return rows
}

/** The same employers, each with the bytes of its census (some fifty an agent; a version never changes). One statement. */
export async function listAgentsRecenses(
  tx: Tx,
  operationId: string,
  perimetre: Perimetre,
): Promise<(EmployeurRecense & { readonly colonnes: Buffer | null })[]> {
  const { rows } = await sql<EmployeurRecense & { readonly colonnes: Buffer | null }>`
    select v.id, v.recensement_id as "recensementId", v.departement_code as departement, v.niveau, v.lot_id as "lotId", v.agents, c.colonnes
    from (${recensementEnVigueur(operationId, perimetre)}) v left join achat_agents c on c.recensement_id = v.recensement_id
    order by v.recensement_id`.execute(tx)
  return rows
}

export type TenueDuMarche = {
  readonly questions: readonly QuestionLue[]
  readonly offres: readonly OffreLue[]
  readonly etat: EtatDuRecensement
}

/** What a consultation received: questions, bids in the order of their lots and letters, and the census in force. One statement. */
export async function findTenue(tx: Tx, operationId: string, brouillons: boolean): Promise<TenueDuMarche> {
  const { rows } = await sql<TenueDuMarche>`select
    (select coalesce(jsonb_agg(to_jsonb(q) order by q."poseeLe" desc, q.id), '[]') from (${selectQuestions(operationId, brouillons)}) q) as questions,
    (select coalesce(jsonb_agg(to_jsonb(b) - 'rang' order by b.rang, length(b.lettre), b.lettre, b.id), '[]')
      from (select ${OFFRE}, l.numero as rang ${deLOperation(operationId, undefined)}) b) as offres,
    (select to_jsonb(e) from (${selectEtat(operationId)}) e) as etat`.execute(tx)
  const { questions, offres, etat } = rows[0]!
  return {
    // JSON holds instants as texts.
    questions: questions.map((q) => ({
      ...q,
      poseeLe: new Date(q.poseeLe),
      publieeLe: q.publieeLe && new Date(q.publieeLe),
    })),
    offres: offres.map((o) => ({ ...o, recuLe: new Date(o.recuLe), ajouteeLe: new Date(o.ajouteeLe) })),
    etat,
  }
}
