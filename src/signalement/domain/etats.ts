import type { Cycle } from '#shared/cycle.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'

/** What the server knows of a case: nothing that tells a régime, an outcome or a gravity. */
export const ETATS_GROSSIERS = ['RECU', 'ACCUSE', 'EN_COURS', 'CLOS', 'PURGE_PROGRAMMEE', 'PURGE'] as const
export type EtatGrossier = (typeof ETATS_GROSSIERS)[number]

/** Where a case stands, written in the sealed compartment N: the server never reads it. */
export type Etat =
  | 'DEPOSE'
  | 'ACCUSE'
  | 'EXAMEN_RECEVABILITE'
  | 'COMPLEMENT_DEMANDE'
  | 'IRRECEVABLE'
  | 'REORIENTE'
  | 'RECEVABLE'
  | 'ENTRETIEN'
  | 'ORIENTE'
  | 'TRANSMIS_EMPLOYEUR'
  | 'EN_ENQUETE'
  | 'RAPPORT_REMIS'
  | 'SUITES_CONNUES'
  | 'RETOUR_FAIT'
  | 'CLOS'
  | 'ARCHIVE_RESTREINT'
  | 'PURGE'

export const NOM_DE_L_ETAT: Readonly<Record<Etat, string>> = {
  DEPOSE: 'Déposé',
  ACCUSE: 'Accusé de réception envoyé',
  EXAMEN_RECEVABILITE: 'Examen de recevabilité',
  COMPLEMENT_DEMANDE: 'Complément demandé',
  IRRECEVABLE: 'Irrecevable',
  REORIENTE: 'Réorienté',
  RECEVABLE: 'Recevable',
  ENTRETIEN: 'Entretien',
  ORIENTE: 'Orienté vers un accompagnement',
  TRANSMIS_EMPLOYEUR: 'Transmis à l’employeur',
  EN_ENQUETE: 'Enquête administrative ouverte',
  RAPPORT_REMIS: 'Rapport d’enquête remis',
  SUITES_CONNUES: 'Suites de l’employeur connues',
  RETOUR_FAIT: 'Retour fait à l’auteur',
  CLOS: 'Clos',
  ARCHIVE_RESTREINT: 'Archive restreinte',
  PURGE: 'Effacé',
}

const SUIVI = [
  'RECEVABLE',
  'REORIENTE',
  'ENTRETIEN',
  'ORIENTE',
  'TRANSMIS_EMPLOYEUR',
  'EN_ENQUETE',
  'RAPPORT_REMIS',
  'SUITES_CONNUES',
  'RETOUR_FAIT',
] as const satisfies readonly Etat[]
const EXAMEN = ['EXAMEN_RECEVABILITE', 'COMPLEMENT_DEMANDE'] as const satisfies readonly Etat[]

export type Geste =
  | 'accuser'
  | 'examiner'
  | 'demanderComplement'
  | 'declarerIrrecevable'
  | 'reorienter'
  | 'declarerRecevable'
  | 'noterEntretien'
  | 'orienter'
  | 'transmettre'
  | 'ouvrirEnquete'
  | 'recevoirRapport'
  | 'noterSuites'
  | 'faireRetour'
  | 'clore'
  | 'archiver'
  | 'purger'

/** The life of a case (CGFP R135-1: recueil, orientation, traitement; décret 2022-1284 art. 4). One table, for buttons, use cases and tests. */
export const CYCLE: Cycle<Etat, Geste> = {
  accuser: { de: ['DEPOSE'], vers: 'ACCUSE', libelle: 'Accuser réception' },
  examiner: { de: ['ACCUSE'], vers: 'EXAMEN_RECEVABILITE', libelle: 'Examiner la recevabilité' },
  demanderComplement: {
    de: ['EXAMEN_RECEVABILITE'],
    vers: 'COMPLEMENT_DEMANDE',
    libelle: 'Demander un complément',
  },
  declarerIrrecevable: { de: EXAMEN, vers: 'IRRECEVABLE', libelle: 'Déclarer irrecevable' },
  declarerRecevable: { de: EXAMEN, vers: 'RECEVABLE', libelle: 'Déclarer recevable' },
  reorienter: { de: [...EXAMEN, 'RECEVABLE'], vers: 'REORIENTE', libelle: 'Réorienter' },
  noterEntretien: { de: SUIVI, vers: 'ENTRETIEN', libelle: 'Noter un entretien' },
  orienter: { de: SUIVI, vers: 'ORIENTE', libelle: 'Orienter vers un accompagnement' },
  transmettre: { de: SUIVI, vers: 'TRANSMIS_EMPLOYEUR', libelle: 'Transmettre à l’employeur' },
  ouvrirEnquete: {
    de: ['TRANSMIS_EMPLOYEUR', 'SUITES_CONNUES', 'RETOUR_FAIT'],
    vers: 'EN_ENQUETE',
    libelle: 'Ouvrir l’enquête',
  },
  recevoirRapport: { de: ['EN_ENQUETE'], vers: 'RAPPORT_REMIS', libelle: 'Recevoir le rapport' },
  noterSuites: {
    de: ['TRANSMIS_EMPLOYEUR', 'RAPPORT_REMIS', 'RETOUR_FAIT'],
    vers: 'SUITES_CONNUES',
    libelle: 'Noter les suites de l’employeur',
  },
  faireRetour: { de: SUIVI, vers: 'RETOUR_FAIT', libelle: 'Faire un retour à l’auteur' },
  clore: { de: [...SUIVI, 'IRRECEVABLE'], vers: 'CLOS', libelle: 'Clore' },
  // Again from the archive: the review of every six months, with its reasons.
  archiver: {
    de: ['CLOS', 'ARCHIVE_RESTREINT'],
    vers: 'ARCHIVE_RESTREINT',
    libelle: 'Archiver (procédure en cours)',
  },
  purger: { de: ['CLOS', 'ARCHIVE_RESTREINT'], vers: 'PURGE', libelle: 'Effacer' },
}

