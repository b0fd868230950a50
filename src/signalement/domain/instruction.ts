import type { Jour } from '#shared/dates.ts'
import { CYCLE, decider, type Etat, type Geste, type Situation } from './etats.ts'
import {
  type Accompagnement,
  type NoteAccompagnement,
  type NoteJustice,
  type Procedure,
  type Represailles,
  type Soutien,
  suivreAccompagnement,
  suivreJustice,
  suivreRepresailles,
  type Voie,
} from './suivis.ts'

export type EtatProtection = 'proposee' | 'demandee' | 'accordee' | 'refusee' | 'levee'
export const NOM_DE_LA_PROTECTION: Readonly<Record<EtatProtection, string>> = {
  proposee: 'Proposée',
  demandee: 'Demandée à l’employeur',
  accordee: 'Accordée',
  refusee: 'Refusée',
  levee: 'Levée',
}
export const SUITES_DE_LA_PROTECTION: Readonly<Record<EtatProtection, readonly EtatProtection[]>> = {
  proposee: ['demandee', 'refusee'],
  demandee: ['accordee', 'refusee'],
  accordee: ['levee'],
  refusee: [],
  levee: [],
}

/** Under which text a case is treated: the device of CGFP L135-6, the alert of loi 2016-1691, or both. Sealed: no clock and no column tells it. */
export type Regime = 'AVDHAS' | 'ALERTE' | 'LES_DEUX'
export const NOM_DU_REGIME: Readonly<Record<Regime, string>> = {
  AVDHAS: 'Violences, discriminations, harcèlement (CGFP, L135-6)',
  ALERTE: 'Alerte éthique (loi du 9 décembre 2016)',
  LES_DEUX: 'Les deux',
}

/** Why a case ends. */
export type Motif =
  | 'fonde'
  | 'non_etabli'
  | 'inexact'
  | 'sans_objet'
  | 'retrait'
  | 'sans_reponse'
  | 'irrecevable'
export const NOM_DU_MOTIF: Readonly<Record<Motif, string>> = {
  fonde: 'Fondé, traité',
  non_etabli: 'Non établi',
  inexact: 'Inexact',
  sans_objet: 'Sans objet',
  retrait: 'Retiré par l’auteur',
  sans_reponse: 'Sans réponse de l’auteur',
  irrecevable: 'Irrecevable',
}

/** What the cell writes in the sealed compartment N. */
export type Note =
  | Readonly<{ genre: 'geste'; geste: Geste; note: string; regime?: Regime; motif?: Motif }>
  | Readonly<{ genre: 'proposition'; geste: Geste; note: string; motif?: Motif }>
  | Readonly<{ genre: 'protection'; mesure: string; etat: EtatProtection; note: string }>
  | Readonly<{ genre: 'danger'; raison: string }>
  | Readonly<{ genre: 'autorite'; enCause: boolean; note: string }>
  | Readonly<{ genre: 'enqueteurs'; designes: readonly string[]; jusquAu: Jour; note: string }>
  | Readonly<{ genre: 'accords'; rang: number; note: string }>
  | NoteJustice
  | NoteAccompagnement
  | Readonly<{ genre: 'represailles'; rang: number; note: string }>
  | Readonly<{ genre: 'misEnCause'; information: 'faite' | 'differee'; jusquAu: Jour | null; note: string }>
  | Readonly<{ genre: 'rendezVous'; note: string }>
  | Readonly<{ genre: 'relance'; note: string }>
  | Readonly<{ genre: 'note'; note: string }>
  /** Why a closed case was opened again, and until when. */
  | Readonly<{ genre: 'ouverture'; motif: string; jusquAu: Jour }>
export type NoteSignee = Readonly<{ emetteur: string; jour: Jour; corps: Note }>

export type Echange = Readonly<{
  emetteur: string
  rang: number
  jour: Jour
  corps: Readonly<{ genre: string; accords?: readonly string[]; mois?: number; reponse?: string }>
}>

