import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import type pg from 'pg'
import { ouvrirPool } from './connexion.ts'
import type { Schema } from './schema.gen.ts'

/** In whose name a transaction runs. */
export type Portee = {
  readonly cooperationId: string
  readonly organismeId: string
  readonly personneId: string
}

declare const marque: unique symbol
/** A transaction opened under a scope: the only thing repositories and queries accept, so that no query runs without one. */
export type Tx = Transaction<Schema> & { readonly [marque]: true }

export type Base = {
  /**
   * One transaction in the name of a person acting for one organisation in one cooperation. The only way to rows.
   * A refusal writes nothing: when `travail` gives one, what it had already written (the key of its form, for instance) is taken back.
   */
  enTantQue<T>(acteur: Portee, travail: (tx: Tx) => Promise<T>): Promise<T>
  /** One transaction of the system itself (job, import, signed link) within one cooperation. `motif` says why no person acts. */
  enTantQueSysteme<T>(motif: string, cooperationId: string, travail: (tx: Tx) => Promise<T>): Promise<T>
  /** One transaction of an anonymous reader of the portal of one cooperation: sees the views `publie_…` and nothing else (ADR 0024). */
  enTantQuePublic<T>(cooperationId: string, travail: (tx: Tx) => Promise<T>): Promise<T>
  /** What the anonymous reader would see if the portal were open: for a person of that cooperation, whom the caller has checked. */
  enApercuPublic<T>(cooperationId: string, travail: (tx: Tx) => Promise<T>): Promise<T>
  /** Outside any scope: health, session look-up, public reference data. Sees no row of a cooperation. */
  readonly horsPortee: Kysely<Schema>
  readonly pool: pg.Pool
  fermer(): Promise<void>
}

/** Carries a refusal out of its transaction, which is rolled back. */
class Refuse extends Error {
  readonly rendu: unknown
  constructor(rendu: unknown) {
    super('refusé')
    this.rendu = rendu
  }
}
const estRefus = (rendu: unknown): boolean =>
  typeof rendu === 'object' && rendu !== null && 'ok' in rendu && rendu.ok === false

const SANS_ORGANISME = '00000000-0000-0000-0000-000000000000'
const anonyme = (cooperationId: string): Portee => ({
  cooperationId,
  organismeId: SANS_ORGANISME,
  personneId: SANS_ORGANISME,
})

/** Opens the database under the application's role. */
export function ouvrirBase(url: string, max = 20): Base {
  const pool = ouvrirPool(url, max)
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })

  const sousPortee = async <T>(role: string, portee: Portee, travail: (tx: Tx) => Promise<T>): Promise<T> => {
    try {
      return await kysely.transaction().execute(async (tx) => {
        await sql`select set_config('role', ${role}, true), set_config('app.cooperation', ${portee.cooperationId}, true),
        set_config('app.organisme', ${portee.organismeId}, true), set_config('app.personne', ${portee.personneId}, true)`.execute(
          tx,
        )
        const rendu = await travail(tx as Tx)
        if (estRefus(rendu)) throw new Refuse(rendu)
        return rendu
      })
    } catch (erreur) {
      if (erreur instanceof Refuse) return erreur.rendu as T
      throw erreur
    }
  }

  return {
    enTantQue: (acteur, travail) => sousPortee('maillage_membre', acteur, travail),
    enTantQueSysteme: (_motif, cooperationId, travail) =>
      sousPortee(
        'maillage_systeme',
        { cooperationId, organismeId: SANS_ORGANISME, personneId: SANS_ORGANISME },
        travail,
      ),
    enTantQuePublic: (cooperationId, travail) =>
      sousPortee('maillage_public', anonyme(cooperationId), travail),
    enApercuPublic: (cooperationId, travail) =>
      sousPortee('maillage_public', anonyme(cooperationId), async (tx) => {
        await sql`select set_config('app.apercu', 'oui', true)`.execute(tx)
        return travail(tx)
      }),
    horsPortee: kysely,
    pool,
    fermer: () => kysely.destroy(),
  }
}

/** The application refuses to serve under a role that row security does not bind; the sentence says what to change. */
export async function refuserRoleTropPuissant(base: Base): Promise<void> {
  const { rows } = await base.pool.query<{ superutilisateur: boolean; proprietaire: boolean; role: string }>(
    `select current_user as role, (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as superutilisateur,
       exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where n.nspname = 'public' and c.relkind = 'r' and pg_get_userbyid(c.relowner) = current_user) as proprietaire`,
  )
  const role = rows[0]!
  if (role.superutilisateur || role.proprietaire) {
    throw new Error(
      `DATABASE_URL se connecte avec le rôle « ${role.role} », qui échappe à la sécurité par ligne. ` +
        'Utilisez le rôle maillage_app (voir deploiement/roles.sql) et gardez le propriétaire pour DATABASE_URL_MIGRATION.',
    )
  }
}
