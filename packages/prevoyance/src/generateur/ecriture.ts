import { COLONNES } from '../recensement/colonnes.ts'
import type { AgentRecense, NomColonne, Statut } from '../recensement/types.ts'

/** How a census is written: separator, and with it the decimal mark (comma with « ; », point with « , »). */
export interface FormatCsv {
  readonly separateur?: ';' | ','
  readonly finDeLigne?: '\r\n' | '\n'
}

const STATUTS: Readonly<Record<Statut, string>> = {
  titulaire: 'titulaire',
  stagiaire: 'stagiaire',
  cdi: 'CDI',
  cdd: 'CDD',
  'droit-prive': 'droit privé',
}

const centiemes = (valeur: number, marque: string): string => {
  const fraction = String(valeur % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return fraction === '' ? String(valeur / 100) : `${Math.floor(valeur / 100)}${marque}${fraction}`
}

/** The cells of an agent by column, ready for any table; `marque` is the decimal mark. */
export function cellulesDe(agent: AgentRecense, marque: ',' | '.' = ','): Record<NomColonne, string> {
  const nombre = (valeur: number) => centiemes(valeur, marque)
  return {
    siret: agent.siret,
    matricule: agent.matricule,
    naissance: agent.dateNaissance ?? String(agent.anneeNaissance),
    statut: STATUTS[agent.statut],
    regime: agent.regime,
    categorie: agent.categorie ?? '',
    heures_hebdo: nombre(agent.heuresHebdo),
    indice_majore: agent.indiceMajore === null ? '' : String(agent.indiceMajore),
    traitement_mensuel: agent.traitementMensuel === null ? '' : nombre(agent.traitementMensuel),
    ri_mensuel: nombre(agent.riMensuel),
    sexe: agent.sexe ?? '',
    grade: agent.grade ?? '',
    heures_temps_complet: nombre(agent.heuresTempsComplet),
    heures_tous_emplois: agent.heuresTousEmplois === agent.heuresHebdo ? '' : nombre(agent.heuresTousEmplois),
    quotite: nombre(agent.quotite),
    nbi_points: String(agent.nbiPoints),
    indemnite_residence: nombre(agent.indemniteResidence),
    sft: nombre(agent.sft),
    date_entree: agent.dateEntree ?? '',
    conge_type: agent.conge?.type ?? '',
    conge_depuis: agent.conge?.depuis ?? '',
    contrat_individuel: agent.contratIndividuel === null ? '' : agent.contratIndividuel ? 'oui' : 'non',
  }
}

/** Headers of a census, in the documented order. */
export const ENTETES: readonly string[] = COLONNES.map(({ nom }) => nom)

/** One line of CSV with its line break; cells that need it are quoted. */
export function ligneCsv(
  cellules: readonly string[],
  { separateur = ';', finDeLigne = '\r\n' }: FormatCsv = {},
): string {
  const proteger = (cellule: string) =>
    cellule.includes(separateur) || /["\r\n]/.test(cellule) ? `"${cellule.replaceAll('"', '""')}"` : cellule
  return cellules.map(proteger).join(separateur) + finDeLigne
}
