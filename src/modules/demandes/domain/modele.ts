/** Kinds of ready words, each named after the deed that uses it. */
export const GENRES_DE_MODELE = {
  repondre: 'Réponse',
  demander: 'Question',
  message: 'Message',
} as const
export type GenreDeModele = keyof typeof GENRES_DE_MODELE

/** What a template may name, with the words shown to whoever writes one. */
export const MOTS_DU_MODELE = {
  employeur: 'le nom de la collectivité',
  numero: 'le numéro de la demande',
  objet: 'son objet',
} as const
type Mots = Readonly<Record<keyof typeof MOTS_DU_MODELE, string>>

/** The text of a template for one request: « [employeur] », « [numero] » and « [objet] » take its values; any other bracket stays as it was written. */
export const remplirModele = (texte: string, mots: Mots): string =>
  texte.replaceAll(/\[(employeur|num[eé]ro|objet)\]/gi, (_, mot: string) => {
    const cle = mot.toLocaleLowerCase('fr').replace('é', 'e') as keyof Mots
    return mots[cle]
  })
