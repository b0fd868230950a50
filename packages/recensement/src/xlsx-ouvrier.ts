import { parentPort, workerData } from 'node:worker_threads'
import readXlsxFile from 'read-excel-file/node'
import { colonneNommee } from '../../prevoyance/src/recensement/index.ts'
import { texteDeLaCellule, texteDuNombre } from './cellule-xlsx.ts'
import type { MessageOuvrier } from './xlsx.ts'

/** Runs in a worker of limited memory: reads the workbook, then sends its rows by packets, one for each demand. */
const LIGNES_PAR_PAQUET = 1_000

const envoyer = (message: MessageOuvrier) => parentPort?.postMessage(message)

type Feuille = { readonly sheet: string; readonly data: readonly (readonly unknown[])[] }

const estVide = (ligne: readonly unknown[]) => ligne.every((cellule) => texteDeLaCellule(cellule) === '')

/** The first sheet whose first filled row has known headers, otherwise the first that holds anything. */
function feuilleALire(feuilles: readonly Feuille[]): Feuille | undefined {
  const titres = (feuille: Feuille) => feuille.data.find((ligne) => !estVide(ligne)) ?? []
  const connues = (feuille: Feuille) =>
    titres(feuille).filter((t) => colonneNommee(texteDeLaCellule(t)) !== null).length
  return feuilles.find((feuille) => connues(feuille) >= 2) ?? feuilles[0]
}

try {
  const toutes: readonly Feuille[] = await readXlsxFile(Buffer.from(workerData as ArrayBuffer), {
    parseNumber: texteDuNombre,
  })
  const remplies = toutes.filter(({ data }) => data.some((ligne) => !estVide(ligne)))
  const feuille = feuilleALire(remplies)
  const lignes = feuille?.data ?? []
  envoyer({ type: 'feuille', nom: feuille?.sheet ?? '', autres: Math.max(0, remplies.length - 1) })
  let position = 0
  parentPort?.on('message', () => {
    const paquet = lignes
      .slice(position, position + LIGNES_PAR_PAQUET)
      .map((ligne) => ligne.map(texteDeLaCellule))
    envoyer({ type: 'lignes', premiere: position + 1, lignes: paquet })
    position += paquet.length
  })
} catch (erreur) {
  const message = erreur instanceof Error ? erreur.message : ''
  const place = /row (\d+), col (\d+)/.exec(message)
  envoyer(place ? { type: 'cellule', ligne: Number(place[1]), colonne: Number(place[2]) } : { type: 'abime' })
}
