import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { TUYAU } from './processus.ts'

/** `taille`: how many bytes come with it by the pipe. */
type Demande<D> = { readonly id: number; readonly demande: D; readonly taille: number }
type Reponse<R, E> =
  | { readonly id: number; readonly reponse: R }
  | { readonly id: number; readonly etape: E }
  | { readonly id: number; readonly erreur: string }

/** A process of ours that answers questions, one after the other. */
export type Ouvrier<D, R, E = never> = {
  /**
   * @param surEtape is told how far the answer is
   * @param octets go with the question, by the pipe of a program started with one
   * Rejects when the process fails, or ends before it answers.
   */
  demander(demande: D, surEtape?: (etape: E) => void, octets?: Uint8Array): Promise<R>
  fermer(): Promise<void>
}

const REPOS_MS = 60_000

type Attente<R, E> = {
  readonly resoudre: (reponse: R) => void
  readonly rejeter: (erreur: Error) => void
  readonly surEtape: ((etape: E) => void) | undefined
}

/**
 * Opens it: started at the first question, ended after a minute without any. A process that ends fails every question that waited for it; the next one starts
 * another process.
 * @param lancer starts a program that calls `repondre`
 */
export function ouvrirOuvrier<D, R, E = never>(lancer: () => ChildProcess): Ouvrier<D, R, E> {
  type Vivant = { readonly processus: ChildProcess; readonly attentes: Map<number, Attente<R, E>> }
  let vivant: Vivant | null = null
  let repos: NodeJS.Timeout | undefined
  let numero = 0

  const naitre = (): Vivant => {
    const nouveau: Vivant = { processus: lancer(), attentes: new Map() }
    const { processus, attentes } = nouveau
    processus.on('message', (message: Reponse<R, E>) => {
      const attente = attentes.get(message.id)
      if ('etape' in message) {
        attente?.surEtape?.(message.etape)
        return
      }
      attentes.delete(message.id)
      if ('erreur' in message) attente?.rejeter(new Error(message.erreur))
      else attente?.resoudre(message.reponse)
    })
    const echouer = (cause: string) => {
      if (vivant === nouveau) vivant = null
      for (const { rejeter } of attentes.values()) rejeter(new Error(cause))
      attentes.clear()
    }
    processus.on('error', ({ message }) => echouer(message))
    // A pipe broken by its death: the end of the process says it.
    processus.stdio?.[TUYAU]?.on('error', () => {})
    processus.on('exit', (code, signal) => echouer(`le processus s’est arrêté (${signal ?? code})`))
    return nouveau
  }
  const reposer = () => {
    clearTimeout(repos)
    repos = setTimeout(() => (vivant?.attentes.size ? reposer() : void arreter()), REPOS_MS).unref()
  }
  const arreter = async () => {
    clearTimeout(repos)
    const processus = vivant?.processus
    vivant = null
    if (!processus || processus.exitCode !== null || processus.signalCode !== null) return
    processus.ref()
    processus.kill('SIGKILL')
    await once(processus, 'exit')
  }
  return {
    demander(demande, surEtape, octets) {
      vivant ??= naitre()
      const { processus, attentes } = vivant
      reposer()
      const id = ++numero
      return new Promise<R>((resoudre, rejeter) => {
        attentes.set(id, { resoudre, rejeter, surEtape })
        try {
          // A sending that fails on its way needs no answer of its own: the end of the process gives it.
          processus.send({ id, demande, taille: octets?.length ?? 0 } satisfies Demande<D>, () => {})
          if (octets?.length) (processus.stdio[TUYAU] as Writable).write(octets)
        } catch (erreur) {
          // A question that cannot be carried, or a program that was not started.
          attentes.delete(id)
          rejeter(erreur as Error)
        }
      })
    },
    fermer: arreter,
  }
}

/** What such a program does: answers each question, and ends with the application. `octets`: those that came with the question. */
export function repondre<D, R, E = never>(
  traiter: (demande: D, dire: (etape: E) => void, octets: Uint8Array) => R,
): void {
  const envoyer = (reponse: Reponse<R, E>) => process.send!(reponse)
  // The application decides when it stops: a Ctrl-C sent to the whole group must not cut an answer that it waits for.
  process.on('SIGINT', () => {})
  process.on('disconnect', () => process.exit(0))
  process.on('message', ({ id, demande, taille }: Demande<D>) => {
    const octets = lireTuyau(taille)
    try {
      envoyer({ id, reponse: traiter(demande, (etape) => envoyer({ id, etape }), octets) })
    } catch (erreur) {
      envoyer({ id, erreur: String((erreur as Error).message ?? erreur) })
    }
  })
}

/**
 * The next bytes of the pipe, waited for: such a program has nothing else to do. It ends when they cannot all be read: what is left of them would be taken for
 * those of the next question.
 */
function lireTuyau(taille: number): Uint8Array {
  try {
    const octets = Buffer.allocUnsafeSlow(taille)
    for (let lus = 0; lus < taille; ) {
      const plus = readSync(TUYAU, octets, lus, taille - lus, null)
      // The application is gone.
      if (plus === 0) process.exit(0)
      lus += plus
    }
    return octets
  } catch {
    process.exit(1)
  }
}
