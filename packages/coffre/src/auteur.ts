import { DERIVATIONS, DOMAINES, PROTO } from './domaines.ts'
import { deriver, empreinte, enTexte, octetsDe } from './primitives.ts'
import { refuser } from './refus.ts'
import { type Destinataire, destinataireDe, type Identite, nouvelleIdentite } from './scelle.ts'
import { type CleSignature, cleSignature, signer, verifier } from './signature.ts'

/** Where the server finds the case without learning the words: 16 bytes, and their SHA-256 which alone is stored; base64url. */
export type Reperage = Readonly<{ reperage: string; empreinteReperage: string }>
type Paires = Readonly<{ signature: CleSignature; identite: Identite; destinataire: Destinataire }>
/** What an author owns; all of it comes back from the twelve words. */
export type ClesAuteur = Reperage & Paires

/** Keys of an author from the 16 bytes of her twelve words: HKDF suffices, the secret was drawn and not chosen. */
export async function clesAuteur(entropie: Uint8Array): Promise<ClesAuteur> {
  if (entropie.length !== 16) refuser('forme-invalide')
  const cle = (info: string, n = 32) => deriver(entropie, octetsDe(PROTO), octetsDe(info), n)
  const reperage = cle(DERIVATIONS.reperage, 16)
  const identite = nouvelleIdentite(cle(DERIVATIONS.scellement))
  const trouver = { reperage: enTexte(reperage), empreinteReperage: empreinte(reperage) }
  const signature = cleSignature(cle(DERIVATIONS.signature))
  return { ...trouver, signature, identite, destinataire: await destinataireDe(identite) }
}

/** Answers a server's challenge for one host: a look-alike site cannot replay the answer. */
export const repondreAuDefi = (defi: string, hote: string, cle: CleSignature): string =>
  signer(DOMAINES.defi, { defi, hote }, cle)

/** Whether the answer is this key's, for this challenge and this host. The caller forgets a challenge once answered. */
export const verifierReponse = (defi: string, hote: string, reponse: string, publique: string): boolean =>
  verifier(DOMAINES.defi, { defi, hote }, reponse, publique)
