import * as f from './canonique.ts'
import { type Domaine, PROTO } from './domaines.ts'
import * as p from './primitives.ts'
import { refuser } from './refus.ts'

/** An Ed25519 pair in base64url: 32-byte secret, 32-byte public key. */
export type CleSignature = Readonly<{ privee: string; publique: string }>
/**
 * Finds the public keys to believe for what a content claims (from the verified versions of a directory: a signer may have changed key);
 * undefined or none: unknown signer.
 */
export type CleDe<T> = (contenu: T) => string | readonly string[] | undefined

/** A new pair, or the one of a 32-byte secret. */
export function cleSignature(secret: Uint8Array = p.alea(32)): CleSignature {
  if (secret.length !== 32) refuser('forme-invalide')
  return { privee: p.enTexte(secret), publique: p.enTexte(p.publiqueDe(secret)) }
}

/** Signs UTF-8(domain) ‖ 0x00 ‖ canonical JSON; base64url, 86 characters. The domain keeps uses apart. */
export const signer = (domaine: Domaine, valeur: f.Json, cle: CleSignature): string =>
  p.enTexte(p.signerOctets(aSigner(domaine, valeur), p.depuisTexte(cle.privee)))

/** Whether `signature` was made for this domain and value by the holder of `publique`. */
export const verifier = (domaine: Domaine, valeur: f.Json, signature: string, publique: string): boolean =>
  p.verifierOctets(signature, aSigner(domaine, valeur), publique)

/** What only a holder of the 32 bytes of `cle` can make of a value (HKDF-Expand, an HMAC): for what its own maker alone reads again. */
export const marquer = (domaine: Domaine, valeur: f.Json, cle: Uint8Array): string =>
  p.enTexte(p.deriver(cle, p.octetsDe(PROTO), aSigner(domaine, valeur)))

/** Canonical bytes of `contenu`, checked against `forme`, with the version (`proto`) and the signature (`sig`). */
export async function ecrireSigne<T>(domaine: Domaine, contenu: T, forme: f.Forme<T>, cle: CleSignature) {
  const complet = { ...f.exiger<T>(contenu, forme), proto: PROTO } as { readonly [cle: string]: f.Json }
  const sig = await p.signerVite(aSigner(domaine, complet), p.depuisTexte(cle.privee))
  return f.octetsCanoniques({ ...complet, sig: p.enTexte(sig) })
}

/** Reads what `ecrireSigne` wrote; refuses `forme-invalide`, `emetteur-inconnu`, `signature-invalide`. */
export function lireSigne<T>(octets: Uint8Array, domaine: Domaine, forme: f.Forme<T>, cleDe: CleDe<T>): T {
  const lu = f.lireCanonique(octets)
  if (!f.objet(lu)) refuser('forme-invalide')
  const { sig, ...complet } = lu as Readonly<Record<string, f.Json>>
  const { proto, ...contenu } = complet
  f.exiger<T>(contenu, forme)
  if (proto !== PROTO || typeof sig !== 'string') refuser('forme-invalide')
  const publiques = [cleDe(contenu as T) ?? []].flat()
  if (publiques.length === 0) refuser('emetteur-inconnu')
  if (!publiques.some((cle) => verifier(domaine, complet, sig as string, cle))) refuser('signature-invalide')
  return contenu as T
}

const aSigner = (domaine: Domaine, valeur: f.Json): p.Octets =>
  p.octetsDe(`${domaine}\0${f.canoniser(valeur)}`)
