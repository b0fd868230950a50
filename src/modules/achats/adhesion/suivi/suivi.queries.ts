import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import {
  type Avis,
  type Comite,
  ETATS_ADHESION,
  type EtatAdhesion,
  ORDRE_ADHESION,
} from '../../domain/adhesion/adhesion.ts'

export type AdhesionLue = {
  readonly employeurId: string
  readonly cooperationId: string
  readonly operationId: string
  readonly centreId: string
  readonly centre: string
  readonly organismeId: string
  readonly nom: string
  readonly siret: string | null
  readonly departement: string | null
  /** Agents of the census in force, else as declared; null when nothing is said. */
  readonly agents: number | null
  readonly etat: EtatAdhesion
  /** Day (Paris) since which it stands there; null when nothing is known. */
  readonly depuisLe: Jour | null
  readonly attente: number
  readonly contratId: string | null
  readonly niveau: string
  readonly options: string
  readonly part: number
  readonly comite: Comite | null
  readonly deposeLe: Jour | null
  readonly comiteLe: Jour | null
  readonly avis: Avis | null
  readonly avisLe: Jour | null
  readonly conseilLe: Jour | null
  readonly deliberationNumero: string
  readonly deliberationLe: Jour | null
  readonly executoireLe: Jour | null
  readonly accordLe: Jour | null
  /** Day on which the first valid agreement of the purchase, of the region or of a département, was signed: assemblies are to approve it. Null without one. */
  readonly accordSigneLe: Jour | null
  readonly conventionLe: Jour | null
  readonly effetLe: Jour | null
  readonly informesLe: Jour | null
  readonly motif: string
  readonly relanceLe: Date | null
  readonly relances: number
  /** Facts written so far: the version of the dossier. */
  readonly version: number
}

/** An employer that said no does not join until it says otherwise; the others have everything to choose. */
const ETAT = sql`coalesce(a.etat, case when e.intention = 'non' then 'renoncee' else 'choix' end)`
const DEPUIS = sql`(coalesce(a.depuis, o.adhesions_le, e.repondu_le) at time zone 'Europe/Paris')::date`
const attenteAu = (jour: Jour) => sql`greatest(0, coalesce(${jour}::date - ${DEPUIS}, 0))`

/** Day of signature of the first agreement that is valid (`accord_valable`, as `jugerSignatures`) and that is not of one employer only. */
export const ACCORD_SIGNE = sql`(select min(c.signe_le) from achat_accord c where c.operation_id = e.operation_id and c.niveau <> 'employeur'
    and c.signe_le is not null and accord_valable(c.syndicats))`

const DEPUIS_TABLES = sql`from achat_employeur e
  join achat_operation o on o.id = e.operation_id
  join membre m on m.cooperation_id = e.cooperation_id and m.organisme_id = e.centre_id
  left join achat_adhesion a on a.employeur_id = e.id
  left join achat_recensement r on r.employeur_id = e.id and r.remplace_le is null`

const colonnes = (
  jour: Jour,
  contrat = sql`a.contrat_id`,
) => sql`e.id as "employeurId", e.cooperation_id as "cooperationId", e.operation_id as "operationId", e.centre_id as "centreId", m.libelle as centre,
  e.organisme_id as "organismeId", e.nom, e.siret, e.departement_code as departement, coalesce(r.agents, e.agents) as agents,
  ${ETAT} as etat, ${DEPUIS} as "depuisLe", ${attenteAu(jour)} as attente, ${contrat} as "contratId",
  coalesce(nullif(a.niveau, ''), e.niveau) as niveau, coalesce(a.options, '') as options, coalesce(a.part, 50000) as part, a.comite,
  a.depose_le as "deposeLe", a.comite_le as "comiteLe", a.avis, a.avis_le as "avisLe", a.conseil_le as "conseilLe",
  coalesce(a.deliberation_numero, '') as "deliberationNumero", a.deliberation_le as "deliberationLe", a.executoire_le as "executoireLe",
  a.accord_le as "accordLe", ${ACCORD_SIGNE} as "accordSigneLe",
  a.convention_le as "conventionLe", a.effet_le as "effetLe", a.informes_le as "informesLe", coalesce(a.motif, '') as motif,
  a.relance_le as "relanceLe", coalesce(a.relances, 0) as relances, coalesce(a.faits, 0) as version`

