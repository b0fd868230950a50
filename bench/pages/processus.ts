import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A process of its own that answers one question at a time. */
export type Processus = {
  demander<T>(question: unknown): Promise<T>
  /** Peak of its resident memory since it started, in megabytes (10^6 bytes). */
  memoireMaximaleMo(): number
  /** Its resident memory now, in the same unit. */
  memoireMo(): number
  /** Ends it at once, as a machine that loses its power would: nothing is closed. */
  tuer(): void
  arreter(): Promise<void>
}

/** The options of Node that `npm start` gives: what is measured runs under them. */
export const optionsDuDemarrage = (): string[] => {
  const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    scripts: { start: string }
  }
  return scripts.start.match(/(?<= )--[a-z-]+=\S+/g) ?? []
}

/** Launches a module that calls `servir`. */
export function lancerProcessus(fichier: string, options: readonly string[] = []): Processus {
  const enfant = fork(fichier, { serialization: 'advanced', execArgv: [...options] })
  return {
    async demander<T>(question: unknown) {
      enfant.send(question as object)
      const fin = new AbortController()
      const [reponse] = (await Promise.race([
        once(enfant, 'message', { signal: fin.signal }),
        once(enfant, 'exit', { signal: fin.signal }).then(([code]) => [{ erreur: `arrêté (code ${code})` }]),
      ])) as [{ valeur: T } | { erreur: string }]
      fin.abort()
      if ('erreur' in reponse) throw new Error(`${fichier} : ${reponse.erreur}`)
      return reponse.valeur
    },
    memoireMaximaleMo: () => memoire(enfant, 'VmHWM'),
    memoireMo: () => memoire(enfant, 'VmRSS'),
    tuer() {
      enfant.kill('SIGKILL')
    },
    async arreter() {
      if (enfant.exitCode !== null || enfant.signalCode !== null) return
      enfant.disconnect()
      await once(enfant, 'exit')
    },
  }
}

function memoire({ pid }: ChildProcess, mesure: 'VmHWM' | 'VmRSS'): number {
  const [, ko] =
    new RegExp(`^${mesure}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return (Number(ko) * 1024) / 1e6
}

/** The other side: answers each question in turn, and ends the process, after `fermer`, when the one that asks is gone. */
export function servir<Q>(
  repondre: (question: Q) => Promise<unknown>,
  fermer: () => Promise<void> = async () => {},
): void {
  process.on('message', (question: Q) => {
    repondre(question).then(
      (valeur) => process.send!({ valeur }),
      (erreur: Error) => process.send!({ erreur: erreur.stack ?? String(erreur) }),
    )
  })
  process.on('disconnect', () => {
    void fermer().finally(() => process.exit(0))
  })
}
