import { argon2id } from 'hash-wasm'
import { exiger, type Forme, lireCanonique, nombre, octets, octetsCanoniques, texte } from './canonique.ts'
import { DERIVATIONS, DOMAINES, PROTO } from './domaines.ts'
import { alea, depuisTexte, deriver, enTexte, octetsDe } from './primitives.ts'
import { refuser } from './refus.ts'
import type { Destinataire, Identite } from './scelle.ts'
import { destinataireDe, nouvelleIdentite, ouvrir, sceller } from './scelle.ts'
import { type CleSignature, cleSignature, ecrireSigne, lireSigne } from './signature.ts'

/** Cost of Argon2id (RFC 9106), one lane: memory in KiB, passes. */
export type Cout = Readonly<{ memoire: number; passes: number }>
/** A new keystore: about a second. Under `PLANCHER_COUT` a keystore is refused: a server lowered it to guess the passphrase. */
export const COUT: Cout = { memoire: 131_072, passes: 3 }
export const PLANCHER_COUT: Cout = { memoire: 65_536, passes: 3 }
const PLAFOND_COUT: Cout = { memoire: 1_048_576, passes: 10 }

/** The keys of a member: identifier, sealing identity, signing pair. */
export type ClesMembre = Readonly<{ id: string; identite: Identite; signature: CleSignature }>
/** An open keystore: the keys, the recipient of the recovery sheet, and with a passphrase the key that tells the server who it is. */
export type Ouvert = Readonly<{ cles: ClesMembre; secours: Destinataire; authentification?: string }>
type Entete = Cout & Readonly<{ id: string; sel: string }>
type Fichier = Entete & Readonly<{ proto: string; phrase: string; secours: string }>
type Contenu = Entete & Readonly<{ identite: string; signature: string; secours: string }>

const ENTETE: Forme<Entete> = { id: texte, sel: octets(16), memoire: nombre, passes: nombre }
const FICHIER: Forme<Fichier> = { ...ENTETE, proto: (v) => v === PROTO, phrase: texte, secours: texte }
const CONTENU: Forme<Contenu> = { ...ENTETE, identite: texte, signature: octets(32), secours: texte }

/**
 * Seals a member's keys twice, for a passphrase (14 characters at least, else `phrase-courte`) and for a recovery sheet (`secours`).
 * A stolen keystore costs one Argon2id per guess. The server keeps a hash of `authentification`, which opens nothing.
 */
export async function creerTrousseau(cles: ClesMembre, phrase: string, secours: Destinataire, cout = COUT) {
  if ([...phrase.trim()].length < 14) refuser('phrase-courte')
  const entete: Entete = { memoire: cout.memoire, passes: cout.passes, id: cles.id, sel: enTexte(alea(16)) }
  const { authentification, identite } = await deriverPhrase(phrase, entete)
  const contenu = { ...entete, identite: cles.identite, signature: cles.signature.privee, secours }
  const signe = await ecrireSigne(DOMAINES.trousseau, contenu, CONTENU, cles.signature)
  const pour = async (cle: Destinataire) => enTexte(await sceller(signe, [cle]))
  const scelles = { phrase: await pour(await destinataireDe(identite)), secours: await pour(secours) }
  return { fichier: octetsCanoniques({ ...entete, ...scelles, proto: PROTO }), authentification }
}

/** Opens with the passphrase. Refuses `trousseau-affaibli` before any derivation, `phrase-refusee` whatever else is wrong. */
export async function ouvrirTrousseau(fichier: Uint8Array, phrase: string): Promise<Ouvert> {
  const lu = lireFichier(fichier)
  const { authentification, identite } = await deriverPhrase(phrase, lu)
  const ouvert = await ouvrirAvec(lu, lu.phrase, identite).catch(() => refuser('phrase-refusee'))
  return { ...ouvert, authentification }
}

/** Opens with the 32 bytes of the 24 words. Refuses `trousseau-affaibli`, `secours-refuse`. */
export async function ouvrirParSecours(fichier: Uint8Array, entropie: Uint8Array): Promise<Ouvert> {
  const lu = lireFichier(fichier)
  return ouvrirAvec(lu, lu.secours, identiteSecours(entropie)).catch(() => refuser('secours-refuse'))
}

/** Public recipient of a recovery sheet: the sheet itself is not needed to renew a keystore. */
export const destinataireSecours = (entropie: Uint8Array) => destinataireDe(identiteSecours(entropie))

/**
 * Two unrelated keys from a passphrase (Unicode NFKC): one tells the server who it is, the other opens the keystore. Refuses
 * `derivation-impossible` when the device has no memory left for it.
 */
export async function deriverPhrase(phrase: string, { memoire, passes, sel }: Omit<Entete, 'id'>) {
  const cout = { memorySize: memoire, iterations: passes, parallelism: 1, hashLength: 32 }
  const entree = { password: octetsDe(phrase.normalize('NFKC')), salt: depuisTexte(sel) }
  const calcul = argon2id({ ...cout, ...entree, outputType: 'binary' })
  const cle = await calcul.catch(() => refuser('derivation-impossible'))
  const pour = (info: string) => deriver(cle, octetsDe(PROTO), octetsDe(info))
  const identite = nouvelleIdentite(pour(DERIVATIONS.trousseau))
  return { authentification: enTexte(pour(DERIVATIONS.authentification)), identite }
}

function identiteSecours(entropie: Uint8Array): Identite {
  if (entropie.length !== 32) refuser('forme-invalide')
  return nouvelleIdentite(deriver(entropie, octetsDe(PROTO), octetsDe(DERIVATIONS.secours)))
}

function lireFichier(fichier: Uint8Array): Fichier {
  const lu = exiger<Fichier>(lireCanonique(fichier), FICHIER)
  const tenu = (c: keyof Cout) => lu[c] >= PLANCHER_COUT[c] && lu[c] <= PLAFOND_COUT[c]
  return tenu('memoire') && tenu('passes') ? lu : refuser('trousseau-affaibli')
}

async function ouvrirAvec(lu: Fichier, scelle: string, identite: Identite): Promise<Ouvert> {
  const paire = ({ signature }: Contenu) => cleSignature(depuisTexte(signature))
  const clair = await ouvrir(depuisTexte(scelle), identite)
  const dedans = lireSigne(clair, DOMAINES.trousseau, CONTENU, (contenu) => paire(contenu).publique)
  const memes = (Object.keys(ENTETE) as (keyof Entete)[]).every((champ) => dedans[champ] === lu[champ])
  if (!memes) refuser('autre-contexte')
  const { id, secours } = dedans
  return { cles: { id, identite: dedans.identite, signature: paire(dedans) }, secours }
}
