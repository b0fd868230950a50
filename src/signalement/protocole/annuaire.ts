import { type Annuaire, type AnnuaireVerifie, lireCanonique, verifierAnnuaire } from '@maillage/coffre'
import { ROLES, type Role } from '../domain/acces.ts'
import type { Employeur, Politique } from '../domain/politique.ts'

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
  signataires: ReadonlyMap<string, readonly string[]>
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
    politique: lu.politique,
    sequestre: lu.sequestre,
    signataires: signatairesDe(suite),
    guetteur: lu.guetteur ?? null,
  }
}

/**
 * The public keys to believe for who signs in a case: the author's, or those that a verified version of the directory gave to a member. Who left or
 * changed key stays readable; a new epoch keeps him from writing what follows.
 */
export const clesDuDossier =
  (cleAuteur: string, signataires: ReadonlyMap<string, readonly string[]>) =>
  (qui: Readonly<{ emetteur?: string; par?: string }>): readonly string[] => {
    const id = qui.emetteur ?? qui.par ?? ''
    return id === 'auteur' ? [cleAuteur] : (signataires.get(id) ?? [])
  }

/** Signing keys by member, over every version of the chain: only after `verifierAnnuaire` believed the whole of it. */
function signatairesDe(suite: readonly Uint8Array[]): ReadonlyMap<string, readonly string[]> {
  const trouves = new Map<string, string[]>()
  for (const fichier of suite) {
    const { annuaire } = lireCanonique(fichier) as unknown as { annuaire: Publie }
    for (const { id, signature } of annuaire.membres) {
      const connues = trouves.get(id) ?? []
      if (!connues.includes(signature)) trouves.set(id, [...connues, signature])
    }
  }
  return trouves
}
