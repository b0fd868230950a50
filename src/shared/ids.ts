import { createHash, randomBytes } from 'node:crypto'

/** A time-ordered identifier (UUID version 7, RFC 9562): rows created together stay together in the indexes. */
export function nouvelId(maintenant = Date.now()): string {
  const octets = randomBytes(16)
  octets.writeUIntBE(maintenant, 0, 6)
  return enUuid(octets, 7)
}

/** An identifier derived from a name, always the same: demonstration data keep their addresses from one run to the next. */
export function idStable(nom: string): string {
  return enUuid(createHash('sha256').update(nom).digest().subarray(0, 16), 8)
}

function enUuid(octets: Buffer, version: number): string {
  octets[6] = (octets[6]! & 0x0f) | (version << 4)
  octets[8] = (octets[8]! & 0x3f) | 0x80
  const hexa = octets.toString('hex')
  return [hexa.slice(0, 8), hexa.slice(8, 12), hexa.slice(12, 16), hexa.slice(16, 20), hexa.slice(20)].join(
    '-',
  )
}

const FORME_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** True when `texte` can be given to a uuid column: anything else is an address that leads nowhere. */
export const estId = (texte: string): boolean => FORME_UUID.test(texte)
