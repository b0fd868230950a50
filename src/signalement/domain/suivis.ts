import type { Jour } from '#shared/dates.ts'

/** Ways to justice: the author's complaint, a referral to the prosecutor (code de procédure pénale, art. 40), anything else pending. */
export type Voie = 'plainte' | 'article40' | 'autre'
export const NOM_DE_LA_VOIE: Readonly<Record<Voie, string>> = {
  plainte: 'Plainte de l’auteur',
  article40: 'Saisine du procureur (article 40)',
  autre: 'Autre procédure (disciplinaire, contentieux)',
}
export type EtatJustice = 'envisagee' | 'engagee' | 'terminee'
export const NOM_DE_LA_JUSTICE: Readonly<Record<EtatJustice, string>> = {
  envisagee: 'Envisagée',
  engagee: 'Engagée',
  terminee: 'Terminée ou abandonnée',
}
export const SUITES_DE_LA_JUSTICE: Readonly<Record<EtatJustice, readonly EtatJustice[]>> = {
  envisagee: ['engagee', 'terminee'],
  engagee: ['terminee'],
  terminee: [],
}

/** Whether the author knows that the prosecutor was told; `differe`: a written reason to wait (loi 2016-1691, art. 9 I). */
export type Information = 'faite' | 'differee' | 'due'
export type Procedure = Readonly<{ etat: EtatJustice; depuis: Jour; information: Information }>

/** What is written of a procedure in the sealed compartment N. */
export type NoteJustice = Readonly<{
  genre: 'justice'
  voie: Voie
  etat: EtatJustice
  information?: Information
  note: string
}>

/**
 * The procedure after a note; null when the note does not follow (shown, without effect). A referral to the prosecutor that begins owes the author a
 * written information, unless the note says that it waits and why; the same state again only changes what the author knows.
 */
export function suivreJustice(avant: Procedure | undefined, note: NoteJustice, jour: Jour): Procedure | null {
  const { etat, voie } = note
  if (avant?.etat === etat)
    return note.information === undefined ? null : { ...avant, information: note.information }
  const suit = avant === undefined ? etat !== 'terminee' : SUITES_DE_LA_JUSTICE[avant.etat].includes(etat)
  if (!suit) return null
  const saisine = voie === 'article40' && etat === 'engagee'
  return {
    etat,
    depuis: jour,
    information: note.information ?? (saisine ? 'due' : (avant?.information ?? 'faite')),
  }
}

/** Months after the deposit at which the author is asked about reprisals. */
export const MOIS_DE_REPRESAILLES = [1, 3, 6] as const
export type MoisDeRepresailles = (typeof MOIS_DE_REPRESAILLES)[number]
export type ReponseRepresailles = 'non' | 'oui' | 'arret'
export const NOM_DE_LA_REPONSE: Readonly<Record<ReponseRepresailles, string>> = {
  non: 'Pas de représailles',
  oui: 'Représailles signalées',
  arret: 'Ne souhaite plus être interrogé',
}

type Echange = Readonly<{
  emetteur: string
  rang: number
  corps: Readonly<{ genre: string; mois?: number; reponse?: string }>
}>

export type Represailles = Readonly<{
  /** Months already asked about. */
  demandes: ReadonlySet<number>
  /** The last question has no answer yet. */
  enAttente: boolean
  /** The author asked not to be asked any more. */
  arret: boolean
  /** Place of the last reprisals told, and not treated; null: none. */
  aTraiter: number | null
}>

/** The month of the next question to ask, answered or not the one before; null: none is left, or the author asked not to be asked. */
export const questionSuivante = ({ demandes, arret }: Represailles): MoisDeRepresailles | null =>
  arret ? null : (MOIS_DE_REPRESAILLES.find((mois) => !demandes.has(mois)) ?? null)

/** Where the follow-up of reprisals stands, from the exchanges in order and the last place that the cell says it treated (-1: none). */
export function suivreRepresailles(echanges: readonly Echange[], traite: number): Represailles {
  const demandes = new Set<number>()
  let [enAttente, arret, dites] = [false, false, -1]
  for (const { emetteur, rang, corps } of echanges) {
    if (corps.genre !== 'represailles') continue
    if (emetteur !== 'auteur') {
      demandes.add(corps.mois ?? 0)
      enAttente = true
      continue
    }
    enAttente = false
    if (corps.reponse === 'oui') dites = rang
    if (corps.reponse === 'arret') arret = true
  }
  return { demandes, enAttente, arret, aTraiter: dites > traite ? dites : null }
}

/** What an author reads when her page began new keys by itself. */
export const RENOUVELEES =
  'Clés renouvelées : une personne qui pouvait lire est partie, et ne lira rien de la suite.'

/** Who may support an author besides the cell (CGFP R135-1, 2°: orientation to services and professionals in charge of support). */
export type Soutien = 'medecin' | 'psychologue' | 'social' | 'juridique' | 'association' | 'autre'
export const NOM_DU_SOUTIEN: Readonly<Record<Soutien, string>> = {
  medecin: 'Médecin du travail',
  psychologue: 'Psychologue',
  social: 'Assistance sociale',
  juridique: 'Conseil juridique',
  association: 'Association d’aide aux victimes',
  autre: 'Autre soutien',
}
export type EtatSoutien = 'propose' | 'accepte' | 'decline' | 'termine'
export const NOM_DE_L_ACCOMPAGNEMENT: Readonly<Record<EtatSoutien, string>> = {
  propose: 'Proposé',
  accepte: 'Accepté',
  decline: 'Décliné',
  termine: 'Terminé',
}
/** What follows each state; null: nothing was proposed yet. Declined or ended, it may be proposed again. */
export const suitesDuSoutien = (avant: EtatSoutien | null): readonly EtatSoutien[] =>
  avant === 'propose' ? ['accepte', 'decline'] : avant === 'accepte' ? ['termine'] : ['propose']

export type NoteAccompagnement = Readonly<{
  genre: 'accompagnement'
  soutien: Soutien
  etat: EtatSoutien
  note: string
}>
export type Accompagnement = Readonly<{ etat: EtatSoutien; depuis: Jour }>

/** The support after a note; null when the note does not follow, or names none that is known (shown, without effect). */
export const suivreAccompagnement = (
  avant: Accompagnement | undefined,
  { soutien, etat }: NoteAccompagnement,
  jour: Jour,
): Accompagnement | null =>
  Object.hasOwn(NOM_DU_SOUTIEN, soutien) && suitesDuSoutien(avant?.etat ?? null).includes(etat)
    ? { etat, depuis: jour }
    : null
