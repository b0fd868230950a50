import type { PoolClient } from 'pg'
import type { Acteur } from '#shared/acteur.ts'
import type { Comptes } from '../comptes.ts'
import { doitProuverDeuxFois } from './exigence.ts'

/** Which second proof goes: one key of access, by its identifier, or the generator of codes. */
export type PreuveARetirer = { readonly cle: string } | 'generateur'

type Roles = Pick<Acteur, 'roleMembre' | 'fonctions'>

const LIRE_ROLES =
  'select role_membre as "roleMembre", fonctions from auth.roles_du_compte($1, $2) order by role_membre, fonctions'

/** True when a function that the account holds anywhere, in any cooperation, asks for a second proof (ADR 0056, 0077). */
export async function doitGarderUnePreuve(
  { pool }: Pick<Comptes, 'pool'> | { readonly pool: PoolClient },
  compte: string,
  maintenant: Date,
): Promise<boolean> {
  const { rows } = await pool.query<Roles>(LIRE_ROLES, [compte, maintenant])
  return rows.some(doitProuverDeuxFois)
}

/**
 * Forgets one second proof of this account in one transaction, alone to do it: of the two last ones withdrawn at once, telephone or key, one is seen
 * to be the last. With the last one go the codes kept on paper.
 * @param exigence the second proof is asked of those who must give it: in production
 */
export async function retirerPreuve(
  { pool }: Comptes,
  compte: string,
  quoi: PreuveARetirer,
  { maintenant, exigence }: { readonly maintenant: Date; readonly exigence: boolean },
): Promise<'retiree' | 'derniere' | 'inconnue'> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select from auth.users where id = $1 for update', [compte])
    // A statement of its own, after the lock: it sees what the other withdrawal did. A key that was copied proves nothing more.
    const cle = quoi === 'generateur' ? null : quoi.cle
    const { rows } = await client.query<{ reste: boolean; existe: boolean }>(
      `select case when $2::uuid is null then exists (select from auth.second_facteur where compte = $1)
           else exists (select from auth.cle_acces where compte = $1 and id = $2) end as existe,
         ($2::uuid is not null and exists (select from auth.second_facteur where compte = $1))
         or exists (select from auth.cle_acces where compte = $1 and id is distinct from $2 and suspecte_le is null) as reste`,
      [compte, cle],
    )
    const { reste, existe } = rows[0]!
    if (!existe) {
      await client.query('rollback')
      return 'inconnue'
    }
    if (!reste && exigence && (await doitGarderUnePreuve({ pool: client }, compte, maintenant))) {
      await client.query('rollback')
      return 'derniere'
    }
    const { rowCount } = cle
      ? await client.query('delete from auth.cle_acces where compte = $1 and id = $2', [compte, cle])
      : await client.query('delete from auth.second_facteur where compte = $1', [compte])
    // A copied key that stays still closes the door on a password alone: the codes on paper open it.
    await client.query(
      `delete from auth.code_secours where compte = $1
         and not exists (select from auth.second_facteur where compte = $1) and not exists (select from auth.cle_acces where compte = $1)`,
      [compte],
    )
    await client.query('commit')
    return rowCount === 1 ? 'retiree' : 'inconnue'
  } catch (erreur) {
    await client.query('rollback').catch(() => {})
    throw erreur
  } finally {
    client.release()
  }
}
