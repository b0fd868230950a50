import { nouvelId } from '#shared/ids.ts'
import type { Base } from '../../base/base.ts'
import type { Comptes } from '../comptes.ts'
import type { Structure } from '../structures.ts'
import type { Identite } from './proconnect.ts'

/** What names somebody for good: never her address, which changes hands. */
export type NomDIdentite = Pick<Identite, 'emetteur' | 'fournisseur' | 'sujet'>

/** The account an identity was bound to; null when it never was. Notes that it served. */
export async function compteDeLIdentite(
  { pool }: Comptes,
  { emetteur, fournisseur, sujet }: NomDIdentite,
  maintenant: Date,
): Promise<string | null> {
  const { rows } = await pool.query<{ compte: string }>(
    `update auth.identite set utilisee_le = $4 where emetteur = $1 and fournisseur = $2 and sujet = $3 returning compte`,
    [emetteur, fournisseur, sujet, maintenant],
  )
  return rows[0]?.compte ?? null
}

/** Binds an identity to an account; false when it is already bound to another. */
export async function lierIdentite(
  { pool }: Comptes,
  { emetteur, fournisseur, sujet }: NomDIdentite,
  compte: string,
  maintenant: Date,
): Promise<boolean> {
  const { rows } = await pool.query<{ compte: string }>(
    `insert into auth.identite as i (id, emetteur, fournisseur, sujet, compte, liee_le, utilisee_le) values ($1, $2, $3, $4, $5, $6, $6)
     on conflict (emetteur, fournisseur, sujet) do update set utilisee_le = excluded.utilisee_le where i.compte = excluded.compte
     returning compte`,
    [nouvelId(), emetteur, fournisseur, sujet, compte, maintenant],
  )
  return rows.length === 1
}

/** Unbinds every identity of an account. */
export async function delier({ pool }: Comptes, compte: string): Promise<void> {
  await pool.query('delete from auth.identite where compte = $1', [compte])
}

/** The same organisations with the number under which the State knows them. */
export async function avecSiren(
  base: Base,
  structures: readonly Structure[],
): Promise<readonly (Structure & { readonly siren: string | null })[]> {
  const { rows } = await base.pool.query<{ id: string; siren: string | null }>(
    'select id, siren from organisme where id = any($1::uuid[])',
    [structures.map(({ organismeId }) => organismeId)],
  )
  const sirens = new Map(rows.map(({ id, siren }) => [id, siren]))
  return structures.map((structure) => ({ ...structure, siren: sirens.get(structure.organismeId) ?? null }))
}

/**
 * The organisation to act for, by the SIRET that ProConnect gives (its first nine digits are the SIREN); null when the person must choose: none is
 * of that SIRET, or several are. Some organisations of the directory have no SIREN yet: the only one, nothing says that it is not hers.
 */
export function parSiret<S extends { readonly siren: string | null }>(
  structures: readonly S[],
  siret: string | null,
): S | null {
  const siennes =
    siret === null
      ? structures
      : structures.filter(({ siren }) => (siren === null ? structures.length === 1 : siret.startsWith(siren)))
  return siennes.length === 1 ? siennes[0]! : null
}

/** True when an establishment is known to be none of these organisations. */
export const estEtranger = (
  structures: readonly { readonly siren: string | null }[],
  siret: string,
): boolean =>
  structures.length > 0 && structures.every(({ siren }) => siren !== null && !siret.startsWith(siren))
