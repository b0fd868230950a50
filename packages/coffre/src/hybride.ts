import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { expand, extract } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { sha3_256 } from '@noble/hashes/sha3.js'
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'
import { base64nopad, bech32 } from '@scure/base'
import { type Recipient, Stanza } from 'age-encryption'
import { type Octets, octetsDe } from './primitives.ts'

const joindre = (...morceaux: readonly (string | Iterable<number>)[]): Octets =>
  new Uint8Array(morceaux.flatMap((m) => [...(typeof m === 'string' ? octetsDe(m) : m)]))
// HPKE (RFC 9180) with X-Wing, HKDF-SHA256 and ChaCha20-Poly1305.
const SUITE = joindre('HPKE-v1HPKE', [0x64, 0x7a, 0, 1, 0, 3])
const extraire = (nom: string, contenu: string, sel?: Uint8Array) =>
  extract(sha256, joindre(SUITE, nom, contenu), sel)

/**
 * The hybrid recipient of the age format (`mlkem768x25519`) whose X25519 half is the system's: the library computes that half in JavaScript,
 * four times the cost of the other. Same stanza, which the library and the standard command open.
 */
export function parLeSysteme(destinataire: string): Recipient {
  const octets = new Uint8Array(bech32.fromWords(bech32.decode(destinataire as never, false).words))
  const [pq, x] = [octets.subarray(0, 1184), octets.slice(1184)]
  const wrapFileKey = async (cle: Uint8Array) => {
    const paire = (await crypto.subtle.generateKey('X25519', false, ['deriveBits'])) as CryptoKeyPair
    const point = new Uint8Array(await crypto.subtle.exportKey('raw', paire.publicKey))
    const avec = { name: 'X25519', public: await crypto.subtle.importKey('raw', x, 'X25519', false, []) }
    const commun = new Uint8Array(await crypto.subtle.deriveBits(avec, paire.privateKey, 256))
    const { cipherText, sharedSecret } = ml_kem768.encapsulate(pq)
    const secret = extraire('secret', '', sha3_256(joindre(sharedSecret, commun, point, x, '\\.//^\\')))
    const info = extraire('info_hash', 'age-encryption.org/mlkem768x25519')
    const contexte = joindre([0], extraire('psk_id_hash', ''), info)
    const tirer = (nom: string, n: number) => expand(sha256, secret, joindre([0, n], SUITE, nom, contexte), n)
    const scellee = chacha20poly1305(tirer('key', 32), tirer('base_nonce', 12)).encrypt(cle)
    return [new Stanza(['mlkem768x25519', base64nopad.encode(joindre(cipherText, point))], scellee)]
  }
  return { wrapFileKey }
}

/** Whether the system knows X25519 (Node, a recent browser over HTTPS). */
export const systemeSait = async (): Promise<boolean> =>
  Boolean(await crypto.subtle?.generateKey('X25519', false, ['deriveBits']).catch(() => null))
