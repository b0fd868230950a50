import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { type Mesure, RECUL } from '../domain/mesures.ts'

/** Counts and times of one cell between two instants; null guichet or type: all of them together. */
export type Cellule = {
  readonly guichetId: string | null
  readonly typeId: string | null
  readonly recues: number
  /** Messages of employers that ask where it stands. */
  readonly nouvelles: number
  readonly finies: number
  readonly ouvertes: number
  readonly comptees: number
  readonly mediane: number | null
  readonly p90: number | null
  readonly dansLaCible: number
}

export type Periode = 'avant' | 'apres' | 'maintenant'

/**
 * Figures of the cooperation over two windows that touch at the beginning of a day, so that a figure and its list begin at the same instant:
 * `avant` is `jours` whole days, `apres` as many and what has passed of today; both of answered files alone so that they compare.
 * `maintenant` is `apres` with open files counted (`mesurer`). One statement.
 */
export async function listCellules(
  tx: Tx,
  maintenant: Date,
  jours: number,
): Promise<Readonly<Record<Periode, readonly Cellule[]>>> {
  const milieu = ajouterJours(jourDe(maintenant), -jours)
  const debut = ajouterJours(milieu, -jours)
  const { rows } = await sql<Cellule & { periode: Periode }>`
    select p.periode, c.guichet_id as "guichetId", c.type_id as "typeId", c.recues, c.nouvelles, c.finies, c.ouvertes, c.comptees, c.mediane, c.p90,
      c.dans_la_cible as "dansLaCible"
    from (values ('avant', ${debut}::date::timestamptz, ${milieu}::date::timestamptz, false),
      ('apres', ${milieu}::date::timestamptz, ${maintenant}::timestamptz, false),
      ('maintenant', ${milieu}::date::timestamptz, ${maintenant}::timestamptz, true)) as p (periode, debut, fin, encours)
    cross join lateral mesures_des_demandes(p.debut, p.fin, p.encours) c`.execute(tx)
  const de = (periode: Periode) => rows.filter((ligne) => ligne.periode === periode)
  return { avant: de('avant'), apres: de('apres'), maintenant: de('maintenant') }
}

/** What may be said of the times of a cell: nothing under ten answered files. */
export const mesureDeLaCellule = (cellule: Cellule | undefined): Mesure | null =>
  !cellule || cellule.finies < RECUL || cellule.mediane === null || cellule.p90 === null
    ? null
    : {
        nombre: cellule.comptees,
        mediane: cellule.mediane,
        p90: cellule.p90,
        dansLaCible: cellule.dansLaCible / cellule.comptees,
      }
