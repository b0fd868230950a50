import { organeDe } from '#modules/annuaire'
import { compte } from '#shared/typographie.ts'
import type { MembrePublic } from './portail.queries.ts'
import type { DecisionPublique } from './publics.queries.ts'

/** « Exécutoire chez ses cinq membres », « exécutoire chez 3 des 5 membres qu’elle engage ». */
export function direEffet({ porte, suites }: Pick<DecisionPublique, 'porte' | 'suites'>): string {
  const faites = suites.filter(({ etat }) => etat !== 'attendue').length
  if (faites === porte.length) return 'Pleinement effective.'
  if (faites === 0) return `Pas encore exécutoire : ${compte(porte.length, 'acte')} à prendre.`
  return `Exécutoire chez ${faites} des ${compte(porte.length, 'membre')} qu’elle engage.`
}

export const nomsDe = (ids: readonly string[], membres: readonly MembrePublic[]): string =>
  ids
    .map((id) => membres.find(({ organismeId }) => organismeId === id)?.libelle ?? 'ancien membre')
    .join(', ')

export const LIBELLES_TYPE_DECISION: Readonly<Record<string, string>> = {
  orientation: 'Orientation',
  accord_de_principe: 'Accord de principe',
  avis: 'Avis',
  lancement_action: 'Lancement d’une action',
  cle: 'Clé de répartition',
  budget: 'Budget',
  designation: 'Désignation',
  convention: 'Convention',
  cloture: 'Clôture',
}

export const LIBELLES_DOCUMENT: Readonly<Record<string, string>> = {
  schema: 'Schéma',
  avenant: 'Avenant',
  reglement: 'Règlement',
  convention: 'Convention',
  lettre_mission: 'Lettre de mission',
  accord: 'Accord',
  bilan: 'Bilan',
  autre: 'Autre document',
}

/** True when the act comes from a body that deliberates: the others are signatures under a delegation. */
export const estUneDeliberation = (membre: MembrePublic, organe: string | null): boolean =>
  organe === null || (organeDe(membre.type, organe)?.delibere ?? true)
