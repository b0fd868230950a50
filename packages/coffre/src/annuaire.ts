import * as f from './canonique.ts'
import { DOMAINES, PROTO } from './domaines.ts'
import { type Rang, SUITE } from './message.ts'
import { empreinte, type Octets } from './primitives.ts'
import { refuser, sinon } from './refus.ts'
import type { Destinataire } from './scelle.ts'
import { type CleSignature, signer, verifier } from './signature.ts'

type Libre = Readonly<{ [champ: string]: f.Json }>
/** A person whom the directory vouches for: identifier, sealing and signing keys; the application adds its own fields. */
export type Membre = Readonly<{ id: string; scellement: Destinataire; signature: string }>
type Chaine = Rang & Readonly<{ proto: string; organisme: string }>
/** A version of the directory. `du` and `au` are included days, 90 apart at most; the application adds its own fields. */
export type Annuaire = Chaine & Readonly<{ du: string; au: string; membres: readonly (Membre & Libre)[] }>
declare const VERIFIE: unique symbol
/** Only `verifierAnnuaire` makes one: what seals for people of the directory asks for this type. */
export type AnnuaireVerifie = Annuaire & { readonly [VERIFIE]: true }
type Publie = Readonly<{ annuaire: Annuaire; racine: string; contreseing: string }>
export type Connu = Readonly<{ rang: number; empreinte: string }>
type Racines = Readonly<{ organisme: string; racine: string; region: string }>
/** What a reader must know beforehand: whose directory, both public keys (pinned, different), today, the last version seen. */
export type Attente = Racines & Readonly<{ jour: string; connu?: Connu }>
type Role = 'annuaire' | 'contreseing'

const JOUR = 86_400_000
const hybride = (v: unknown) => typeof v === 'string' && v.startsWith('age1pq1')
const MEMBRE: f.Forme<Membre> = { id: f.texte, scellement: hybride, signature: f.octets(32) }
const CHAINE: f.Forme<Chaine> = { ...SUITE, proto: (v) => v === PROTO, organisme: f.texte }
const FORME: f.Forme<Annuaire> = { ...CHAINE, du: f.jour, au: f.jour, membres: Array.isArray }
const PUBLIE: f.Forme<Publie> = { annuaire: f.objet, racine: f.octets(64), contreseing: f.octets(64) }

/** SHA-256 of a version: what the next one cites, and what a bundle pins. */
export const empreinteAnnuaire = (annuaire: Annuaire) => empreinte(f.octetsCanoniques(annuaire as never))

/** Signature of a version by the organisation's root, or countersignature by the region's: two people, two places, offline. */
export const signerAnnuaire = (annuaire: Annuaire, role: Role, cle: CleSignature): string =>
  signer(DOMAINES[role], annuaire as never, cle)

/** The published file of a version. */
export const publierAnnuaire = (annuaire: Annuaire, racine: string, contreseing: string): Octets =>
  f.octetsCanoniques({ annuaire: annuaire as never, racine, contreseing })

/**
 * Believes a directory or refuses to seal. `suite` holds every version after `connu` (what the bundle pins), oldest first; only the
 * last must be valid on `jour` (Europe/Paris), with one day of grace before `du` for a slow clock. Guards against a server that swaps
 * keys, brings back a departed member or shows two directories. Refuses with the `annuaire-…` code of what is wrong.
 */
export function verifierAnnuaire(suite: readonly Uint8Array[], attente: Attente): AnnuaireVerifie {
  let connu = attente.connu
  let dernier: Annuaire | undefined
  for (const fichier of suite) {
    dernier = lire(fichier, attente)
    const ici = { rang: dernier.rang, empreinte: empreinteAnnuaire(dernier) }
    if (connu && ici.rang < connu.rang) refuser('annuaire-recul')
    if (connu && ici.rang > connu.rang + 1) refuser('annuaire-lacune')
    const cite = ici.rang === connu?.rang ? ici.empreinte : dernier.precedent
    if (connu && cite !== connu.empreinte) refuser('annuaire-bifurque')
    connu = ici
  }
  if (!dernier || !f.jour(attente.jour)) return refuser('annuaire-malforme')
  if (dernier.au < attente.jour) refuser('annuaire-perime')
  if (Date.parse(dernier.du) > Date.parse(attente.jour) + JOUR) refuser('annuaire-futur')
  return dernier as AnnuaireVerifie
}

/** The member `id` of a verified directory, or `destinataire-absent`. */
export const membreDe = (annuaire: AnnuaireVerifie, id: string): Membre & Libre =>
  annuaire.membres.find((membre) => membre.id === id) ?? refuser('destinataire-absent')

function lire(fichier: Uint8Array, { organisme, racine, region }: Attente): Annuaire {
  const { annuaire, ...s } = sinon('annuaire-malforme', () => {
    const publie = f.exiger<Publie>(f.lireCanonique(fichier), PUBLIE)
    for (const m of f.exiger<Annuaire>(publie.annuaire, FORME, true).membres) f.exiger(m, MEMBRE, true)
    return publie
  })
  const signe = (r: Role, sig: string, cle: string) => verifier(DOMAINES[r], annuaire as never, sig, cle)
  if (!signe('annuaire', s.racine, racine)) refuser('annuaire-signature')
  if (racine === region || !signe('contreseing', s.contreseing, region)) refuser('annuaire-contreseing')
  if (annuaire.organisme !== organisme) refuser('annuaire-autre-organisme')
  const duree = Date.parse(annuaire.au) - Date.parse(annuaire.du)
  const uniques = new Set(annuaire.membres.map(({ id }) => id)).size === annuaire.membres.length
  if (duree < 0 || duree > 90 * JOUR || !uniques) refuser('annuaire-malforme')
  return annuaire
}
