/**
 * What is done with data about people, for one purpose: a line of the register (règlement UE 2016/679, art. 30), beside the module that does it.
 * The page « Données personnelles » is made of these lines; a test refuses a table that names somebody and is in none.
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
  /** How long, and what happens then. */
  readonly duree: string
  readonly tables: readonly string[]
}

export const INTERET_PUBLIC = 'mission d’intérêt public (RGPD, art. 6.1.e)'
export const OBLIGATION_LEGALE = 'obligation légale (RGPD, art. 6.1.c)'
