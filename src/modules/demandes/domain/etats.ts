import { type Jour, joursEntre } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'

export type Etat =
  | 'BROUILLON'
  | 'DEPOSEE'
  | 'PRISE_EN_CHARGE'
  | 'ATTENTE_COLLECTIVITE'
  | 'ATTENTE_TIERS'
  | 'REPONDUE'
  | 'ROUVERTE'
  | 'CLOTUREE'
  | 'SANS_SUITE'
  | 'ANNULEE'
  | 'REORIENTEE'

/** Whose turn it is; `personne`: no clock runs. */
export type Tour = 'cdg' | 'collectivite' | 'tiers' | 'personne'

/** The clock that runs in each state (services §2.3). */
export const TOURS: Readonly<Record<Etat, Tour>> = {
  BROUILLON: 'personne',
  DEPOSEE: 'cdg',
  PRISE_EN_CHARGE: 'cdg',
  ATTENTE_COLLECTIVITE: 'collectivite',
  ATTENTE_TIERS: 'tiers',
  REPONDUE: 'personne',
  ROUVERTE: 'cdg',
  CLOTUREE: 'personne',
  SANS_SUITE: 'personne',
  ANNULEE: 'personne',
  REORIENTEE: 'personne',
}

/** States in which a file is still open. */
export const OUVERTES: readonly Etat[] = [
  'DEPOSEE',
  'PRISE_EN_CHARGE',
  'ATTENTE_COLLECTIVITE',
  'ATTENTE_TIERS',
  'ROUVERTE',
]

/** Who does a deed: the employer, the centre that treats the file, a third party by its link, or the platform by itself. */
export type Cote = 'mairie' | 'cdg' | 'tiers' | 'plateforme'

export type Geste =
  | 'deposer'
  | 'annuler'
  | 'prendre'
  | 'demander'
  | 'completer'
  | 'reprendre'
  | 'attendre_tiers'
  | 'recevoir_tiers'
  | 'repondre'
  | 'rouvrir'
  | 'cloturer'
  | 'classer'
  | 'reorienter'
  | 'reunir'

type Garde = 'question' | 'tiers' | 'texte' | 'motif' | 'trente_jours' | 'deux_relances'

type Ligne = {
  readonly de: readonly Etat[]
  readonly vers: Etat
  readonly par: readonly Cote[]
  readonly gardes: readonly Garde[]
  readonly libelle: string
}

/** The life of a request, as one table. Closing never leaves from a state that waits: nobody closes with an open wait. */
export const CYCLE: Readonly<Record<Geste, Ligne>> = {
  deposer: { de: ['BROUILLON'], vers: 'DEPOSEE', par: ['mairie'], gardes: [], libelle: 'Envoyer la demande' },
  prendre: {
    de: ['DEPOSEE', 'ROUVERTE'],
    vers: 'PRISE_EN_CHARGE',
    par: ['cdg'],
    gardes: [],
    libelle: 'Prendre en charge',
  },
  repondre: {
    de: ['PRISE_EN_CHARGE'],
    vers: 'REPONDUE',
    par: ['cdg'],
    gardes: ['texte'],
    libelle: 'Envoyer la réponse',
  },
  demander: {
    de: ['PRISE_EN_CHARGE'],
    vers: 'ATTENTE_COLLECTIVITE',
    par: ['cdg'],
    gardes: ['question'],
    libelle: 'Poser une question à la collectivité',
  },
  completer: {
    de: ['ATTENTE_COLLECTIVITE'],
    vers: 'PRISE_EN_CHARGE',
    par: ['mairie'],
    gardes: ['texte'],
    libelle: 'Envoyer la réponse',
  },
  reprendre: {
    de: ['ATTENTE_COLLECTIVITE'],
    vers: 'PRISE_EN_CHARGE',
    par: ['cdg'],
    gardes: ['motif'],
    libelle: 'Clore l’attente sans réponse de la collectivité',
  },
  attendre_tiers: {
    de: ['PRISE_EN_CHARGE'],
    vers: 'ATTENTE_TIERS',
    par: ['cdg'],
    gardes: ['tiers'],
    libelle: 'Demander à un tiers',
  },
  recevoir_tiers: {
    de: ['ATTENTE_TIERS'],
    vers: 'PRISE_EN_CHARGE',
    par: ['cdg', 'tiers'],
    gardes: ['texte'],
    libelle: 'Enregistrer la réponse du tiers',
  },
  rouvrir: {
    de: ['REPONDUE', 'CLOTUREE'],
    vers: 'ROUVERTE',
    par: ['mairie'],
    gardes: ['motif', 'trente_jours'],
    libelle: 'Rouvrir la demande',
  },
  cloturer: {
    de: ['REPONDUE'],
    vers: 'CLOTUREE',
    par: ['mairie', 'plateforme'],
    gardes: [],
    libelle: 'C’est réglé, terminer la demande',
  },
  classer: {
    de: ['ATTENTE_COLLECTIVITE'],
    vers: 'SANS_SUITE',
    par: ['cdg'],
    gardes: ['motif', 'deux_relances'],
    libelle: 'Classer sans suite',
  },
  reorienter: {
    de: ['DEPOSEE', 'PRISE_EN_CHARGE'],
    vers: 'REORIENTEE',
    par: ['cdg'],
    gardes: ['motif', 'tiers'],
    libelle: 'Réorienter vers un autre organisme',
  },
  // Sent twice: the other request is the organisation that takes it over (`tiers` holds its number).
  reunir: {
    de: ['DEPOSEE', 'PRISE_EN_CHARGE', 'ROUVERTE'],
    vers: 'REORIENTEE',
    par: ['cdg'],
    gardes: ['tiers'],
    libelle: 'Réunir avec une autre demande',
  },
  annuler: {
    de: ['BROUILLON', 'DEPOSEE'],
    vers: 'ANNULEE',
    par: ['mairie'],
    gardes: ['motif'],
    libelle: 'Annuler la demande',
  },
}

