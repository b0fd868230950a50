import { createHmac } from 'node:crypto'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { Secret, TOTP } from 'otpauth'
import type { Comptes } from '../comptes.ts'

const CODES_DE_SECOURS = 10
/** One step before and after: the clocks of telephones are not exact. */
const TOLERANCE = 1

/** A generator of codes as telephones know it (RFC 6238: SHA-1, six digits, thirty seconds). */
const generateur = (secret: string, courriel = ''): TOTP =>
  new TOTP({ issuer: 'Maillage', label: courriel, secret: Secret.fromBase32(secret) })

/** A new secret, in base 32: 160 bits. */
export const tirerSecret = (): string => new Secret({ size: 20 }).base32

/** The address that a telephone reads in the square of the page. */
export const adresseDuGenerateur = (secret: string, courriel: string): string =>
  generateur(secret, courriel).toString()

/** The step of thirty seconds whose code this is, now or one step away; null when it is none of them. */
export function pasDuCode(secret: string, code: string, maintenant: Date): number | null {
  const totp = generateur(secret)
  const delta = totp.validate({ token: code, timestamp: +maintenant, window: TOLERANCE })
  return delta === null ? null : totp.counter({ timestamp: +maintenant }) + delta
}

/** Without its spaces and dashes, in capitals: codes are typed as they were printed, or not. */
const nu = (code: string): string => code.replaceAll(/[\s-]/g, '').toUpperCase()

const empreinte = (cle: string, compte: string, code: string): string =>
  createHmac('sha256', cle)
    .update(`secours:${compte}:${nu(code)}`)
    .digest('base64url')

/**
 * Keeps a generator whose first code was right, in the place of a former one, and returns the codes of the way out, told once: ten, of
 * fifty bits. Null when the code is wrong.
 */
export async function activerSecondFacteur(
  { pool }: Comptes,
  cle: string,
  { compte, secret, code }: { readonly compte: string; readonly secret: string; readonly code: string },
  maintenant: Date,
): Promise<readonly string[] | null> {
  const pas = pasDuCode(secret, nu(code), maintenant)
  if (pas === null) return null
  const codes = Array.from({ length: CODES_DE_SECOURS }, tirerCode)
  await pool.query(
    `with ancien as (delete from auth.code_secours where compte = $1),
      facteur as (
        insert into auth.second_facteur (compte, secret, active_le, dernier_pas) values ($1, $2, $3, $4)
        on conflict (compte) do update set secret = excluded.secret, active_le = excluded.active_le, dernier_pas = excluded.dernier_pas
        returning compte)
     insert into auth.code_secours (compte, empreinte) select compte, unnest($5::text[]) from facteur`,
    [
      compte,
      await symmetricEncrypt({ key: cle, data: secret }),
      maintenant,
      pas,
      codes.map((c) => empreinte(cle, compte, c)),
    ],
  )
  return codes
}

/** Codes of the way out for an account that had none (its first key of access); empty when it has some already. */
export async function donnerCodesDeSecours(
  { pool }: Comptes,
  cle: string,
  compte: string,
): Promise<readonly string[]> {
  const codes = Array.from({ length: CODES_DE_SECOURS }, tirerCode)
  const { rowCount } = await pool.query(
    `insert into auth.code_secours (compte, empreinte) select $1, unnest($2::text[])
     where not exists (select from auth.code_secours where compte = $1)`,
    [compte, codes.map((c) => empreinte(cle, compte, c))],
  )
  return rowCount === 0 ? [] : codes
}

/** Ten letters and digits of base 32, cut in two: « K7QD2-MX4TA ». */
function tirerCode(): string {
  const lettres = new Secret({ size: 7 }).base32.slice(0, 10)
  return `${lettres.slice(0, 5)}-${lettres.slice(5)}`
}

/** True when this is the code of now, and the first time that it serves. */
export async function verifierCode(
  { pool }: Comptes,
  cle: string,
  compte: string,
  code: string,
  maintenant: Date,
): Promise<boolean> {
  const { rows } = await pool.query<{ secret: string }>(
    'select secret from auth.second_facteur where compte = $1',
    [compte],
  )
  if (!rows[0]) return false
  // Sealed under another SECRET, nothing can be compared: the operator forgets the generator (ADR 0056).
  const secret = await symmetricDecrypt({ key: cle, data: rows[0].secret }).catch(() => null)
  const pas = secret && pasDuCode(secret, nu(code), maintenant)
  if (pas === null) return false
  const { rowCount } = await pool.query(
    'update auth.second_facteur set dernier_pas = $2 where compte = $1 and dernier_pas < $2',
    [compte, pas],
  )
  return rowCount === 1
}

/** True when this is a code kept on paper that never served; it will not serve again. */
export async function consommerCodeDeSecours(
  { pool }: Comptes,
  cle: string,
  compte: string,
  code: string,
  maintenant: Date,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    'update auth.code_secours set utilise_le = $3 where compte = $1 and empreinte = $2 and utilise_le is null',
    [compte, empreinte(cle, compte, code), maintenant],
  )
  return rowCount === 1
}

/** How many codes kept on paper are left, and since when the generator is there; null without one. */
export async function findSecondFacteur(
  { pool }: Comptes,
  compte: string,
): Promise<{ readonly activeLe: Date; readonly codesRestants: number } | null> {
  const { rows } = await pool.query<{ activeLe: Date; codesRestants: number }>(
    `select f.active_le as "activeLe",
       (select count(*)::int from auth.code_secours c where c.compte = f.compte and c.utilise_le is null) as "codesRestants"
     from auth.second_facteur f where f.compte = $1`,
    [compte],
  )
  return rows[0] ?? null
}
