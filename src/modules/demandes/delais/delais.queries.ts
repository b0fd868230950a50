import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import { DE_MES_MAIRIES } from '../demandes.queries.ts'
import { JOUR_OUVRE } from '../domain/calendrier.ts'
import { type Mesure, mesurer } from '../domain/mesures.ts'

/** Figures are of the last ninety days. */
export const FENETRE_JOURS = 90

export type TempsLu = {
  readonly typeId: string
  readonly guichetId: string
  readonly cdg: number
  readonly total: number
  readonly reponseJours: number
  readonly fini: boolean
}

/**
 * Times of the cooperation over ninety days, without anything that names a request or an employer: every member reads them, and employers
 * those of their guichet. Files closed by an answer, and open ones with what they have spent until now, touched or not.
 */
export async function listTemps(
  tx: Tx,
  maintenant: Date,
  guichetId: string | null = null,
): Promise<TempsLu[]> {
  const { rows } =
    await sql<TempsLu>`select type_id as "typeId", guichet_id as "guichetId", cdg, total, reponse_jours as "reponseJours", fini
    from temps_des_demandes(${maintenant}, ${FENETRE_JOURS}) where ${guichetId}::uuid is null or guichet_id = ${guichetId}`.execute(
      tx,
    )
  return rows
}

export const mesureDe = (temps: readonly TempsLu[]): Mesure | null =>
  mesurer(temps.filter(({ fini }) => fini).map(enMesure), temps.filter(({ fini }) => !fini).map(enMesure))

const enMesure = ({ cdg, reponseJours }: TempsLu) => ({ duree: cdg, cible: reponseJours * JOUR_OUVRE })

/** What a guichet took lately, and how many requests of the reader are over. */
export async function mesurerGuichet(
  tx: Tx,
  guichetId: string,
  maintenant: Date,
): Promise<{ readonly mesure: Mesure | null; readonly finies: number }> {
  const temps = await listTemps(tx, maintenant, guichetId)
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from demande where ${DE_MES_MAIRIES} and etat in ('CLOTUREE', 'SANS_SUITE', 'ANNULEE', 'REORIENTEE')`.execute(
    tx,
  )
  return { mesure: mesureDe(temps), finies: rows[0]!.n }
}
