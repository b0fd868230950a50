import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'

/** What a command needs of the machine: to be read in tests without a process. */
export interface Machine {
  /** Text of a file, or of standard input for « - ». @throws ErreurUsage in French when it cannot be read */
  readonly lire: (chemin: string) => Promise<string>
  /** Bytes of a file, or standard input. */
  readonly flux: (chemin: string) => AsyncIterable<Uint8Array>
  /** Standard output, waited for: the reader may be slow. */
  readonly ecrire: (texte: string) => Promise<void>
  /** Messages for the person: standard error. */
  readonly dire: (texte: string) => void
  readonly enregistrer: (chemin: string, texte: string) => Promise<void>
  /** Shows how far a long work is, on one line that each call replaces; absent where nobody watches. */
  readonly progresser?: ((texte: string) => void) | undefined
  /** From this call on the first Ctrl-C fires the signal, so that a long work says what it has; the second ends the process. */
  readonly interruption?: (() => AbortSignal) | undefined
}

/** A mistake of the person who types the command: told in French, exit code 2. */
export class ErreurUsage extends Error {}

const RAISONS: Readonly<Record<string, string>> = {
  ENOENT: 'ce fichier n’existe pas',
  EACCES: 'l’accès en est refusé',
  EISDIR: 'c’est un dossier',
  ERR_STRING_TOO_LONG: 'il est trop gros pour être lu d’un coup (512 Mo au plus)',
  ERR_FS_FILE_TOO_LARGE: 'il est trop gros pour être lu d’un coup (512 Mo au plus)',
}

/** The sentence that tells why a file could not be read or written. */
export function direErreurFichier(chemin: string, erreur: unknown): string {
  const code = erreur instanceof Error && 'code' in erreur ? String(erreur.code) : ''
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return `« ${chemin} » : ce texte n’est pas en UTF-8. Enregistrez-le dans ce codage, puis recommencez.`
  return `« ${chemin} » : ${RAISONS[code] ?? `accès impossible (${code || 'erreur inconnue'})`}. Vérifiez le chemin.`
}

async function lire(chemin: string): Promise<string> {
  try {
    const octets = chemin === '-' ? await buffer(process.stdin) : await readFile(chemin)
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch (erreur) {
    throw new ErreurUsage(direErreurFichier(chemin, erreur))
  }
}

/** Writes and waits; a reader who left early (`| head`) ends the writing in silence. */
const ecrire = (texte: string): Promise<void> =>
  new Promise((fini, echec) => {
    process.stdout.write(texte, (erreur) => {
      if (!erreur || ('code' in erreur && erreur.code === 'EPIPE')) fini()
      else echec(erreur)
    })
  })

/** The real machine. */
export const machine: Machine = {
  lire,
  flux: (chemin) => (chemin === '-' ? process.stdin : createReadStream(chemin)),
  ecrire,
  dire: (texte) => {
    process.stderr.write(`${texte}\n`)
  },
  enregistrer: async (chemin, texte) => {
    try {
      await writeFile(chemin, texte)
    } catch (erreur) {
      if (erreur instanceof Error && 'code' in erreur && erreur.code === 'ENOENT')
        throw new ErreurUsage(
          `« ${chemin} » : le dossier où écrire n’existe pas. Créez-le, ou choisissez-en un autre.`,
        )
      throw new ErreurUsage(direErreurFichier(chemin, erreur))
    }
  },
  progresser: process.stderr.isTTY ? (texte) => process.stderr.write(`\r${texte}`) : undefined,
  interruption: () => {
    const controle = new AbortController()
    process.once('SIGINT', () => controle.abort())
    return controle.signal
  },
}
process.stdout.on('error', () => undefined)