export type Instruction = Situation &
  Readonly<{
    protections: ReadonlyMap<string, EtatProtection>
    accords: readonly string[]
    regime: Regime | null
    motif: Motif | null
    designes: readonly string[]
    procedures: ReadonlyMap<Voie, Procedure>
    /** Support proposed to the author, each with where it stands. It stops nothing: she may decline it. */
    accompagnements: ReadonlyMap<Soutien, Accompagnement>
    represailles: Represailles
    /** Written reasons of who found a grave danger; the day of the first. */
    dangers: readonly string[]
    dangerDepuis: Jour | null
    /** Day of the first measure of protection proposed. */
    protegeDepuis: Jour | null
    misEnCause: Readonly<{ information: 'faite' | 'differee'; jusquAu: Jour | null }> | null
    /** Day of the first meeting asked for and not held since (else of the last asked for), and of the last one held. */
    rendezVous: Readonly<{ demande: Jour | null; tenu: Jour | null }>
    /** Day of the last message of the cell to the author. */
    dernierMot: Jour | null
    /** Day of the last reminder to the employer. */
    relance: Jour | null
    /** Who proposed each deed that two must do and that nobody confirmed. */
    proposes: ReadonlyMap<Geste, string>
    /** The motive of closure that the first of two proposed; null: none was. */
    motifPropose: Motif | null
    /** Deeds done, with the day of the first and of the last. */
    faits: ReadonlyMap<Geste, Jour>
    derniers: ReadonlyMap<Geste, Jour>
    /** Deeds written that the table did not allow: shown, without effect. */
    ignores: readonly NoteSignee[]
  }>

/**
 * Where a case stands, from what is sealed: notes of the cell in order, exchanges with the author in order. The same for every reader, since both
 * threads are signed and linked. Days in Paris.
 */
