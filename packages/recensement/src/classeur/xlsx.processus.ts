import { colonneNommee, refusFichier } from '@maillage/prevoyance/recensement'
import { FichierRefuse } from '../fichier-refuse.ts'
import { texteDeLaCellule, texteDuNombre } from './cellule-xlsx.ts'
import { assainirClasseur } from './classeur.ts'
import type { Demande, MessageLecteur } from './xlsx.ts'

/** Runs in a process of limited memory: unpacks and reads the workbook, then sends its rows by packets, one for each demand. */
const LIGNES_PAR_PAQUET = 1_000

const envoyer = (message: MessageLecteur) => process.send?.(message)

type Feuille = { readonly sheet: string; readonly data: readonly (readonly unknown[])[] }

const estVide = (ligne: readonly unknown[]) => ligne.every((cellule) => texteDeLaCellule(cellule) === '')

/** The first sheet whose first filled row has known headers, otherwise the first that holds anything. */
function feuilleALire(feuilles: readonly Feuille[]): Feuille | undefined {
  const titres = (feuille: Feuille) => feuille.data.find((ligne) => !estVide(ligne)) ?? []
  const connues = (feuille: Feuille) =>
    titres(feuille).filter((t) => colonneNommee(texteDeLaCellule(t)) !== null).length
  return feuilles.find((feuille) => connues(feuille) >= 2) ?? feuilles[0]
}

function messageDe(erreur: unknown): MessageLecteur {
  if (erreur instanceof FichierRefuse) return { type: 'refus', refus: erreur.refus }
  const place = /row (\d+), col (\d+)/.exec(erreur instanceof Error ? erreur.message : '')
  return place
    ? { type: 'cellule', ligne: Number(place[1]), colonne: Number(place[2]) }
    : { type: 'refus', refus: refusFichier('classeur-abime') }
}

/** Opens the workbook and names its sheet; from then on every message asks for the next packet. */
async function ouvrir({ zip, octetsDecompresses }: Demande): Promise<void> {
  const sain = await assainirClasseur(Buffer.from(zip), { octetsDecompresses })
  // Loaded only for what is really a workbook; the form made for Node would open a thread for it.
  const { default: readXlsxFile } = await import('read-excel-file/universal')
  const toutes: readonly Feuille[] = await readXlsxFile(new Uint8Array(sain).buffer, {
    parseNumber: texteDuNombre,
  })
  const remplies = toutes.filter(({ data }) => data.some((ligne) => !estVide(ligne)))
  const feuille = feuilleALire(remplies)
  const lignes = feuille?.data ?? []
  let position = 0
  process.on('message', () => {
    const paquet = lignes
      .slice(position, position + LIGNES_PAR_PAQUET)
      .map((ligne) => ligne.map(texteDeLaCellule))
    envoyer({ type: 'lignes', premiere: position + 1, lignes: paquet })
    position += paquet.length
  })
  envoyer({ type: 'feuille', nom: feuille?.sheet ?? '', autres: Math.max(0, remplies.length - 1) })
}

// Who started it ends it: a Ctrl-C in the terminal reaches both.
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit(0))
process.once('message', (demande: Demande) => {
  ouvrir(demande).catch((erreur) => envoyer(messageDe(erreur)))
})