/** Deeds that two different members must sign. */
export const QUATRE_YEUX = ['declarerIrrecevable', 'clore', 'purger'] as const satisfies readonly Geste[]
export const aDeux = (geste: Geste): boolean => (QUATRE_YEUX as readonly Geste[]).includes(geste)

/** What the server is told when a case enters a detailed state. `IRRECEVABLE` is closed by its own deed, like any other. */
export function grossier(etat: Etat): EtatGrossier {
  switch (etat) {
    case 'DEPOSE':
      return 'RECU'
    case 'ACCUSE':
      return 'ACCUSE'
    case 'CLOS':
    case 'ARCHIVE_RESTREINT':
      return 'CLOS'
    case 'PURGE':
      return 'PURGE'
    default:
      return 'EN_COURS'
  }
}

/** The coarse states that may follow a coarse state: what the server can check without reading anything. */
export const SUITES_GROSSIERES: Readonly<Record<EtatGrossier, readonly EtatGrossier[]>> = {
  RECU: ['ACCUSE'],
  ACCUSE: ['ACCUSE', 'EN_COURS'],
  EN_COURS: ['EN_COURS', 'CLOS'],
  CLOS: ['CLOS', 'PURGE_PROGRAMMEE', 'PURGE'],
  PURGE_PROGRAMMEE: ['PURGE_PROGRAMMEE', 'PURGE'],
  PURGE: [],
}

/** What a deed is decided on, gathered from the sealed compartments by the member's browser. */
export type Situation = Readonly<{
  etat: Etat
  anonyme: boolean
  /** The author came back at least once after the deposit. */
  auteurRevenu: boolean
  accuse: boolean
  retour: boolean
  /** A protection measure was asked for or granted, and is not lifted. */
  protectionOuverte: boolean
  /** The author allowed the facts to go to the employer, with or without the identity. */
  accordTransmission: boolean
  /** A grave and immediate danger, written with its reasons, that two members signed. */
  dangerGrave: boolean
  /** The policy of the cell is to transmit nothing (`jamais`). */
  transmissionExclue?: boolean
  /** The territorial authority itself is accused: nothing goes to it. */
  autoriteEnCause: boolean
  enqueteurs: number
  /** The author's withdrawal or consent that nobody has answered yet. */
  accordEnAttente: boolean
  /** A complaint, a referral to the prosecutor or another procedure that has not ended. */
  justiceOuverte: boolean
  /** The prosecutor was told, and the author not yet, without a written reason to wait. */
  auteurAInformer: boolean
  /** The author told of reprisals that nobody has treated yet. */
  represaillesATraiter: boolean
}>

export type RefusDeGeste =
  | { readonly code: 'transition'; readonly etat: Etat; readonly geste: Geste }
  | { readonly code: 'sans-accuse' }
  | { readonly code: 'sans-retour' }
  | { readonly code: 'protection-ouverte' }
  | { readonly code: 'accord-en-attente' }
  | { readonly code: 'sans-accord' }
  | { readonly code: 'transmission-exclue' }
  | { readonly code: 'autorite-en-cause' }
  | { readonly code: 'deux-enqueteurs' }
  | { readonly code: 'justice-sans-information' }
  | { readonly code: 'represailles-a-traiter' }
  | { readonly code: 'procedure-en-cours' }

