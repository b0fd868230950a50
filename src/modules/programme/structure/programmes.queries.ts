import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { Statut } from '../domain/statuts.ts'
import { comparerCodes } from '../programme.queries.ts'

type NiveauLu = {
  readonly id: string
  readonly code: string
  readonly titre: string
  readonly version: number
  /** Actions that bear its number. */
  readonly actions: number
}
export type OrientationLue = NiveauLu
export type AxeLu = NiveauLu & { readonly orientations: readonly OrientationLue[] }
export type ProgrammeLu = {
  readonly id: string
  readonly nom: string
  readonly du: Jour
  readonly au: Jour | null
  readonly presentation: string
  readonly source: string
  readonly fictif: string | null
  readonly version: number
  readonly axes: readonly AxeLu[]
  /** Every programme of the cooperation, this one included, the latest first. */
  readonly tous: readonly {
    readonly id: string
    readonly nom: string
    readonly du: Jour
    readonly au: Jour | null
  }[]
}

/**
 * The programme asked for, or that of the day: the one that runs; before it begins, the next to come; after its end, the last. It comes with
 * its axes and orientations. Null before any is opened, or when the one asked for is not there.
 */
export async function findProgramme(tx: Tx, jour: Jour, id?: string): Promise<ProgrammeLu | null> {
  const { rows } = await sql<ProgrammeLu>`
    select p.id, p.nom, p.du, p.au, p.presentation, p.source, p.fictif, p.version,
      coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'code', x.code, 'titre', x.titre, 'version', x.version,
          'actions', (select count(*) from action a join orientation o on o.id = a.orientation_id where o.axe_id = x.id),
          'orientations', coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'code', o.code, 'titre', o.titre,
              'version', o.version, 'actions', (select count(*) from action a where a.orientation_id = o.id)) order by o.code)
            from orientation o where o.axe_id = x.id), '[]')) order by x.code)
        from axe x where x.programme_id = p.id), '[]') as axes,
      (select jsonb_agg(jsonb_build_object('id', t.id, 'nom', t.nom, 'du', t.du, 'au', t.au) order by t.du desc, t.id)
        from programme t) as tous
    from programme p
    where ${id ?? null}::uuid is null or p.id = ${id ?? null}
    order by p.du <= ${jour} and (p.au is null or p.au >= ${jour}) desc, p.du > ${jour} desc, abs(p.du - ${jour}::date), p.id
    limit 1`.execute(tx)
  const programme = rows[0]
  if (!programme) return null
  const parCode = (a: { readonly code: string }, b: { readonly code: string }) =>
    comparerCodes(a.code, b.code)
  return {
    ...programme,
    axes: programme.axes
      .map((axe) => ({ ...axe, orientations: [...axe.orientations].sort(parCode) }))
      .sort(parCode),
  }
}

export type ActionReprise = {
  readonly id: string
  readonly orientationId: string
  readonly code: string
  readonly titre: string
  readonly statut: Statut
  readonly repriseLe: Jour
  readonly vers: string
}

/** Actions of an ended programme that went on in the next: as they were on that day. */
export async function listReprises(tx: Tx, programmeId: string): Promise<ActionReprise[]> {
  const { rows } = await sql<ActionReprise>`
    select r.action_id as id, r.orientation_id as "orientationId", r.code, r.titre, r.statut, r.reprise_le as "repriseLe", p.nom as vers
    from action_reprise r join programme p on p.id = r.vers_programme_id
    where r.programme_id = ${programmeId}`.execute(tx)
  return rows.sort((a, b) => comparerCodes(a.code, b.code))
}

export type AReprendre = {
  readonly id: string
  readonly code: string
  readonly titre: string
  readonly statut: Statut
}

/** Actions of the programmes that come before this one and are not over: done, evaluated and dropped ones stay where they are. */
export async function listAReprendre(
  tx: Tx,
  programme: { readonly id: string; readonly du: Jour },
): Promise<AReprendre[]> {
  const { rows } = await sql<AReprendre>`
    select a.id, a.code, a.titre, a.statut from action a join programme p on p.id = a.programme_id
    where p.id <> ${programme.id} and p.du < ${programme.du} and a.statut not in ('realisee', 'evaluee', 'abandonnee')`.execute(
    tx,
  )
  return rows.sort((a, b) => comparerCodes(a.code, b.code))
}

export type TraceDeStructure = {
  readonly quoi: string
  readonly avant: string
  readonly apres: string
  readonly auteur: string
  readonly saisiLe: Date
}

/** What was renamed or moved in the frame of a programme, the latest first. */
export async function listTracesDeStructure(tx: Tx, programmeId: string): Promise<TraceDeStructure[]> {
  const { rows } = await sql<TraceDeStructure>`
    select quoi, avant, apres, auteur, saisi_le as "saisiLe" from trace_structure
    where programme_id = ${programmeId} order by saisi_le desc, id desc limit 100`.execute(tx)
  return rows
}

/** The programme that holds an axis or an orientation; null when it is not there. */
export async function findProgrammeDe(
  tx: Tx,
  quoi: 'axe' | 'orientation',
  id: string,
): Promise<string | null> {
  const trouve =
    quoi === 'axe'
      ? await tx.selectFrom('axe').select('programme_id').where('id', '=', id).executeTakeFirst()
      : await tx
          .selectFrom('orientation')
          .innerJoin('axe', 'axe.id', 'orientation.axe_id')
          .select('axe.programme_id')
          .where('orientation.id', '=', id)
          .executeTakeFirst()
  return trouve?.programme_id ?? null
}
