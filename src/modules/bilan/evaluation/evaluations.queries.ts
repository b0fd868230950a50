import { sql } from 'kysely'
import type { Statut } from '#modules/programme'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { Critere, Issue, StatutEvaluation } from '../domain/evaluation.ts'

export type AvisLu = {
  readonly organismeId: string
  readonly libelle: string
  readonly notes: Readonly<Record<Critere, number | null>>
  readonly preuves: string
  readonly proposition: Issue
  readonly motif: string
  readonly saisiPar: string
  readonly fictif: string | null
  readonly version: number
}
export type FicheLue = {
  readonly id: string
  readonly evaluationId: string
  readonly evaluation: string
  readonly statutEvaluation: StatutEvaluation
  readonly actionId: string
  readonly code: string
  readonly titre: string
  readonly statut: Statut
  readonly issue: Issue | null
  readonly decisionId: string | null
  readonly decision: string | null
  readonly motif: string
  readonly concluLe: Jour | null
  readonly version: number
  readonly avis: readonly AvisLu[]
}
export type EvaluationLue = {
  readonly id: string
  readonly titre: string
  readonly ouverteLe: Jour
  readonly echeance: Jour
  readonly statut: StatutEvaluation
  readonly fictif: string | null
  readonly version: number
}

const fiches = sql`
  select f.id, f.evaluation_id as "evaluationId", e.titre as evaluation, e.statut as "statutEvaluation", a.id as "actionId", a.code, a.titre,
    a.statut, f.issue, f.decision_id as "decisionId", (select d.numero || ' : ' || d.titre from decision d where d.id = f.decision_id) as decision,
    f.motif, f.conclue_le as "concluLe", f.version,
    coalesce((select jsonb_agg(jsonb_build_object('organismeId', v.organisme_id, 'libelle', m.libelle, 'notes', jsonb_build_object(
        'pertinence', v.pertinence, 'coherence', v.coherence, 'efficacite', v.efficacite, 'efficience', v.efficience, 'utilite', v.utilite,
        'valeur', v.valeur), 'preuves', v.preuves, 'proposition', v.proposition, 'motif', v.motif, 'saisiPar', v.saisi_par,
        'fictif', v.fictif, 'version', v.version) order by m.ordre)
      from evaluation_avis v join membre m on m.cooperation_id = v.cooperation_id and m.organisme_id = v.organisme_id
      where v.evaluation_action_id = f.id), '[]') as avis
  from evaluation_action f join evaluation e on e.id = f.evaluation_id join action a on a.id = f.action_id`

/** Actions of an evaluation, in the order of codes. */
export async function listFiches(tx: Tx, evaluationId: string): Promise<FicheLue[]> {
  const { rows } = await sql<FicheLue>`${fiches} where f.evaluation_id = ${evaluationId}`.execute(tx)
  return rows.sort((a, b) => a.code.localeCompare(b.code, 'fr', { numeric: true }))
}

export async function findFiche(tx: Tx, id: string): Promise<FicheLue | undefined> {
  return (await sql<FicheLue>`${fiches} where f.id = ${id}`.execute(tx)).rows[0]
}

const evaluations = sql`select id, titre, ouverte_le as "ouverteLe", echeance, statut, fictif, version from evaluation`

/** Evaluations of the cooperation, the latest first. */
export async function listEvaluations(tx: Tx): Promise<EvaluationLue[]> {
  return (await sql<EvaluationLue>`${evaluations} order by ouverte_le desc, titre, id limit 100`.execute(tx))
    .rows
}

export async function findEvaluation(tx: Tx, id: string): Promise<EvaluationLue | undefined> {
  return (await sql<EvaluationLue>`${evaluations} where id = ${id}`.execute(tx)).rows[0]
}

export type MembreActuel = { readonly organismeId: string; readonly libelle: string }

/** Members of the cooperation on a day, in their order. */
export async function listMembres(tx: Tx, jour: Jour): Promise<MembreActuel[]> {
  const { rows } = await sql<MembreActuel>`
    select m.organisme_id as "organismeId", m.libelle from membre m
    join periode_membre b on b.cooperation_id = m.cooperation_id and b.organisme_id = m.organisme_id
    where b.du <= ${jour} and (b.au is null or b.au >= ${jour}) order by m.ordre`.execute(tx)
  return rows
}

/** Actions that were started: what was not cannot be evaluated. */
export async function listActionsAEvaluer(
  tx: Tx,
): Promise<{ readonly id: string; readonly code: string; readonly titre: string }[]> {
  const { rows } = await sql<{ id: string; code: string; titre: string }>`
    select id, code, titre from action where statut in ('en_preparation', 'en_cours', 'en_pause', 'realisee') order by code, id limit 500`.execute(
    tx,
  )
  return rows.sort((a, b) => a.code.localeCompare(b.code, 'fr', { numeric: true }))
}
