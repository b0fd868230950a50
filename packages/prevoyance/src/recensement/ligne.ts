import { LECTEURS, type Valeurs, VIDES } from './champs.ts'
import { COLONNES } from './colonnes.ts'
import type { Entete } from './entete/entete.ts'
import { nettoyer } from './lecture.ts'
import { illisible, type Lecture, lu, type MotifAvertissement, type MotifRefus, refus } from './motif.ts'
import type { ContexteRegles } from './regles/regle.ts'
import { REGLES_D_AVERTISSEMENT } from './regles/regles-d-avertissement.ts'
import { REGLES_DE_REFUS } from './regles/regles-de-refus.ts'
import type { AgentRecense, NomColonne } from './types.ts'

const CELLULE_MAX = 200

/** Verdict on one row. `agent` is null when there is at least one refusal; warnings are given only with an agent. */
export interface VerdictLigne {
  readonly agent: AgentRecense | null
  readonly refus: readonly MotifRefus[]
  readonly avertissements: readonly MotifAvertissement[]
  /** What the row calls the agent, whatever the rest is worth: a duplicate of a refused row is still a duplicate. */
  readonly identite: { readonly siret: string; readonly matricule: string } | null
}

/** Reads one cell as its column is read; an empty one is worth what the format says, or is refused. */
export function lireCellule(nom: NomColonne, brute: string): Lecture<unknown> {
  if (brute.length > CELLULE_MAX) return illisible(refus('cellule-trop-longue', brute.length))
  const cellule = nettoyer(brute)
  if (cellule !== '') return LECTEURS[nom](cellule)
  return nom in VIDES ? lu(VIDES[nom as keyof typeof VIDES]) : illisible(refus('cellule-vide'))
}

/**
 * Decides whether one row enters the census, and says everything that is wrong with it at once. Nothing is corrected:
 * a cell is read as it is written, or refused.
 * @param entete what `lireEntete` understood of the first row
 * @param cellules cells of the row, as text
 * @param contexte census date and the legal constants of that date
 */
export function verifierLigne(
  entete: Entete,
  cellules: readonly string[],
  contexte: ContexteRegles,
): VerdictLigne {
  const motifs: MotifRefus[] = []
  const largeur = largeurDe(entete, cellules, motifs)
  if (!largeur) return { agent: null, refus: motifs, avertissements: [], identite: null }

  const lues: Partial<Record<NomColonne, unknown>> = {}
  for (const { nom } of COLONNES) {
    const position = entete.positions[nom]
    const lecture = lireCellule(nom, position === undefined ? '' : (cellules[position] ?? ''))
    if (lecture.ok) lues[nom] = lecture.valeur
    else motifs.push({ colonne: nom, ...lecture.raison })
  }
  const valeurs = lues as Valeurs
  const peutLire = (colonnes: readonly NomColonne[]) => colonnes.every((nom) => lues[nom] !== undefined)

  for (const regle of REGLES_DE_REFUS) {
    const raison = peutLire(regle.lit) ? regle.decide(valeurs, contexte) : null
    if (raison) motifs.push({ colonne: regle.colonne, ...raison })
  }
  const identite = peutLire(['siret', 'matricule'])
    ? { siret: valeurs.siret, matricule: valeurs.matricule }
    : null
  if (motifs.length > 0) return { agent: null, refus: motifs, avertissements: [], identite }
  return { agent: agentDe(valeurs), refus: [], avertissements: avertir(valeurs, contexte), identite }
}

const AUCUN_AVERTISSEMENT: readonly MotifAvertissement[] = []

/** What a person should look at in a row that no rule refuses. */
export function avertir(valeurs: Valeurs, contexte: ContexteRegles): readonly MotifAvertissement[] {
  let avertissements: MotifAvertissement[] | null = null
  for (const regle of REGLES_D_AVERTISSEMENT) {
    const raison = regle.decide(valeurs, contexte)
    if (raison !== null) {
      avertissements ??= []
      avertissements.push({ colonne: regle.colonne, ...raison })
    }
  }
  return avertissements ?? AUCUN_AVERTISSEMENT
}

/** Cells beyond the header are tolerated when empty, as spreadsheets write them. */
function largeurDe(entete: Entete, cellules: readonly string[], motifs: MotifRefus[]): boolean {
  if (cellules.length < entete.largeur) {
    motifs.push({ colonne: null, ...refus('cellules-manquantes', cellules.length, entete.largeur) })
    return false
  }
  if (cellules.slice(entete.largeur).some((cellule) => nettoyer(cellule) !== '')) {
    motifs.push({ colonne: null, ...refus('cellules-en-trop', cellules.length, entete.largeur) })
    return false
  }
  return true
}

/** An agent from what was read on its row. */
export const agentDe = (v: Valeurs): AgentRecense => ({
  siret: v.siret,
  matricule: v.matricule,
  sexe: v.sexe,
  anneeNaissance: v.naissance.annee,
  dateNaissance: v.naissance.jour,
  statut: v.statut,
  regime: v.regime,
  categorie: v.categorie,
  grade: v.grade,
  heuresHebdo: v.heures_hebdo,
  heuresTempsComplet: v.heures_temps_complet,
  heuresTousEmplois: v.heures_tous_emplois ?? v.heures_hebdo,
  quotite: v.quotite,
  indiceMajore: v.indice_majore,
  traitementMensuel: v.traitement_mensuel,
  nbiPoints: v.nbi_points,
  riMensuel: v.ri_mensuel,
  indemniteResidence: v.indemnite_residence,
  sft: v.sft,
  dateEntree: v.date_entree,
  conge:
    v.conge_type !== null && v.conge_depuis !== null ? { type: v.conge_type, depuis: v.conge_depuis } : null,
  contratIndividuel: v.contrat_individuel,
})

/** What a row would have said of an agent: `agentDe` gives the same agent back. */
export const valeursDe = (a: AgentRecense): Valeurs => ({
  siret: a.siret,
  matricule: a.matricule,
  naissance: { annee: a.anneeNaissance, jour: a.dateNaissance },
  statut: a.statut,
  regime: a.regime,
  categorie: a.categorie,
  heures_hebdo: a.heuresHebdo,
  indice_majore: a.indiceMajore,
  traitement_mensuel: a.traitementMensuel,
  ri_mensuel: a.riMensuel,
  sexe: a.sexe,
  grade: a.grade,
  heures_temps_complet: a.heuresTempsComplet,
  heures_tous_emplois: a.heuresTousEmplois,
  quotite: a.quotite,
  nbi_points: a.nbiPoints,
  indemnite_residence: a.indemniteResidence,
  sft: a.sft,
  date_entree: a.dateEntree,
  conge_type: a.conge?.type ?? null,
  conge_depuis: a.conge?.depuis ?? null,
  contrat_individuel: a.contratIndividuel,
})
