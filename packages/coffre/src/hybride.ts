import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { ed25519 } from '@noble/curves/ed25519.js'
import { expand, extract } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { sha3_256 } from '@noble/hashes/sha3.js'
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'
import { base64nopad, bech32 } from '@scure/base'
import { type Recipient, Stanza } from 'age-encryption'
import { type Octets, octetsDe } from './primitives.ts'
import { refuser, sinon } from './refus.ts'

const joindre = (...morceaux: readonly (string | Iterable<number>)[]): Octets =>
  new Uint8Array(morceaux.flatMap((m) => [...(typeof m === 'string' ? octetsDe(m) : m)]))
// HPKE (RFC 9180) with X-Wing, HKDF-SHA256 and ChaCha20-Poly1305.
const SUITE = joindre('HPKE-v1HPKE', [0x64, 0x7a, 0, 1, 0, 3])
const extraire = (nom: string, contenu: string, sel?: Uint8Array) =>
  extract(sha256, joindre(SUITE, nom, contenu), sel)

/** The two halves of a hybrid recipient: ML-KEM-768, then X25519. */
function moitiesDe(destinataire: string): [Octets, Octets] {
  const octets = new Uint8Array(bech32.fromWords(bech32.decode(destinataire as never, false).words))
  return [octets.slice(0, 1184), octets.slice(1184)]
}

/**
 * Believes a public key that somebody else made only if an honest page could have: ML-KEM coefficients below q (FIPS 203 §7.2) and not all zero; an X25519
 * coordinate written in the one canonical way, of a point of the curve itself (not of its twist) and of its large subgroup, hence none of small order.
 * @throws Refus `destinataire-invalide`
 */
export function verifierDestinataire(destinataire: string): void {
  sinon('destinataire-invalide', () => {
    const [pq, x] = moitiesDe(destinataire)
    for (let i = 0; i < 1152; i += 3) {
      const trois = pq[i]! | (pq[i + 1]! << 8) | (pq[i + 2]! << 16)
      if ((trois & 0xfff) >= 3329 || trois >> 12 >= 3329) refuser('destinataire-invalide')
    }
    if (pq.subarray(0, 1152).every((octet) => octet === 0)) refuser('destinataire-invalide')
    const { Fp } = ed25519.Point
    // Refused by the field from p on, the unused high bit included; its twin on the Edwards form is y = (u − 1) / (u + 1).
    const u = Fp.fromBytes(x)
    const y = Fp.div(Fp.sub(u, Fp.ONE), Fp.add(u, Fp.ONE))
    if (!ed25519.Point.fromBytes(Fp.toBytes(y)).isTorsionFree()) refuser('destinataire-invalide')
  })
}

/**
 * The hybrid recipient of the age format (`mlkem768x25519`) whose X25519 half is the system's: the library computes that half in JavaScript,
 * four times the cost of the other. Same stanza, which the library and the standard command open.
 */
export function parLeSysteme(destinataire: string): Recipient {
  const [pq, x] = moitiesDe(destinataire)
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
