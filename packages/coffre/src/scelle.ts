import { bech32 } from '@scure/base'
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption'
import { parLeSysteme, systemeSait } from './hybride.ts'
import { alea, type Octets } from './primitives.ts'
import { refuser, sinon } from './refus.ts'
import { rembourrer, retirerRembourrage } from './rembourrage.ts'

/** Private age identity, hybrid X25519 + ML-KEM-768: `AGE-SECRET-KEY-PQ-1…`, spelling of a 32-byte seed. */
export type Identite = string
/** Public age recipient of such an identity: `age1pq1…`. */
export type Destinataire = string

const SECRET = 'AGE-SECRET-KEY-PQ-'
const HYBRIDE = { cle: /^age1pq1[02-9ac-hj-np-z]{1952}$/, entete: '-> mlkem768x25519 ' }
const CLASSIQUE = { cle: /^age1[02-9ac-hj-np-z]{58}$/, entete: '-> X25519 ' }

/** A new hybrid identity, or the one of a 32-byte seed. Refuses (`forme-invalide`) another length. */
export const nouvelleIdentite = (graine: Uint8Array = alea(32)): Identite =>
  graine.length === 32 ? bech32.encodeFromBytes(SECRET, graine).toUpperCase() : refuser('forme-invalide')

/** The seed of a hybrid identity; refuses (`forme-invalide`) anything else, classical identities included. */
export function graineDe(identite: Identite): Octets {
  const { prefix, bytes } = sinon('forme-invalide', () => bech32.decodeToBytes(identite))
  if (prefix.toUpperCase() !== SECRET || bytes.length !== 32) refuser('forme-invalide')
  return new Uint8Array(bytes)
}

/** The public recipient of a hybrid identity. */
export const destinataireDe = async (identite: Identite): Promise<Destinataire> =>
  identityToRecipient(nouvelleIdentite(graineDe(identite)))

/**
 * Pads, then seals in the age format for hybrid recipients only: whoever reads the storage learns neither content nor exact size, today
 * or with a quantum computer. Refuses `sans-destinataire`, `destinataire-invalide`, `chiffrement-impossible`: sealed bytes, or nothing.
 */
export async function sceller(contenu: Uint8Array, pour: readonly Destinataire[]): Promise<Octets> {
  if (pour.some((cle) => !HYBRIDE.cle.test(cle))) refuser('destinataire-invalide')
  return exporter(rembourrer(contenu), pour)
}

/** Opens what `sceller` made. Whatever goes wrong (other key, altered, cut, not age, bad padding) the refusal is `illisible`. */
export const ouvrir = async (scelle: Uint8Array, identite: Identite): Promise<Octets> =>
  retirerRembourrage(await ouvrirExport(scelle, nouvelleIdentite(graineDe(identite))))

/**
 * Bare age file, without padding, that the standard `age` command opens: hybrid recipients (age ≥ 1.3) or classical ones (`age1…`,
 * every age), never both: one classical wrap would undo the hybrid ones. For exports; same refusals as `sceller`.
 */
export async function exporter(contenu: Uint8Array, pour: readonly string[]): Promise<Octets> {
  const famille = [HYBRIDE, CLASSIQUE].find(({ cle }) => pour.every((p) => cle.test(p)))
  if (pour.length === 0) refuser('sans-destinataire')
  if (!famille || new Set(pour).size !== pour.length) return refuser('destinataire-invalide')
  const age = new Encrypter()
  const vite = famille === HYBRIDE && (await systemeSait())
  for (const cle of pour)
    sinon('destinataire-invalide', () => age.addRecipient(vite ? (parLeSysteme(cle) as never) : cle))
  // Neither copied before nor after: a file of 20 MB would be held five times.
  const sortie = await age.encrypt(contenu).catch(() => refuser('chiffrement-impossible'))
  if (!estScelle(sortie, contenu.length, pour.length, famille.entete)) refuser('chiffrement-impossible')
  return sortie as Octets
}

/** Opens a bare age file with a hybrid (`AGE-SECRET-KEY-PQ-1…`) or classical (`AGE-SECRET-KEY-1…`) identity; else `illisible`. */
export async function ouvrirExport(scelle: Uint8Array, identite: string): Promise<Octets> {
  const dechiffreur = new Decrypter()
  sinon('illisible', () => dechiffreur.addIdentity(identite))
  return new Uint8Array(await dechiffreur.decrypt(new Uint8Array(scelle)).catch(() => refuser('illisible')))
}

/** Believes the library on evidence only: an age header, one wrap per recipient, the exact size. */
function estScelle(sortie: Uint8Array, taille: number, combien: number, entete: string): boolean {
  const texte = new TextDecoder('latin1').decode(sortie.subarray(0, combien * 2048 + 256))
  const fin = texte.search(/\n--- [A-Za-z0-9+/]{43}\n/)
  const [magie, ...lignes] = texte.slice(0, fin).split('\n')
  const blocs = Math.max(1, Math.ceil(taille / 65_536))
  const enveloppes = lignes.filter((ligne) => ligne.startsWith(entete)).length
  const longueur = fin + 49 + 16 + taille + 16 * blocs
  return magie === 'age-encryption.org/v1' && enveloppes === combien && sortie.length === longueur
}
