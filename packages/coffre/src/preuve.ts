import { type Forme, jour, octets, octetsCanoniques, texte } from './canonique.ts'
import { DOMAINES } from './domaines.ts'
import { empreinte } from './primitives.ts'
import { refuser } from './refus.ts'
import { type CleSignature, ecrireSigne, lireSigne } from './signature.ts'

/** What the server attests: on this ISO day this organisation received exactly these sealed bytes. Nothing of their content. */
export type Preuve = Readonly<{ organisme: string; jour: string; depot: string }>
const FORME: Forme<Preuve> = { organisme: texte, jour, depot: octets(32) }

/** One fingerprint for all the sealed files of a deposit, whatever their order. */
export const empreinteDepot = (fichiers: readonly Uint8Array[]): string =>
  empreinte(octetsCanoniques(fichiers.map(empreinte).sort()))

/** Proof of filing, made by the server: the author shows it to an outside authority without showing what she wrote. */
export const attesterDepot = (p: Preuve, cle: CleSignature) => ecrireSigne(DOMAINES.preuve, p, FORME, cle)

/** Checks a proof with the server's public key and, if given, the deposit's files (`autre-contexte` when they are others). */
export function verifierPreuve(preuve: Uint8Array, publique: string, fichiers?: readonly Uint8Array[]) {
  const lue = lireSigne(preuve, DOMAINES.preuve, FORME, () => publique)
  if (fichiers && empreinteDepot(fichiers) !== lue.depot) refuser('autre-contexte')
  return lue
}
