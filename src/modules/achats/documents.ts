import type { Bloc, DocumentTexte } from '#platform/documents/docx.ts'

/** A part of a document of a purchase: words, then tables of words. */
export type PartieDeDocument = {
  readonly titre: string
  readonly texte: string
  readonly grilles: readonly {
    readonly titre: string
    readonly entetes: readonly string[]
    readonly lignes: readonly (readonly string[])[]
    /** Shares of the width of the PDF, one per column; without them the first column is the widest, the others are equal. */
    readonly largeurs?: readonly number[]
  }[]
}

export type DocumentDAchat = {
  readonly titre: string
  readonly court: string
  readonly sousTitre: string
  readonly cooperation: string
  readonly pied: string
  readonly parties: readonly PartieDeDocument[]
}

/** Data of the model « rapport » (PDF/UA). */
export const enPdf = ({ titre, court, sousTitre, cooperation, pied, parties }: DocumentDAchat) => ({
  titre,
  'titre-court': court,
  'sous-titre': sousTitre,
  cooperation,
  pied,
  parties,
})

/** The same document for a word processor. */
export const enDocx = ({ titre, sousTitre, cooperation, pied, parties }: DocumentDAchat): DocumentTexte => ({
  titre,
  pied,
  auteur: cooperation,
  blocs: [
    { genre: 'titre', texte: titre },
    ...(sousTitre ? [{ genre: 'paragraphe', texte: sousTitre } as const] : []),
    ...parties.flatMap((partie): Bloc[] => [
      { genre: 'sous-titre', texte: partie.titre },
      ...partie.texte
        .split('\n')
        .flatMap((texte): Bloc[] => (texte.trim() ? [{ genre: 'paragraphe', texte }] : [])),
      ...partie.grilles.flatMap((g): Bloc[] => [
        ...(g.titre ? [{ genre: 'paragraphe', texte: g.titre, gras: true } as const] : []),
        { genre: 'tableau', entetes: g.entetes, lignes: g.lignes },
        { genre: 'espace' },
      ]),
    ]),
  ],
})