export type FiltreAdhesions = {
  readonly operationId: string
  readonly centreId?: string
  readonly departement?: string
  readonly etat?: EtatAdhesion
  /** Only those that wait for longer than their state allows. */
  readonly longue?: boolean
  readonly mots?: string
}

const SEUILS = ORDRE_ADHESION.map((etat) => ({
  etat,
  jours: Math.min(ETATS_ADHESION[etat].longueApres, 100_000),
}))
const longue = (jour: Jour) =>
  sql`${attenteAu(jour)} > (select s.jours from jsonb_to_recordset(${JSON.stringify(SEUILS)}::jsonb) as s (etat text, jours int) where s.etat = ${ETAT})`

const conditions = (f: FiltreAdhesions, jour: Jour) => sql`e.operation_id = ${f.operationId}
  ${f.centreId ? sql`and e.centre_id = ${f.centreId}` : sql``}
  ${f.departement ? sql`and e.departement_code = ${f.departement}` : sql``}
  ${f.etat ? sql`and ${ETAT} = ${f.etat}` : sql``}
  ${f.longue ? sql`and ${longue(jour)}` : sql``}
  ${f.mots ? sql`and strpos(normaliser(e.nom), normaliser(${f.mots})) > 0` : sql``}`

/** Employers, those that have waited longest first, and how many there are in all. One statement. */
export async function listAdhesions(
  tx: Tx,
  filtre: FiltreAdhesions,
  jour: Jour,
  { limite, decalage }: { readonly limite: number | null; readonly decalage: number },
): Promise<{ adhesions: AdhesionLue[]; total: number }> {
  const { rows } = await sql<
    AdhesionLue & { total: number }
  >`select count(*) over () as total, ${colonnes(jour)}
    ${DEPUIS_TABLES} where ${conditions(filtre, jour)}
    order by ${ETAT} in ('informee', 'renoncee'), attente desc, e.nom, e.id limit ${limite} offset ${decalage}`.execute(
    tx,
  )
  return { adhesions: rows, total: rows[0]?.total ?? 0 }
}

export type CompteAdhesions = {
  readonly centreId: string
  readonly centre: string
  readonly departement: string | null
  readonly etat: EtatAdhesion
  readonly employeurs: number
  readonly agents: number
  readonly longues: number
}

/** How many employers stand in each state, by centre and département. One statement, whatever their number. */
export async function countAdhesions(tx: Tx, operationId: string, jour: Jour): Promise<CompteAdhesions[]> {
  const { rows } = await sql<CompteAdhesions>`
    select e.centre_id as "centreId", m.libelle as centre, e.departement_code as departement, ${ETAT} as etat, count(*) as employeurs,
      coalesce(sum(coalesce(r.agents, e.agents)), 0) as agents, count(*) filter (where ${longue(jour)}) as longues
    ${DEPUIS_TABLES} where e.operation_id = ${operationId}
    group by e.centre_id, m.libelle, m.ordre, e.departement_code, 4 order by m.ordre, e.departement_code`.execute(
    tx,
  )
  return rows
}

/** Where one employer stands, with the contract of its lot when none was tied to it yet. */
export async function findAdhesion(tx: Tx, employeurId: string, jour: Jour): Promise<AdhesionLue | null> {
  const { rows } =
    await sql<AdhesionLue>`select ${colonnes(jour, sql`coalesce(a.contrat_id, contrat_de_l_employeur(e.id))`)}
    ${DEPUIS_TABLES} where e.id = ${employeurId}`.execute(tx)
  return rows[0] ?? null
}

/** Where each of several employers stands, by name. */
export async function listAdhesionsDe(tx: Tx, ids: readonly string[], jour: Jour): Promise<AdhesionLue[]> {
  const { rows } = await sql<AdhesionLue>`select ${colonnes(jour)} ${DEPUIS_TABLES}
    where e.id = any (${ids}::uuid[]) order by e.nom, e.id`.execute(tx)
  return rows
}
