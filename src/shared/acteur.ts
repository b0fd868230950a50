/** Functions that a mandate gives, in the words of the trade. */
export type FonctionDeMandat =
  | 'presidence'
  | 'vice_presidence'
  | 'administration'
  | 'direction'
  | 'coordination'
  | 'gestion'
  | 'gestion_demandes'
  | 'secretariat_mairie'
  | 'referent_signalement'
  | 'representation_syndicale'
  | 'exploitation'

/** What somebody may hold: a mandate, or the seat that her member named her to take in some instances. */
export type Fonction = FonctionDeMandat | 'suppleance'

export type TypeOrganisme =
  | 'cdg'
  | 'commune'
  | 'epci'
  | 'departement'
  | 'region'
  | 'syndicat'
  | 'ccas'
  | 'sdis'
  | 'oph'
  | 'autre'

/** Who acts: a person, for one organisation, in one cooperation, with the functions she holds there today. */
export type Acteur = {
  readonly sessionId: string
  readonly compteId: string
  readonly personneId: string
  readonly nom: string
  readonly courriel: string
  readonly cooperationId: string
  readonly cooperation: string
  readonly organismeId: string
  readonly organisme: string
  readonly typeOrganisme: TypeOrganisme
  /** Short name of the organisation in this cooperation, « CDG 53 ». */
  readonly libelle: string
  /** Its part in the cooperation; null for an employer that is served by a member. */
  readonly roleMembre: 'coordonnateur' | 'membre' | 'associe' | 'observateur' | null
  readonly fonctions: readonly Fonction[]
  /** How many organisations this account may act for. */
  readonly structures: number
}

/** A right: a pure predicate with the name it bears in the list of routes, used by the page, the use case and its test. */
export type Droit = {
  readonly nom: string
  autorise(acteur: Acteur | null): boolean
}

/** Anyone, signed in or not. */
export const ouvertATous: Droit = { nom: 'ouvert à tous', autorise: () => true }

/** Anyone who is signed in and acts for an organisation of a cooperation. */
export const connecte: Droit = { nom: 'personne connectée', autorise: (acteur) => acteur !== null }

/** People of a member of the cooperation (a centre de gestion, a département…), not of an employer it serves. */
export const duReseau: Droit = {
  nom: 'personne d’un membre',
  autorise: (acteur) => acteur?.roleMembre != null,
}

const tient = (acteur: Acteur | null, ...fonctions: Fonction[]): boolean =>
  acteur !== null && fonctions.some((fonction) => acteur.fonctions.includes(fonction))

/** The people who prepare and run the meetings of the cooperation: coordination or direction of the coordinating member. */
export const coordonne: Droit = {
  nom: 'coordination de la coopération',
  autorise: (acteur) =>
    acteur?.roleMembre === 'coordonnateur' && tient(acteur, 'coordination', 'direction', 'presidence'),
}

/** The people who answer for their own member: its chair, its direction, its coordination. */
export const engageSonOrganisme: Droit = {
  nom: 'direction ou présidence d’un membre',
  autorise: (acteur) =>
    acteur?.roleMembre != null && tient(acteur, 'presidence', 'vice_presidence', 'direction', 'coordination'),
}

/** The operator of the platform. */
export const exploite: Droit = { nom: 'exploitation', autorise: (acteur) => tient(acteur, 'exploitation') }

/** Holds one of the functions. */
export const aLaFonction = tient

/** Who signs what was done: the person and her organisation, which a name that already ends with it does not say twice. */
export const signatureDe = ({ nom, libelle }: Pick<Acteur, 'nom' | 'libelle'>): string =>
  nom.endsWith(`, ${libelle}`) ? nom : `${nom}, ${libelle}`
