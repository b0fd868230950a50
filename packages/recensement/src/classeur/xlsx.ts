import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { PHRASES_FICHIER, type RefusFichier, refusFichier } from '@maillage/prevoyance/recensement'
import type { Receveur } from '../csv.ts'
import { FichierRefuse, refuserFichier } from '../fichier-refuse.ts'
import type { LimitesClasseur } from './classeur.ts'

/** What the reader says. Rows are numbered as the spreadsheet numbers them. */
export type MessageLecteur =
  | { readonly type: 'feuille'; readonly nom: string; readonly autres: number }
  | { readonly type: 'lignes'; readonly premiere: number; readonly lignes: readonly (readonly string[])[] }
  | { readonly type: 'cellule'; readonly ligne: number; readonly colonne: number }
  | { readonly type: 'refus'; readonly refus: RefusFichier }

/** What the reader is given first: the archive as it came, and how much may come out of it. Any message after it asks for more rows. */
export interface Demande {
  readonly zip: Uint8Array
  readonly octetsDecompresses: number
}

const LECTEUR = fileURLToPath(new URL('./xlsx.processus.ts', import.meta.url))

/**
 * Reads the rows of a workbook in a process whose memory and time are capped, and which receives none of our variables; what comes out of
 * the archive is capped too. A process and not a thread: V8 aborts now and then where threads come and go.
 * @throws FichierRefuse when the workbook is not one, is damaged, encrypted, too large, or cannot be read within the caps
 * @throws Error when the reader itself cannot run
 */
export async function lireXlsx(
  zip: Buffer,
  receveur: Receveur,
  aviser: (avis: string) => void,
  limites: LimitesClasseur,
): Promise<void> {
  const lecteur = fork(LECTEUR, {
    execArgv: [`--max-old-space-size=${limites.memoireMo}`],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  try {
    const demande: Demande = { zip, octetsDecompresses: limites.octetsDecompresses }
    lecteur.send(demande, () => {})
    await transmettre(lecteur, () => recevoir(lecteur, limites.delaiMs), receveur, aviser)
  } finally {
    lecteur.kill('SIGKILL')
  }
}

/** The next message. Ended by a signal, past its delay or its heap: the workbook is too long. Ended by a code: a fault of ours. */
function recevoir(lecteur: ChildProcess, delaiMs: number): Promise<MessageLecteur> {
  return new Promise<MessageLecteur>((resoudre, rejeter) => {
    const delai = setTimeout(() => lecteur.kill('SIGKILL'), delaiMs)
    const oublier = () => {
      clearTimeout(delai)
      lecteur.off('message', lu).off('exit', parti).off('error', rate)
    }
    const lu = (message: unknown) => {
      oublier()
      resoudre(message as MessageLecteur)
    }
    const rate = (erreur: Error) => {
      oublier()
      rejeter(erreur)
    }
    const parti = (code: number | null) => {
      oublier()
      rejeter(
        code === null
          ? new FichierRefuse(refusFichier('classeur-trop-long'))
          : new Error(`le lecteur de classeurs s’est arrêté (${code})`),
      )
    }
    lecteur.on('message', lu).on('exit', parti).on('error', rate)
  })
}

async function transmettre(
  lecteur: ChildProcess,
  recevoir: () => Promise<MessageLecteur>,
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
    lecteur.send('suite', () => {})
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
