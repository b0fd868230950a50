import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import type { RefusValeur } from '../domain/indicateurs.ts'
import type { RefusGesteJalon } from '../suivi/jalons.ts'
import type { RefusAvancer, RefusParticipation } from './avancer.ts'
import type { RefusCadre } from './cadrer.ts'
import type { RefusFond } from './modifier.ts'

/** A refusal in one sentence, on its field when it has one, with the status of the answer. */
export type Explication = { readonly champ?: string; readonly phrase: string; readonly statut: number }

const surChamp = (champ: string, phrase: string): Explication => ({ champ, phrase, statut: 422 })
const perimee: Explication = { phrase: PAGE_PERIMEE, statut: 409 }
const reserveAuChef: Explication = {
  phrase:
    'Cette action est tenue par son chef de file : seules les personnes qui répondent pour lui l’écrivent.',
  statut: 403,
}
const introuvable: Explication = { phrase: 'Cette action n’est plus là.', statut: 404 }

export const expliquerCadre: Readonly<Record<RefusCadre['code'], Explication>> = {
  interdit: { phrase: 'Le cadre des actions est tenu par la coordination.', statut: 403 },
  introuvable,
  'page-perimee': perimee,
  'code-pris': surChamp('code', 'Une autre action porte déjà ce code : choisissez-en un autre.'),
  'orientation-inconnue': surChamp('orientation', 'Cette orientation n’est plus dans le programme.'),
  'programme-fini': surChamp('orientation', 'Ce programme est terminé : plus rien ne s’y ajoute.'),
  'aucun-chef': surChamp('chef', 'Une action a un chef de file : choisissez-le.'),
  'chef-en-double': surChamp('binome', 'Le binôme est un autre membre que le chef de file.'),
  'chef-inconnu': surChamp('chef', 'Ce membre n’est plus dans la coopération.'),
}

export const expliquerAvis: Readonly<
  Record<
    'interdit' | 'introuvable' | 'page-perimee' | 'deja-fait' | 'observations-manquantes' | 'preuve-inconnue',
    Explication
  >
> = {
  interdit: {
    phrase: 'L’avis d’une instance sur un livrable est enregistré par la coordination.',
    statut: 403,
  },
  introuvable,
  'page-perimee': perimee,
  'deja-fait': {
    phrase: 'Ce livrable n’attend pas d’avis : il est déjà accepté, ou pas encore remis.',
    statut: 409,
  },
  'observations-manquantes': surChamp('observations', 'Dites ce qui est à reprendre.'),
  'preuve-inconnue': surChamp(
    'preuve',
    'Cette séance n’est pas close, ou cette décision n’est pas de votre coopération.',
  ),
}

const PIECES = {
  convention: [
    'conventionReference',
    'À partir du niveau N4, une convention porte les moyens partagés : indiquez sa référence, ou restez en N3.',
  ],
  cle: [
    'cleDecisionId',
    'À partir du niveau N4, une décision fixe la clé de répartition : choisissez-la, ou restez en N3.',
  ],
  clause: [
    'clauseReference',
    'Au niveau N5, une clause du schéma nomme le centre chargé de la mission : indiquez-la, ou restez en N4.',
  ],
} as const

export function expliquerFond(refus: RefusFond): Explication {
  switch (refus.code) {
    case 'piece-manquante':
      return surChamp(PIECES[refus.piece][0], PIECES[refus.piece][1])
    case 'cle-inconnue':
      return surChamp('cleDecisionId', 'Choisissez une décision qui fixe une clé de répartition.')
    case 'motif-avancement':
      return surChamp('avancementMotif', 'Dites pourquoi l’avancement n’est pas celui des jalons.')
    case 'pilote-inconnu':
      return surChamp('piloteId', 'Cette personne n’est plus dans la coopération.')
    case 'page-perimee':
      return perimee
    case 'introuvable':
      return introuvable
    default:
      return reserveAuChef
  }
}

export const expliquerAvancer: Readonly<Record<RefusAvancer['code'], Explication>> = {
  interdit: {
    phrase:
      'Retenir, reporter, évaluer ou abandonner une action appartient à la coordination, le reste à son chef de file.',
    statut: 403,
  },
  introuvable,
  'page-perimee': perimee,
  'transition-refusee': {
    phrase: 'L’action n’est plus dans l’état où ce geste est possible : relisez son statut.',
    statut: 409,
  },
  'decision-manquante': surChamp('decisionId', 'Ce geste s’appuie sur une décision commune : choisissez-la.'),
  'decision-inconnue': surChamp('decisionId', 'Cette décision n’existe pas dans votre coopération.'),
  'motif-manquant': surChamp('motif', 'Dites pourquoi : les autres membres liront ce motif.'),
}

export const expliquerParticipation: Readonly<Record<RefusParticipation['code'], Explication>> = {
  interdit: { phrase: 'Chaque membre dit lui-même sa participation.', statut: 403 },
  introuvable,
  'mene-cette-action': surChamp(
    'type',
    'Votre structure mène cette action : demandez d’abord à la coordination un autre chef de file.',
  ),
  'motif-manquant': surChamp('motif', 'Dites pourquoi cette action ne vous concerne pas.'),
}

export const expliquerJalon: Readonly<Record<RefusGesteJalon['code'], Explication>> = {
  interdit: reserveAuChef,
  introuvable,
  'page-perimee': perimee,
  'transition-refusee': { phrase: 'Ce jalon n’est plus dans l’état où ce geste est possible.', statut: 409 },
  'echeance-manquante': surChamp('echeance', 'Indiquez la nouvelle date du jalon.'),
  'motif-manquant': surChamp('motif', 'Dites pourquoi : le motif reste dans l’historique.'),
  'date-future': surChamp('atteintLe', 'Un jalon ne peut pas être atteint demain : indiquez un jour passé.'),
}

export const expliquerValeur: Readonly<
  Record<RefusValeur['code'] | 'interdit' | 'introuvable' | 'page-perimee', Explication>
> = {
  interdit: { phrase: 'Chaque membre donne ses propres chiffres.', statut: 403 },
  introuvable,
  'page-perimee': perimee,
  'denominateur-manquant': surChamp(
    'denominateur',
    'Une part a deux nombres : indiquez sur combien, au moins 1.',
  ),
  'denominateur-inutile': surChamp('denominateur', 'Cet indicateur est un nombre : laissez ce champ vide.'),
}
