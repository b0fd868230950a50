import { type Annuaire, type AnnuaireVerifie, verifierAnnuaire } from '@maillage/coffre'
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
  }
}

/** The public key to believe for who signs in a case: the author's, or a member's of the directory. */
export const clesDuDossier =
  (cleAuteur: string, membres: readonly Readonly<{ id: string; signature: string }>[]) =>
  (qui: Readonly<{ emetteur?: string; par?: string }>): string | undefined => {
    const id = qui.emetteur ?? qui.par
    return id === 'auteur' ? cleAuteur : membres.find((membre) => membre.id === id)?.signature
  }