export function replier(
  notes: readonly NoteSignee[],
  echanges: readonly Echange[],
  anonyme: boolean,
): Instruction {
  const accordsDe = echanges.filter(
    ({ emetteur, corps }) => emetteur === 'auteur' && corps.genre === 'accords',
  )
  const dernier = accordsDe.at(-1)
  const accords = dernier?.corps.accords ?? []
  const pris = Math.max(0, ...notes.map(({ corps }) => (corps.genre === 'accords' ? corps.rang : 0)))
  const protections = new Map<string, EtatProtection>()
  const dangers = new Set<string>()
  const ignores: NoteSignee[] = []
  const proposes = new Map<Geste, string>()
  const faits = new Map<Geste, Jour>()
  const derniers = new Map<Geste, Jour>()
  const procedures = new Map<Voie, Procedure>()
  const accompagnements = new Map<Soutien, Accompagnement>()
  const raisons: string[] = []
  const traite = Math.max(-1, ...notes.map(({ corps }) => (corps.genre === 'represailles' ? corps.rang : -1)))
  const represailles = suivreRepresailles(echanges, traite)
  const demandes = [
    ...echanges.filter(({ emetteur, corps }) => emetteur === 'auteur' && corps.genre === 'rendez-vous'),
    ...notes.filter(({ corps }) => corps.genre === 'rendezVous'),
  ]
    .map(({ jour }) => jour)
    .sort()
  const dits = echanges.filter(({ emetteur, corps }) => emetteur !== 'auteur' && corps.genre === 'message')
  let [dangerDepuis, protegeDepuis, relance]: [Jour | null, Jour | null, Jour | null] = [null, null, null]
  let misEnCause: Instruction['misEnCause'] = null
  let designes: readonly string[] = []
  let [regime, motif]: [Regime | null, Motif | null] = [null, null]
  let motifPropose: Motif | null = null
  let etat: Etat = 'DEPOSE'
  let [accuse, retour, autoriteEnCause] = [false, false, false]
  const situation = (): Situation => ({
    etat,
    anonyme,
    auteurRevenu: echanges.some(({ emetteur, rang }) => emetteur === 'auteur' && rang > 0),
    accuse,
    retour,
    protectionOuverte: [...protections.values()].some((p) => p !== 'refusee' && p !== 'levee'),
    accordTransmission: accords.includes('faits_sans_identite') || accords.includes('faits_avec_identite'),
    dangerGrave: dangers.size >= 2,
    autoriteEnCause,
    enqueteurs: new Set(designes).size,
    accordEnAttente: (dernier?.rang ?? 0) > pris,
    justiceOuverte: [...procedures.values()].some((p) => p.etat !== 'terminee'),
    auteurAInformer: [...procedures.values()].some((p) => p.information === 'due'),
    represaillesATraiter: represailles.aTraiter !== null,
  })
  for (const note of notes) {
    const { corps, emetteur } = note
    if (corps.genre === 'protection') {
      const avant = protections.get(corps.mesure)
      const suit =
        avant === undefined ? corps.etat === 'proposee' : SUITES_DE_LA_PROTECTION[avant].includes(corps.etat)
      if (suit) {
        protections.set(corps.mesure, corps.etat)
        protegeDepuis ??= note.jour
      } else ignores.push(note)
    } else if (corps.genre === 'justice') {
      const apres = suivreJustice(procedures.get(corps.voie), corps, note.jour)
      if (apres) procedures.set(corps.voie, apres)
      else ignores.push(note)
    } else if (corps.genre === 'accompagnement') {
      const apres = suivreAccompagnement(accompagnements.get(corps.soutien), corps, note.jour)
      if (apres) accompagnements.set(corps.soutien, apres)
      else ignores.push(note)
    } else if (corps.genre === 'danger' && corps.raison.trim() === '') {
      // What allows something to go without the author's consent is written with its reasons, or is nothing.
      ignores.push(note)
    } else if (corps.genre === 'danger') {
      dangers.add(emetteur)
      raisons.push(corps.raison)
      dangerDepuis ??= note.jour
    } else if (corps.genre === 'misEnCause') misEnCause = corps
    else if (corps.genre === 'relance') relance = note.jour
    else if (corps.genre === 'autorite') autoriteEnCause = corps.enCause
    else if (corps.genre === 'enqueteurs') designes = corps.designes
    else if (corps.genre === 'proposition') {
      proposes.set(corps.geste, emetteur)
      motifPropose = corps.motif ?? motifPropose
    } else if (corps.genre === 'geste') {
      // Two different people: the server cannot see this refusal of the case, every reader of the notes can.
      const premier = proposes.get(corps.geste)
      if (corps.geste === 'declarerIrrecevable' && (premier === undefined || premier === emetteur)) {
        ignores.push(note)
        continue
      }
      // Guards were checked when it was done; consents may have changed since: only the order of steps is replayed.
      if (!CYCLE[corps.geste]?.de.includes(etat)) {
        ignores.push(note)
        continue
      }
      etat = CYCLE[corps.geste].vers
      proposes.delete(corps.geste)
      if (!faits.has(corps.geste)) faits.set(corps.geste, note.jour)
      derniers.set(corps.geste, note.jour)
      regime = corps.regime ?? regime
      motif = corps.motif ?? motif
      if (corps.geste === 'accuser') accuse = true
      if (corps.geste === 'faireRetour') retour = true
    }
  }
  const tenu = derniers.get('noterEntretien') ?? null
  // Asked twice is asked since the first time, until there is a meeting.
  const demande = demandes.find((jour) => tenu === null || jour > tenu) ?? demandes.at(-1) ?? null
  return {
    ...situation(),
    protections,
    accords,
    regime,
    motif,
    designes,
    proposes,
    motifPropose,
    faits,
    derniers,
    ignores,
    procedures,
    accompagnements,
    represailles,
    dangers: raisons,
    dangerDepuis,
    protegeDepuis,
    misEnCause,
    rendezVous: { demande, tenu },
    dernierMot: dits.at(-1)?.jour ?? null,
    relance,
  }
}

/** The deeds that can be done now, in the order of the table. */
export const gestesPermis = (s: Situation): Geste[] =>
  (Object.keys(CYCLE) as Geste[]).filter((geste) => decider(geste, s).ok)
