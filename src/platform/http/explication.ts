/** What a refusal says to a person: the field it belongs to (null: the whole form), its sentence, and the status of the answer. */
export type Explication = { readonly champ: string | null; readonly phrase: string; readonly statut: number }

/** One field is to be corrected. */
export const surLeChamp = (champ: string, phrase: string): Explication => ({ champ, phrase, statut: 422 })

/** The whole form is refused; 409 unless said: the state of things does not allow it. */
export const surLeTout = (phrase: string, statut = 409): Explication => ({ champ: null, phrase, statut })
