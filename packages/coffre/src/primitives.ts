// Hashing, signing, chance and spelling of bytes. With scelle.ts, mots.ts, trousseau.ts and sequestre.ts, the only importers.
import { ed25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { base64urlnopad } from '@scure/base'
import { essayer, refuser, sinon } from './refus.ts'

export type Octets = Uint8Array<ArrayBuffer>

/** `n` bytes (65,536 at most) from the system's generator. */
export const alea = (n: number): Octets => crypto.getRandomValues(new Uint8Array(n))

/** UTF-8 bytes of a well-formed text. */
export const octetsDe = (texte: string): Octets => new TextEncoder().encode(texte)

/** base64url without padding (RFC 4648 §5). */
export const enTexte = (octets: Uint8Array): string => base64urlnopad.encode(octets)

/** Reverse of `enTexte`; refuses (`forme-invalide`) any spelling but the canonical one. */
export const depuisTexte = (texte: string): Octets =>
  sinon('forme-invalide', () => new Uint8Array(base64urlnopad.decode(texte)))

/** SHA-256, in base64url: 43 characters. */
export const empreinte = (octets: Uint8Array): string => enTexte(sha256(octets))

/** The same fingerprint of a large file, by the system where it offers one (a page served over HTTPS, Node): several times faster. */
export const empreinteLongue = async (octets: Uint8Array): Promise<string> =>
  crypto.subtle
    ? enTexte(new Uint8Array(await crypto.subtle.digest('SHA-256', octets as Octets)))
    : empreinte(octets)

/** HKDF-SHA256 (RFC 5869): `n` bytes for the use named by `info`; `secret` must already hold its entropy. */
export const deriver = (secret: Uint8Array, sel: Uint8Array, info: Uint8Array, n = 32): Octets =>
  new Uint8Array(hkdf(sha256, secret, sel, info, n))

/** Ed25519 (RFC 8032) public key of a 32-byte secret. */
export const publiqueDe = (secret: Uint8Array): Uint8Array => ed25519.getPublicKey(secret)

/** Ed25519 signature, deterministic, 64 bytes; refuses (`forme-invalide`) a secret that is not 32 bytes. */
export const signerOctets = (octets: Uint8Array, secret: Uint8Array): Uint8Array =>
  sinon('forme-invalide', () => ed25519.sign(octets, secret))

// What PKCS #8 (RFC 8410) writes before the 32 bytes of an Ed25519 secret: the only form in which the system takes one.
const PKCS8 = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20]

/**
 * The same signature by the system where it knows Ed25519 (Node, a recent browser over HTTPS), ten times faster; by the library otherwise. Apple's system
 * mixes chance into it: valid all the same, and nothing here compares two signatures.
 */
export async function signerVite(octets: Octets, secret: Uint8Array): Promise<Uint8Array> {
  if (secret.length !== 32) refuser('forme-invalide')
  try {
    const pkcs8 = new Uint8Array([...PKCS8, ...secret])
    const cle = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign'])
    return new Uint8Array(await crypto.subtle.sign('Ed25519', cle, octets))
  } catch {
    return signerOctets(octets, secret)
  }
}

/** Strict RFC 8032 check (canonical points, no small order: a signature binds one key and one message); false, never an error. */
export const verifierOctets = (signature: string, octets: Uint8Array, publique: string): boolean =>
  essayer(() => ed25519.verify(depuisTexte(signature), octets, depuisTexte(publique), { zip215: false }))
    ?.valeur ?? false