/**
 * Decides whether a deed may be done and gives the state it leads to. A case is not closed while the acknowledgment or the feedback is missing
 * (except for an anonymous author who never came back), while a protection measure is open, or with a consent that nobody treated; nothing
 * with reprisals or a referral to the prosecutor that the author was not answered about, nor erased while a procedure goes on (art. 9 III); nothing
 * goes to the employer without consent or grave danger (loi 2016-1691 art. 9 I), nor where the policy of the cell is to transmit nothing, nor to an authority that is itself accused; an inquiry has
 * two investigators (Défenseure des droits, décision-cadre 2025-019).
 */
export function decider(geste: Geste, s: Situation): Result<Etat, RefusDeGeste> {
  const { de, vers } = CYCLE[geste]
  if (!de.includes(s.etat)) return refuser({ code: 'transition', etat: s.etat, geste })
  if (geste === 'clore') {
    const jamaisRevenu = s.anonyme && !s.auteurRevenu
    if (!s.accuse) return refuser({ code: 'sans-accuse' })
    if (!s.retour && s.etat !== 'IRRECEVABLE' && !jamaisRevenu) return refuser({ code: 'sans-retour' })
    if (s.protectionOuverte) return refuser({ code: 'protection-ouverte' })
    if (s.accordEnAttente) return refuser({ code: 'accord-en-attente' })
    if (s.represaillesATraiter) return refuser({ code: 'represailles-a-traiter' })
    if (s.auteurAInformer) return refuser({ code: 'justice-sans-information' })
  }
  if (geste === 'purger' && s.justiceOuverte) return refuser({ code: 'procedure-en-cours' })
  const tu = geste === 'transmettre' ? pourquoiRien(s) : null
  if (tu) return refuser({ code: tu })
  if (geste === 'ouvrirEnquete' && s.enqueteurs < 2) return refuser({ code: 'deux-enqueteurs' })
  return accepter(vers)
}

/** Why nothing goes to the employer, as things are today; null: something may. A grave danger found by two outweighs silence and policy, never the authority accused. */
export function pourquoiRien(
  s: Situation,
): 'autorite-en-cause' | 'transmission-exclue' | 'sans-accord' | null {
  if (s.autoriteEnCause) return 'autorite-en-cause'
  if (s.dangerGrave) return null
  if (s.transmissionExclue) return 'transmission-exclue'
  return s.accordTransmission ? null : 'sans-accord'
}

/** Whether something may still be said to the employer, once the facts went to it: the conditions of the first time, as they are today. */
export const peutDireALEmployeur = (s: Situation): boolean => pourquoiRien(s) === null

/** The French sentence of a refusal: what happened, why, what to do. */
export function expliquerRefus(refus: RefusDeGeste): string {
  switch (refus.code) {
    case 'transition':
      return `« ${CYCLE[refus.geste].libelle} » n’est pas possible maintenant : le dossier est à l’étape « ${NOM_DE_L_ETAT[refus.etat]} ». Rechargez le dossier pour voir les gestes possibles.`
    case 'sans-accuse':
      return 'Le dossier ne peut pas être clos : aucun accusé de réception n’a été envoyé. Envoyez-le d’abord.'
    case 'sans-retour':
      return 'Le dossier ne peut pas être clos : l’auteur n’a pas reçu de retour sur les suites. Faites ce retour d’abord.'
    case 'protection-ouverte':
      return 'Le dossier ne peut pas être clos : une mesure de protection est encore ouverte. Notez sa levée ou son refus.'
    case 'accord-en-attente':
      return 'Le dossier ne peut pas être clos : l’auteur a changé ses accords et personne ne les a encore pris en compte. Relisez l’échange et répondez.'
    case 'sans-accord':
      return 'Rien ne part à l’employeur : l’auteur n’a pas donné son accord. Demandez-le dans l’échange, ou faites constater à deux un danger grave.'
    case 'transmission-exclue':
      return 'Rien ne part à l’employeur : votre Centre de gestion a choisi d’écouter, de conseiller et d’orienter, sans transmettre. Donnez à l’auteur les autres voies, ou faites constater à deux un danger grave.'
    case 'autorite-en-cause':
      return 'Rien ne part à cette autorité : elle est elle-même mise en cause. Passez par l’élu désigné par la convention, le préfet, le procureur ou le Défenseur des droits.'
    case 'justice-sans-information':
      return 'Le dossier ne peut pas être clos : le procureur a été saisi et l’auteur ne le sait pas. Informez-le avec vos raisons, ou écrivez pourquoi l’information compromettrait la procédure.'
    case 'represailles-a-traiter':
      return 'Le dossier ne peut pas être clos : l’auteur dit subir des représailles. Répondez-lui, puis notez ce qui a été fait.'
    case 'procedure-en-cours':
      return 'Le dossier ne peut pas être effacé : une procédure est en cours. Notez-en la fin d’abord, ou prolongez l’archive.'
    case 'deux-enqueteurs':
      return 'Une enquête se mène à deux au moins, hors du service concerné. Désignez un second enquêteur.'
  }
}
