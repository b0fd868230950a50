/** How the agent is employed. `titulaire` and `stagiaire` are the officials (fonctionnaires). */
export type Statut = 'titulaire' | 'stagiaire' | 'cdi' | 'cdd' | 'droit-prive'

/** Pension scheme: CNRACL (régime spécial), or IRCANTEC with the régime général. Source: décret 2022-244, art. 1. */
export type Regime = 'CNRACL' | 'IRCANTEC'

export type Categorie = 'A' | 'B' | 'C'
export type Sexe = 'F' | 'M'

/** Nature of a leave in progress; never its cause. `ATMP`: work accident of an agent of the régime général. */
export type TypeConge = 'CMO' | 'CLM' | 'CLD' | 'CGM' | 'CITIS' | 'ATMP' | 'DISPO' | 'TPT'

/** One accepted row: one agent with one employer, on the census date. Every amount is monthly and gross. */
export interface AgentRecense {
  /** Establishment of the employer, 14 digits. */
  siret: string
  /** Pseudonym, unique within one employer. */
  matricule: string
  sexe: Sexe | null
  anneeNaissance: number
  /** 'AAAA-MM-JJ', or null when only the year was given. */
  dateNaissance: string | null
  statut: Statut
  regime: Regime
  /** Null only for private-law contracts. */
  categorie: Categorie | null
  grade: string | null
  /** Weekly hours of the post, in hundredths of an hour (3 500 = 35 h). */
  heuresHebdo: number
  /** Weekly hours of a full-time post of the same kind, in hundredths of an hour (3 500; 2 000 or 1 600 for artistic teaching). */
  heuresTempsComplet: number
  /** Weekly hours of all the agent's public posts, same unit; equals `heuresHebdo` when the column is absent or empty. */
  heuresTousEmplois: number
  /** Authorised part time, in basis points of the post (10 000 = 100 %). What is paid is `fractionPayee`. */
  quotite: number
  indiceMajore: number | null
  /** Gross monthly base pay in cents, for agents who are not paid on an index; null otherwise. */
  traitementMensuel: number | null
  nbiPoints: number
  /** Recurring régime indemnitaire, cents a month. */
  riMensuel: number
  /** Indemnité de résidence, cents a month. */
  indemniteResidence: number
  /** Supplément familial de traitement, cents a month. */
  sft: number
  /** 'AAAA-MM-JJ' with this employer. */
  dateEntree: string | null
  conge: { readonly type: TypeConge; readonly depuis: string } | null
  /** Whether the agent holds an individual income-protection contract; null when not said. */
  contratIndividuel: boolean | null
}

/** Names of the columns of a census, in the order of the documented format. */
export type NomColonne =
  | 'siret'
  | 'matricule'
  | 'naissance'
  | 'statut'
  | 'regime'
  | 'categorie'
  | 'heures_hebdo'
  | 'indice_majore'
  | 'traitement_mensuel'
  | 'ri_mensuel'
  | 'sexe'
  | 'grade'
  | 'heures_temps_complet'
  | 'heures_tous_emplois'
  | 'quotite'
  | 'nbi_points'
  | 'indemnite_residence'
  | 'sft'
  | 'date_entree'
  | 'conge_type'
  | 'conge_depuis'
  | 'contrat_individuel'
