/**
 * What is done with data about people, for one purpose: a line of the register (règlement UE 2016/679, art. 30), beside the module that does it.
 * The page « Données personnelles » is made of these lines, the nightly purge does what they say (ADR 0064); a test refuses a table that names
 * somebody and is in none.
 */
export type Traitement = {
  readonly nom: string
  readonly pourquoi: string
  /** Legal ground, in the words of the public: « mission d’intérêt public (art. 6.1.e) ». */
  readonly base: string
  readonly qui: string
  readonly quoi: string
  /** Who reads them. */
  readonly lu: string
  /** How long each table is kept, and what happens then. */
  readonly conservation: readonly Conservation[]
}

/** How long rows are kept, and why that long. */
export type Conservation = {
  /** What these rows are, in the words of who reads the register. */
  readonly quoi: string
  readonly duree: string
  /** The law, the rule of archives or the use that gives this term. */
  readonly motif: string
  readonly tables: readonly string[]
  /** What the nightly purge does at the term; absent where rows are kept as archives, or where the deed itself forgets them. */
  readonly purge?: Purge
}

/** One function `purger_<nom>` of the database (migration 0403), and the age from which it erases. */
export type Purge = {
  readonly nom: string
  readonly delai: { readonly annees: number } | { readonly jours: number }
  /** In which transaction it runs: one by cooperation, or one for what belongs to none (accounts). */
  readonly portee?: 'plateforme'
}

export const INTERET_PUBLIC = 'mission d’intérêt public (RGPD, art. 6.1.e)'
export const OBLIGATION_LEGALE = 'obligation légale (RGPD, art. 6.1.c)'
/** Why acts of a public body are never erased here. */
export const ARCHIVES =
  'Archives publiques : leur élimination demande le visa des archives départementales (Code du patrimoine, L212-2).'

/** The tables of a line of the register. */
export const tablesDe = ({ conservation }: Pick<Traitement, 'conservation'>): readonly string[] =>
  conservation.flatMap(({ tables }) => tables)
