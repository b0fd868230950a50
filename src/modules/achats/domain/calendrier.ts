import { ajouterJours, ajouterMois, type Jour } from '#shared/dates.ts'
import { assureDesAgents, type ObjetAchat } from './operation.ts'

export type EtapeDuCalendrier = {
  readonly cle: string
  readonly libelle: string
  /** First and last day, both included. */
  readonly du: Jour
  readonly au: Jour
}

// [key, words, months before the start: from, to]. Insured agents: the rhythm of Pays de la Loire, 2023 to 2025. Others: one procedure of six months.
const ASSURANCE = [
  ['decision', 'Décision des présidences, membre pilote désigné', 18, 17],
  ['conseil', 'Assistance à maîtrise d’ouvrage choisie', 17, 15],
  ['negociation', 'Négociation avec les organisations syndicales', 13, 6],
  ['consultation', 'Intentions et mandats des employeurs', 12, 9],
  ['recensement', 'Recensement des agents', 11, 9],
  ['marche', 'Publication du marché, remise des offres', 9, 7],
  ['attribution', 'Analyse, commission d’appel d’offres', 7, 5.5],
  ['accord', 'Accord collectif signé', 6, 5],
  ['cst', 'Avis des comités sociaux territoriaux', 4, 1.5],
  ['deliberations', 'Délibérations et conventions des employeurs', 3, 0.5],
  ['information', 'Agents informés', 2, 0],
] as const
const ORDINAIRE = [
  ['decision', 'Décision, membre pilote désigné', 10, 9],
  ['consultation', 'Besoins et mandats des employeurs', 9, 6],
  ['marche', 'Publication du marché, remise des offres', 6, 4],
  ['attribution', 'Analyse et attribution', 4, 3],
  ['adhesion', 'Conventions et commandes', 3, 0],
] as const

/**
 * The calendar of a purchase, worked back from the day on which the contract starts: months date to date, the last day being the eve of what follows.
 * It is a proposal of method, drawn from what the source operation lived; no text sets these delays.
 */
export const calendrierDe = (objet: ObjetAchat, debutLe: Jour): EtapeDuCalendrier[] =>
  (assureDesAgents(objet) ? ASSURANCE : ORDINAIRE).map(([cle, libelle, avant, jusqua]) => ({
    cle,
    libelle,
    du: reculer(debutLe, avant),
    au: ajouterJours(reculer(debutLe, jusqua), -1),
  }))

/** `mois` may be a half: half a month is fifteen days. */
const reculer = (jour: Jour, mois: number): Jour =>
  ajouterJours(ajouterMois(jour, -Math.floor(mois)), mois % 1 === 0 ? 0 : -15)

/** Where a step stands on a day: before it, in it, or past it. */
export const situer = ({ du, au }: EtapeDuCalendrier, jour: Jour): 'a_venir' | 'en_cours' | 'passee' =>
  jour < du ? 'a_venir' : jour <= au ? 'en_cours' : 'passee'
