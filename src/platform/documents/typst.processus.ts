// Compiles Typst in a process of its own: 35–50 ms of calculation a document would stop every request otherwise, and a fault of the
// native compiler ends this process only.
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { repondre } from '../ouvrier.ts'

export type Demande = {
  readonly modele: string
  readonly donnees: string
  /** Seconds since 1970. */
  readonly etabliLe: number
}

const racine = process.argv[2]!
const dossier = join(racine, 'src/platform/documents/modeles')
// Text and titles, then what names and notes may hold: emoji, Arabic, Hebrew.
const POLICES = ['public-sans', 'source-serif-4', 'noto-emoji', 'noto-sans-arabic', 'noto-sans-hebrew']
const compilateur = NodeCompiler.create({
  workspace: dossier,
  fontArgs: [{ fontPaths: POLICES.map((police) => join(racine, 'node_modules/@expo-google-fonts', police)) }],
})
let faits = 0

const ILLISIBLE = /the text `\\?"(.+?)\\?"` could not be displayed/gu
const ESSAIS = 20

/** PDF/UA refuses a character that no font draws: each one met is shown as « [?] », and the rest of the document is kept. */
function composer({ modele, donnees, etabliLe }: Demande): Uint8Array {
  let texte = donnees
  for (let essai = 1; ; essai++) {
    try {
      return compilateur.pdf(
        { mainFilePath: join(dossier, `${modele}.typ`), inputs: { donnees: texte } },
        { pdfStandard: 'ua-1' as never, creationTimestamp: etabliLe },
      )
    } catch (erreur) {
      const message = String((erreur as Error).message ?? erreur)
      const illisibles = new Set(
        [...message.matchAll(ILLISIBLE)].flatMap(([, caracteres]) => [...caracteres!]),
      )
      const suite = [...texte].map((caractere) => (illisibles.has(caractere) ? '[?]' : caractere)).join('')
      if (suite === texte || essai === ESSAIS) throw erreur
      texte = suite
    }
  }
}

repondre((demande: Demande): Uint8Array => {
  const pdf = composer(demande)
  if (++faits % 10 === 0) compilateur.evictCache(2)
  return pdf
})
