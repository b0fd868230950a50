import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { EtapeEmployeur, Intention } from '../domain/reponse.ts'

export type EmployeurLu = {
  readonly id: string
  readonly operationId: string
  readonly centreId: string
  readonly centre: string
  readonly organismeId: string
  readonly nom: string
  readonly siret: string | null
  readonly inviteLe: Date | null
  readonly relanceLe: Date | null
  readonly relances: number
  readonly ouvertLe: Date | null
  readonly intention: Intention | null
  readonly agents: number | null
  readonly niveau: string
  readonly situation: string
  readonly mandatNumero: string
  readonly mandatLe: Jour | null
  readonly mandatFichier: string | null
  /** Agents of the census in force; null without one. */
  readonly recenses: number | null
  readonly reponduLe: Date | null
  readonly reponduPar: 'lien' | 'papier' | null
  /** Answers recorded so far: the version of the answer. */
  readonly version: number
}

const EMPLOYEUR = sql`e.id, e.operation_id as "operationId", e.centre_id as "centreId", m.libelle as centre, e.organisme_id as "organismeId",
  e.nom, e.siret, e.invite_le as "inviteLe", e.relance_le as "relanceLe", e.relances, e.ouvert_le as "ouvertLe", e.intention, e.agents, e.niveau,
  e.situation, e.mandat_numero as "mandatNumero", e.mandat_le as "mandatLe", e.mandat_fichier as "mandatFichier", r.agents as recenses, e.repondu_le as "reponduLe",
  e.repondu_par as "reponduPar", e.reponses as version
  from achat_employeur e join membre m on m.cooperation_id = e.cooperation_id and m.organisme_id = e.centre_id
  left join achat_recensement r on r.employeur_id = e.id and r.remplace_le is null`

/** In SQL, the step that `etapeDe` names. */
const ETAPE = sql`case when e.mandat_le is not null then 'mandat' when e.repondu_le is not null then 'repondu'
  when e.ouvert_le is not null then 'commence' when e.invite_le is not null then 'invite' else 'a_inviter' end`

export type FiltreEmployeurs = {
  readonly operationId: string
  readonly centreId?: string
  readonly etape?: EtapeEmployeur
  readonly mots?: string
  readonly limite: number
  readonly decalage: number
}

/** Employers of a purchase, by name, and how many there are in all. One statement. */
export async function listEmployeurs(
  tx: Tx,
  f: FiltreEmployeurs,
): Promise<{ employeurs: EmployeurLu[]; total: number }> {
  const { rows } = await sql<EmployeurLu & { total: number }>`select count(*) over () as total, ${EMPLOYEUR}
    where e.operation_id = ${f.operationId}
      ${f.centreId ? sql`and e.centre_id = ${f.centreId}` : sql``}
      ${f.etape ? sql`and ${ETAPE} = ${f.etape}` : sql``}
      ${f.mots ? sql`and strpos(normaliser(e.nom), normaliser(${f.mots})) > 0` : sql``}
    order by e.nom, e.id limit ${f.limite} offset ${f.decalage}`.execute(tx)
  return { employeurs: rows, total: rows[0]?.total ?? 0 }
}

export async function findEmployeur(tx: Tx, id: string): Promise<EmployeurLu | null> {
  const { rows } = await sql<EmployeurLu>`select ${EMPLOYEUR} where e.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

export type LigneEntonnoir = {
  readonly centreId: string
  readonly centre: string
  readonly departement: string | null
  readonly cibles: number
  readonly invites: number
  readonly commences: number
  readonly reponses: number
  readonly mandats: number
  readonly agents: number
  /** Employers whose census is in force. */
  readonly recenses: number
}

/** The funnel of a purchase by centre and département: each column counts those that came at least that far. One statement. */
export async function listEntonnoir(tx: Tx, operationId: string): Promise<LigneEntonnoir[]> {
  const { rows } = await sql<LigneEntonnoir>`
    select e.centre_id as "centreId", m.libelle as centre, e.departement_code as departement, count(*) as cibles, count(e.invite_le) as invites,
      count(coalesce(e.ouvert_le, e.repondu_le)) as commences, count(e.repondu_le) as reponses, count(e.mandat_le) as mandats,
      coalesce(sum(e.agents), 0) as agents, count(r.id) as recenses
    from achat_employeur e join membre m on m.cooperation_id = e.cooperation_id and m.organisme_id = e.centre_id
    left join achat_recensement r on r.employeur_id = e.id and r.remplace_le is null
    where e.operation_id = ${operationId}
    group by e.centre_id, m.libelle, m.ordre, e.departement_code order by m.ordre, e.departement_code`.execute(
    tx,
  )
  return rows
}

/** What is being typed for an employer and is not sent, by field. */
export async function findBrouillon(tx: Tx, employeurId: string): Promise<Record<string, string>> {
  const lignes = await tx
    .selectFrom('achat_brouillon')
    .select(['champ', 'valeur'])
    .where('employeur_id', '=', employeurId)
    .execute()
  return Object.fromEntries(lignes.map(({ champ, valeur }) => [champ, valeur]))
}

/** The employers that one link opens: those of the purchase for which a centre knows its address today, in any département. */
export async function listEmployeursDuLien(
  tx: Tx,
  { operationId, courriel }: { readonly operationId: string; readonly courriel: string },
  jour: Jour,
): Promise<EmployeurLu[]> {
  const { rows } = await sql<EmployeurLu>`select ${EMPLOYEUR}
    where e.operation_id = ${operationId} and exists (select from contact c
      where c.cooperation_id = e.cooperation_id and c.centre_id = e.centre_id and c.organisme_id = e.organisme_id
        and c.courriel = ${courriel} and (c.au is null or c.au >= ${jour}))
    order by e.nom, e.id`.execute(tx)
  return rows
}
