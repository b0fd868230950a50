import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import { type Condition, DE_MES_MAIRIES, type DemandeLue, listDemandes } from '../demandes.queries.ts'
import { OUVERTES } from '../domain/etats.ts'

/** Views of the requests of a town hall. */
export const VUES_MAIRIE = {
  encours: 'En cours',
  avous: 'À vous',
  brouillons: 'Brouillons',
  finies: 'Terminées',
} as const
export type VueMairie = keyof typeof VUES_MAIRIE

const CONDITIONS: Readonly<Record<VueMairie, Condition>> = {
  encours: sql`d.etat = any (${[...OUVERTES, 'REPONDUE']})`,
  avous: sql`d.etat = 'ATTENTE_COLLECTIVITE'`,
  brouillons: sql`d.etat = 'BROUILLON'`,
  finies: sql`d.etat in ('CLOTUREE', 'SANS_SUITE', 'ANNULEE', 'REORIENTEE')`,
}
const ORDRE = sql`d.etat = 'ATTENTE_COLLECTIVITE' desc, d.promise_le nulls last, d.creee_le desc`

/** Requests of the town halls of the reader; a search goes over all of them. */
export const listMesDemandes = (
  tx: Tx,
  {
    vue,
    commune,
    q,
    limite,
    decalage,
  }: {
    readonly vue: VueMairie
    readonly commune: string
    readonly q: string
    readonly limite: number
    readonly decalage: number
  },
): Promise<DemandeLue[]> =>
  listDemandes(tx, {
    conditions: [
      sql`d.${DE_MES_MAIRIES}`,
      q ? sql`d.id in (select c.id from chercher_demandes(${q}, 200) c)` : CONDITIONS[vue],
      ...(commune ? [sql`d.organisme_id = ${commune}`] : []),
    ],
    ordre: ORDRE,
    limite,
    decalage,
  })

/** What is under way and what is kept as a draft: the home. */
export const listEnCours = (tx: Tx, limite: number): Promise<DemandeLue[]> =>
  listDemandes(tx, {
    conditions: [sql`d.${DE_MES_MAIRIES}`, sql`d.etat = any (${[...OUVERTES, 'REPONDUE', 'BROUILLON']})`],
    ordre: ORDRE,
    limite,
  })
