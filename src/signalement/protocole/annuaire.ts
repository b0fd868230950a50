import {
  type Annuaire,
  type AnnuaireVerifie,
  empreinteAnnuaire,
  lireCanonique,
  verifierAnnuaire,
} from '@maillage/coffre'
import { peutDonner, ROLES, type Role, type Volet } from '../domain/acces.ts'
import { type Employeur, lirePolitique, type Politique } from '../domain/politique.ts'

/** Public keys that a page believes from the start, and where the chain of directories begins. */
export type Ancrage = Readonly<{
  organisme: string
  racine: string
  region: string
  /** The key that signs proofs of filing. */
  preuve: string
  connu?: Readonly<{ rang: number; empreinte: string }>
}>

export type MembreDeCellule = Readonly<{
  id: string
  role: Role
  nom: string
  conflits: readonly string[]
  remplace?: string
  /** For who answers in the name of an employer: which one. */
  employeur?: string
  scellement: string
  signature: string
}>

/** By member, the signing keys that verified versions gave her, each with the role that she had then. */
export type Signataires = ReadonlyMap<string, readonly Readonly<{ cle: string; role: Role }>[]>

/** The directory of an organisation, verified, in the words of this application. */
export type Cellule = Readonly<{
  verifie: AnnuaireVerifie
  organisme: string
  nom: string
  telephone: string
  departement: string
  /** Organisations that share this team (equipe commune); alone: itself. */
  partagee: readonly string[]
  membres: readonly MembreDeCellule[]
  employeurs: readonly Employeur[]
  politique: Politique
  /** Public key of the recovery quorum. */
  sequestre: string
  /** Every signing key that a version of the directory gave, by member: past messages stay verifiable. */
  signataires: Signataires
  /** Every version, oldest first: who was in it, in which role, under which identifier before. */
  versions: readonly Readonly<{
    empreinte: string
    roles: ReadonlyMap<string, Role>
    /** By new identifier, the one that the same person had before. */
    remplace: ReadonlyMap<string, string>
  }>[]
  /** Key with which this organisation's watcher signs the journals of the others; null: it watches nobody. */
  guetteur: string | null
}>

type Publie = Omit<Annuaire, 'membres'> &
  Readonly<{
    nom: string
    telephone: string
    departement: string
    partagee: readonly string[]
    membres: readonly MembreDeCellule[]
    employeurs: readonly Employeur[]
    politique: Politique
    sequestre: string
    guetteur?: string
  }>

/** Believes a directory, or throws the refusal of the sealing package: nothing is sealed for people it does not vouch for. */
export function ouvrirCellule(suite: readonly Uint8Array[], ancrage: Ancrage, jour: string): Cellule {
  const { organisme, racine, region, connu } = ancrage
  const verifie = verifierAnnuaire(suite, { organisme, racine, region, jour, ...(connu && { connu }) })
  const lu = verifie as unknown as Publie
  return {
    verifie,
    organisme,
    nom: lu.nom,
    telephone: lu.telephone,
    departement: lu.departement,
    partagee: lu.partagee,
    membres: lu.membres.filter(({ role }) => ROLES.includes(role)),
    employeurs: lu.employeurs,
    politique: lirePolitique(lu.politique),
    sequestre: lu.sequestre,
    signataires: signatairesDe(suite),
    versions: suite.map(versionDe),
    guetteur: lu.guetteur ?? null,
  }
}

/**
 * The public keys to believe for who signs in a case: the author's, or those that a verified version of the directory gave to a member. Who left or
 * changed key stays readable; a new epoch keeps him from writing what follows.
 */
export const clesDuDossier =
  (cleAuteur: string, signataires: Signataires) =>
  ({ emetteur }: Readonly<{ emetteur: string }>): readonly string[] =>
    emetteur === 'auteur' ? [cleAuteur] : clesDe(signataires, emetteur)

/**
 * The public keys to believe for who gives the key of a compartment: the author's, or those of a member whose role may give that compartment. An epoch
 * brought by anybody else, an employer or a watcher of deadlines who is in the directory all the same, is refused before anything is sealed for it.
 */
export const clesDesDonneurs =
  (cleAuteur: string, signataires: Signataires) =>
  ({ par, volet }: Readonly<{ par: string; volet: string }>): readonly string[] =>
    par === 'auteur' ? [cleAuteur] : clesDe(signataires, par, (role) => peutDonner(role, volet as Volet))

/** The signing keys of a member; with `juste`, those that she had in a role which may. */
export const clesDe = (
  signataires: Signataires,
  id: string,
  juste: (role: Role) => boolean = () => true,
): readonly string[] => (signataires.get(id) ?? []).filter(({ role }) => juste(role)).map(({ cle }) => cle)

/** A version of a chain that `verifierAnnuaire` believed. */
function versionDe(fichier: Uint8Array): Cellule['versions'][number] {
  const { annuaire } = lireCanonique(fichier) as unknown as { annuaire: Publie }
  return {
    empreinte: empreinteAnnuaire(annuaire),
    roles: new Map(annuaire.membres.map(({ id, role }) => [id, role])),
    remplace: new Map(
      annuaire.membres.flatMap(({ id, remplace }) => (remplace === undefined ? [] : [[id, remplace]])),
    ),
  }
}

/** Signing keys by member, over every version of the chain: only after `verifierAnnuaire` believed the whole of it. */
function signatairesDe(suite: readonly Uint8Array[]): Signataires {
  const trouves = new Map<string, { cle: string; role: Role }[]>()
  for (const fichier of suite) {
    const { annuaire } = lireCanonique(fichier) as unknown as { annuaire: Publie }
    for (const { id, signature: cle, role } of annuaire.membres) {
      const connues = trouves.get(id) ?? []
      if (!connues.some((c) => c.cle === cle && c.role === role)) trouves.set(id, [...connues, { cle, role }])
    }
  }
  return trouves
}