export const GESTES = Object.keys(CYCLE) as readonly Geste[]

/** Days after an answer or a closing during which the employer may open the file again. */
export const REOUVERTURE_JOURS = 30

export type DemandeDeGeste = {
  readonly texte: string
  /** Last day for the employer to answer. */
  readonly avant: Jour | null
  /** The third party waited for, or the organisation that takes the matter over. */
  readonly tiers: string
}

export type Situation = {
  readonly etat: Etat
  /** Day of the answer or of the closing, the latest. */
  readonly repondueLe: Jour | null
  /** Reminders already sent for the wait under way. */
  readonly relances: number
}

export type RefusGeste =
  | { readonly code: 'transition-refusee'; readonly etat: Etat; readonly geste: Geste }
  | { readonly code: 'pas-a-vous'; readonly geste: Geste }
  | {
      readonly code:
        | 'texte-manquant'
        | 'question-manquante'
        | 'date-manquante'
        | 'date-passee'
        | 'motif-manquant'
        | 'tiers-manquant'
    }
  | { readonly code: 'trop-tard' }
  | { readonly code: 'relances-manquantes'; readonly faites: number }
  | { readonly code: 'texte-trop-long'; readonly longueur: number; readonly max: number }

/** Decides whether a deed may be done, by this side, today; gives the state it leads to. `jour` is the day in Paris. */
export function avancer(
  situation: Situation,
  geste: Geste,
  cote: Cote,
  demande: DemandeDeGeste,
  jour: Jour,
): Result<Etat, RefusGeste> {
  const ligne = CYCLE[geste]
  if (!ligne.de.includes(situation.etat))
    return refuser({ code: 'transition-refusee', etat: situation.etat, geste })
  if (!ligne.par.includes(cote)) return refuser({ code: 'pas-a-vous', geste })
  // A draft that was never sent is thrown away without a reason.
  const gardes = situation.etat === 'BROUILLON' ? [] : ligne.gardes
  for (const garde of gardes) {
    const refus = GARDES[garde](situation, demande, jour)
    if (refus) return refuser(refus)
  }
  const long = tropLong(
    demande.texte,
    ligne.vers === 'ATTENTE_COLLECTIVITE' ? QUESTION_AU_PLUS : TEXTE_AU_PLUS,
  )
  return long ? refuser(long) : accepter(ligne.vers)
}

/** Characters that a thread keeps of one text, and of a question that waits for its answer. */
export const TEXTE_AU_PLUS = 8000
const QUESTION_AU_PLUS = 4000

/** The refusal of a text that a thread could not keep whole; null: it can. */
export const tropLong = (
  { length: longueur }: string,
  max: number,
): Extract<RefusGeste, { code: 'texte-trop-long' }> | null =>
  longueur > max ? { code: 'texte-trop-long', longueur, max } : null

const GARDES: Readonly<
  Record<Garde, (situation: Situation, demande: DemandeDeGeste, jour: Jour) => RefusGeste | null>
> = {
  question: (_, { texte, avant }, jour) => {
    if (texte.trim().length < 3) return { code: 'question-manquante' }
    if (avant === null) return { code: 'date-manquante' }
    return avant < jour ? { code: 'date-passee' } : null
  },
  tiers: (_, { tiers }) => (tiers.trim().length < 2 ? { code: 'tiers-manquant' } : null),
  texte: (_, { texte }) => (texte.trim().length < 2 ? { code: 'texte-manquant' } : null),
  motif: (_, { texte }) => (texte.trim().length < 3 ? { code: 'motif-manquant' } : null),
  trente_jours: ({ repondueLe }, _, jour) =>
    repondueLe !== null && joursEntre(repondueLe, jour) > REOUVERTURE_JOURS ? { code: 'trop-tard' } : null,
  deux_relances: ({ relances }) => (relances < 2 ? { code: 'relances-manquantes', faites: relances } : null),
}

/** The deeds that one side may try from a state, in the order of the table: what a page draws as buttons. */
export const gestesDe = (etat: Etat, cote: Cote): Geste[] =>
  GESTES.filter((geste) => CYCLE[geste].de.includes(etat) && CYCLE[geste].par.includes(cote))
