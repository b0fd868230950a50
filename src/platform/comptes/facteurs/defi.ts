import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Comptes } from '../comptes.ts'

/** What the answer to a challenge will be used for; an answer given for one use is refused for the others. */
export type UsageDeDefi = 'ajouter' | 'prouver' | 'entrer'

const MINUTES = 10
const sceau = (secret: string, usage: UsageDeDefi, lie: string, corps: Buffer): Buffer =>
  createHmac('sha256', `defi:${secret}`).update(`${usage}:${lie}:`).update(corps).digest().subarray(0, 16)

/**
 * A challenge for the browser to sign: 128 bits of chance, its end (ten minutes), and our seal. Nothing is written until it is answered.
 * @param lie the session for which it is drawn; '' before sign-in
 */
export function tirerDefi(
  secret: string,
  usage: UsageDeDefi,
  lie: string,
  maintenant: Date,
): Uint8Array<ArrayBuffer> {
  const corps = Buffer.alloc(22)
  randomBytes(16).copy(corps)
  corps.writeUIntBE(+maintenant + MINUTES * 60_000, 16, 6)
  return new Uint8Array(Buffer.concat([corps, sceau(secret, usage, lie, corps)]))
}

/** When the challenge ends, in milliseconds; null when it is not ours, serves another use or session, or is too old. */
export function finDuDefi(
  secret: string,
  usage: UsageDeDefi,
  lie: string,
  defi: string,
  maintenant: Date,
): number | null {
  const octets = Buffer.from(defi, 'base64url')
  if (octets.length !== 38) return null
  const corps = octets.subarray(0, 22)
  if (!timingSafeEqual(octets.subarray(22), sceau(secret, usage, lie, corps))) return null
  const fin = corps.readUIntBE(16, 6)
  return fin > +maintenant ? fin : null
}

/** Marks a challenge as answered; false when it was already: of two answers at the same instant one counts. */
export async function consommerDefi({ pool }: Comptes, defi: string, fin: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    'insert into auth.defi_servi (empreinte, expire_le) values ($1, $2) on conflict do nothing',
    [createHash('sha256').update(defi).digest('base64url'), new Date(fin)],
  )
  return rowCount === 1
}
