import pg from 'pg'
import { ouvrirPool } from '#platform/base/connexion.ts'

export type Tx = pg.PoolClient
export type Base = Readonly<{
  pool: pg.Pool
  /** One transaction that sees the rows of one organisation only (row security). */
  pour<T>(organisme: string, travail: (tx: Tx) => Promise<T>): Promise<T>
  /** One reading of what several organisations hold: the list of a member who serves them. Nothing can be written under it. */
  lire<T>(organismes: readonly string[], travail: (tx: Tx) => Promise<T>): Promise<T>
  fermer(): Promise<void>
}>

/** Opens the database of this application, under its own role. */
export function ouvrirBase(url: string, max = 8): Base {
  const pool = ouvrirPool(url, max)
  const dans = async <T>(debut: string, travail: (tx: Tx) => Promise<T>): Promise<T> => {
    const tx = await pool.connect()
    try {
      // One exchange for both; the names come from signed directories and are escaped all the same.
      await tx.query(debut)
      const resultat = await travail(tx)
      await tx.query('commit')
      return resultat
    } catch (erreur) {
      await tx.query('rollback').catch(() => {})
      throw erreur
    } finally {
      tx.release()
    }
  }
  return {
    pool,
    pour: (organisme, travail) =>
      dans(`begin; select set_config('app.organisme', ${pg.escapeLiteral(organisme)}, true)`, travail),
    lire: (organismes, travail) =>
      dans(
        `begin read only; select set_config('app.organismes', ${pg.escapeLiteral(organismes.join(','))}, true)`,
        travail,
      ),
    fermer: () => pool.end(),
  }
}

/** Refuses a role that row security does not bind. */
export async function refuserRoleTropPuissant({ pool }: Base): Promise<void> {
  const { rows } = await pool.query<{ role: string; fort: boolean }>(
    "select current_user as role, rolsuper or rolbypassrls or exists (select from pg_class where relname = 'dossier' and relowner = pg_roles.oid) as fort from pg_roles where rolname = current_user",
  )
  if (rows[0]!.fort)
    throw new Error(
      `DATABASE_URL_SIGNALEMENT se connecte avec le rôle « ${rows[0]!.role} », que la sécurité par ligne ne lie pas. Utilisez le rôle accueil_app.`,
    )
}

/** True for a row that is already there. */
export const estDoublon = (erreur: unknown): boolean => (erreur as { code?: string }).code === '23505'
