import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { PHRASES_FICHIER, type RefusFichier } from '@maillage/prevoyance/recensement'
import type { LimitesClasseur } from './classeur.ts'
import type { Receveur } from './csv.ts'
import { FichierRefuse, refuserFichier } from './fichier-refuse.ts'

/** What the worker says. Rows are numbered as the spreadsheet numbers them. */
export type MessageOuvrier =
  | { readonly type: 'feuille'; readonly nom: string; readonly autres: number }
  | { readonly type: 'lignes'; readonly premiere: number; readonly lignes: readonly (readonly string[])[] }
  | { readonly type: 'cellule'; readonly ligne: number; readonly colonne: number }
  | { readonly type: 'refus'; readonly refus: RefusFichier }

/** What the worker is given: the archive as it came, and how much may come out of it. */
export interface DonneesOuvrier {
  readonly zip: ArrayBuffer
  readonly octetsDecompresses: number
}

/**
 * Reads the rows of a workbook in a worker whose memory and time are capped; what comes out of the archive is capped too.
 * @throws FichierRefuse when the workbook is not one, is damaged, encrypted, too large, or cannot be read within the caps
 */
export async function lireXlsx(
  zip: Buffer,
  receveur: Receveur,
  aviser: (avis: string) => void,
  limites: LimitesClasseur,
): Promise<void> {
  const donnees: DonneesOuvrier = {
    zip: new Uint8Array(zip).buffer,
    octetsDecompresses: limites.octetsDecompresses,
  }
  const ouvrier = new Worker(new URL('./xlsx-ouvrier.ts', import.meta.url), {
    workerData: donnees,
    transferList: [donnees.zip],
    resourceLimits: { maxOldGenerationSizeMb: limites.memoireMo, maxYoungGenerationSizeMb: 64 },
  })
  let panne: unknown = null
  ouvrier.on('error', (erreur) => {
    panne = erreur
  })
  const recevoir = async (): Promise<MessageOuvrier> => {
    if (panne !== null) throw panne
    const [message] = await once(ouvrier, 'message', { signal: AbortSignal.timeout(limites.delaiMs) })
    return message as MessageOuvrier
  }
  try {
    await transmettre(ouvrier, recevoir, receveur, aviser)
  } catch (erreur) {
    if (estUneLimite(erreur)) refuserFichier('classeur-trop-long')
    throw erreur
  } finally {
    await ouvrier.terminate()
  }
}

const estUneLimite = (erreur: unknown): boolean =>
  erreur instanceof Error &&
  (erreur.name === 'AbortError' || ('code' in erreur && erreur.code === 'ERR_WORKER_OUT_OF_MEMORY'))

async function transmettre(
  ouvrier: Worker,
  recevoir: () => Promise<MessageOuvrier>,
  receveur: Receveur,
  aviser: (avis: string) => void,
): Promise<void> {
  let enteteLu = false
  for (let message = await recevoir(); ; message = await recevoir()) {
    if (message.type === 'refus') throw new FichierRefuse(message.refus)
    if (message.type === 'cellule')
      refuserFichier('cellule-de-classeur', adresse(message.ligne, message.colonne))
    if (message.type === 'feuille') {
      if (message.autres > 0) aviser(PHRASES_FICHIER['feuilles-ignorees'](message.nom, message.autres))
    } else {
      if (message.lignes.length === 0) break
      for (const [i, cellules] of message.lignes.entries()) {
        if (enteteLu) await receveur.ligne(message.premiere + i, cellules)
        else if (cellules.some((cellule) => cellule.trim() !== '')) {
          receveur.entete(cellules)
          enteteLu = true
        }
        if (receveur.estRassasie()) return
      }
    }
    ouvrier.postMessage('suite')
  }
  if (!enteteLu) refuserFichier('classeur-sans-donnees')
}

/** « C12 », as the spreadsheet names the cell. */
export function adresse(ligne: number, colonne: number): string {
  let lettres = ''
  for (let reste = colonne; reste > 0; reste = Math.floor((reste - 1) / 26)) {
    lettres = String.fromCharCode(65 + ((reste - 1) % 26)) + lettres
  }
  return `${lettres}${ligne}`
}
