import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'

/** A text document made of blocks, whatever it is about. */
export type Bloc =
  | { readonly genre: 'titre'; readonly texte: string }
  | { readonly genre: 'sous-titre'; readonly texte: string }
  | {
      readonly genre: 'paragraphe'
      readonly texte: string
      readonly gras?: boolean
      readonly centre?: boolean
    }
  | { readonly genre: 'liste'; readonly texte: string }
  | {
      readonly genre: 'tableau'
      readonly entetes: readonly string[]
      readonly lignes: readonly (readonly string[])[]
    }
  | { readonly genre: 'espace' }

export type DocumentTexte = {
  readonly titre: string
  /** Printed at the foot of each page: which template, which version, when. */
  readonly pied: string
  readonly auteur: string
  readonly blocs: readonly Bloc[]
}

// Control characters that XML 1.0 forbids would make the file unreadable.
const propre = (texte: string): string =>
  [...texte]
    .filter((caractere) =>
      caractere >= ' ' ? caractere !== '\uFFFE' && caractere !== '\uFFFF' : '\t\n\r'.includes(caractere),
    )
    .join('')

/** Writes the document as DOCX: real headings, French, its title and its version said. */
export async function rendreDocx(contenu: DocumentTexte): Promise<Buffer> {
  const document = new Document({
    title: propre(contenu.titre),
    creator: propre(contenu.auteur),
    description: propre(contenu.pied),
    styles: {
      default: {
        document: {
          run: { font: 'Calibri', size: 22, language: { value: 'fr-FR' } },
          paragraph: { spacing: { after: 120, line: 276 } },
        },
        heading1: { run: { size: 32, bold: true }, paragraph: { spacing: { after: 240 } } },
        heading2: { run: { size: 24, bold: true }, paragraph: { spacing: { before: 240, after: 120 } } },
      },
    },
    sections: [
      {
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [
                  new TextRun({ text: `${propre(contenu.pied)} · page `, size: 16 }),
                  new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 16 }),
                ],
              }),
            ],
          }),
        },
        children: contenu.blocs.map((bloc) =>
          bloc.genre === 'tableau' ? enTableau(bloc) : enParagraphe(bloc),
        ),
      },
    ],
  })
  return Packer.toBuffer(document)
}

/** A table whose head is repeated on each page. */
function enTableau({ entetes, lignes }: Extract<Bloc, { genre: 'tableau' }>): Table {
  const rangee = (cellules: readonly string[], tete: boolean) =>
    new TableRow({
      tableHeader: tete,
      cantSplit: true,
      children: cellules.map(
        (texte) =>
          new TableCell({
            margins: { top: 60, bottom: 60, left: 80, right: 80 },
            children: texte
              .split('\n')
              .map(
                (ligne) =>
                  new Paragraph({ children: [new TextRun({ text: propre(ligne), bold: tete, size: 20 })] }),
              ),
          }),
      ),
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [rangee(entetes, true), ...lignes.map((ligne) => rangee(ligne, false))],
  })
}

function enParagraphe(bloc: Exclude<Bloc, { genre: 'tableau' }>): Paragraph {
  switch (bloc.genre) {
    case 'titre':
      return new Paragraph({ heading: HeadingLevel.HEADING_1, text: propre(bloc.texte) })
    case 'sous-titre':
      return new Paragraph({ heading: HeadingLevel.HEADING_2, text: propre(bloc.texte) })
    case 'liste':
      return new Paragraph({ bullet: { level: 0 }, text: propre(bloc.texte) })
    case 'espace':
      return new Paragraph({})
    case 'paragraphe':
      return new Paragraph({
        ...(bloc.centre && { alignment: AlignmentType.CENTER }),
        children: [new TextRun({ text: propre(bloc.texte), ...(bloc.gras && { bold: true }) })],
      })
  }
}
