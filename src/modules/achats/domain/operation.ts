import type { Cycle } from '#shared/cycle.ts'

export type ObjetAchat = 'prevoyance' | 'sante' | 'fournitures' | 'logiciel' | 'services' | 'centrale'

/** What is bought together, in the words of a list. */
export const OBJETS: Readonly<Record<ObjetAchat, string>> = {
  prevoyance: 'Prévoyance',
  sante: 'Complémentaire santé',
  fournitures: 'Fournitures et copieurs',
  logiciel: 'Logiciel',
  services: 'Prestation de services',
  centrale: 'Centrale d’achat',
}

/** Purchases that insure agents: they need a census, and each employer deliberates after the opinion of its comité social. */
export const assureDesAgents = (objet: ObjetAchat): boolean => objet === 'prevoyance' || objet === 'sante'

export type EtatOperation =
  | 'preparation'
  | 'consultation'
  | 'marche'
  | 'adhesion'
  | 'execution'
  | 'close'
  | 'abandonnee'
export type GesteOperation =
  | 'consulter'
  | 'clore_consultation'
  | 'attribuer'
  | 'demarrer'
  | 'clore'
  | 'abandonner'

/** The life of a purchase, from the decision that launches it to the end of the contract. */
export const CYCLE_OPERATION: Cycle<EtatOperation, GesteOperation> = {
  consulter: { de: ['preparation'], vers: 'consultation', libelle: 'Ouvrir la consultation des employeurs' },
  clore_consultation: { de: ['consultation'], vers: 'marche', libelle: 'Clore la consultation' },
  attribuer: { de: ['marche'], vers: 'adhesion', libelle: 'Enregistrer l’attribution' },
  demarrer: { de: ['adhesion'], vers: 'execution', libelle: 'Le contrat a commencé' },
  clore: { de: ['execution'], vers: 'close', libelle: 'Le contrat est fini' },
  abandonner: { de: ['preparation', 'consultation', 'marche'], vers: 'abandonnee', libelle: 'Abandonner' },
}

/** The word of each state. */
export const ETATS_OPERATION: Readonly<Record<EtatOperation, string>> = {
  preparation: 'En préparation',
  consultation: 'Employeurs consultés',
  marche: 'Marché en cours',
  adhesion: 'Adhésions ouvertes',
  execution: 'Contrat en cours',
  close: 'Contrat fini',
  abandonnee: 'Abandonnée',
}

/**
 * True when the deed commits money: the member that leads must then hold an executory act of its own on the decision (`peutEngager`).
 * Asking employers what they intend commits nobody; awarding a contract does.
 */
export const engageDesFonds = (geste: GesteOperation): boolean => geste === 'attribuer'

/** Lines typed in a text, without the empty ones. */
export const lignesDe = (texte: string): string[] => texte.split('\n').flatMap((ligne) => ligne.trim() || [])
