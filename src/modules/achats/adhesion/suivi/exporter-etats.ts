import type { ColonneEcrite, LigneAEcrire } from '#platform/tableurs/exporter.ts'
import { AVIS, ETATS_ADHESION, TOURS, tourDe } from '../../domain/adhesion/adhesion.ts'
import type { AdhesionLue } from './suivi.queries.ts'

/** The states of the employers, as a table to work on elsewhere. */
export const COLONNES_ETATS: readonly ColonneEcrite[] = [
  { cle: 'siret', libelles: ['SIRET ou SIREN'], largeur: 18 },
  { cle: 'nom', libelles: ['Employeur'], largeur: 36 },
  { cle: 'centre', libelles: ['Centre de gestion'] },
  { cle: 'departement', libelles: ['Département'] },
  { cle: 'agents', libelles: ['Agents'], type: 'entier' },
  { cle: 'etat', libelles: ['Étape'], largeur: 20 },
  { cle: 'tour', libelles: ['Qui doit agir'], largeur: 20 },
  { cle: 'attend', libelles: ['Ce qui est attendu'], largeur: 34 },
  { cle: 'attente', libelles: ['Jours d’attente'], type: 'entier' },
  { cle: 'niveau', libelles: ['Niveau'], largeur: 30 },
  { cle: 'part', libelles: ['Part de l’employeur (%)'] },
  { cle: 'depose', libelles: ['Dossier déposé le'], type: 'date' },
  { cle: 'comite', libelles: ['Séance du comité'], type: 'date' },
  { cle: 'avis', libelles: ['Avis'] },
  { cle: 'deliberation', libelles: ['Délibération'] },
  { cle: 'votee', libelles: ['Votée le'], type: 'date' },
  { cle: 'executoire', libelles: ['Exécutoire le'], type: 'date' },
  { cle: 'convention', libelles: ['Convention signée le'], type: 'date' },
  { cle: 'effet', libelles: ['Effet'], type: 'date' },
  { cle: 'informes', libelles: ['Agents informés le'], type: 'date' },
]

export const enLigneDEtat = (a: AdhesionLue): LigneAEcrire => ({
  siret: a.siret,
  nom: a.nom,
  centre: a.centre,
  departement: a.departement,
  agents: a.agents,
  etat: ETATS_ADHESION[a.etat].mot,
  tour: TOURS[tourDe(a).tour],
  attend: tourDe(a).attend,
  attente: a.attente,
  niveau: a.niveau,
  part: String(a.part / 1000).replace('.', ','),
  depose: a.deposeLe,
  comite: a.comiteLe,
  avis: a.avis && AVIS[a.avis],
  deliberation: a.deliberationNumero,
  votee: a.deliberationLe,
  executoire: a.executoireLe,
  convention: a.conventionLe,
  effet: a.effetLe,
  informes: a.informesLe,
})
