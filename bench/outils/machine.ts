import { execFileSync } from 'node:child_process'
import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os'

/** The machine in words that identify nobody: cores, processor, memory, system, Node. */
export function decrireMachine(): string {
  const modele = cpus()[0]?.model.replace(/\s+/g, ' ').trim() || 'processeur inconnu'
  const memoire = Math.round(totalmem() / 2 ** 30)
  return `${availableParallelism()} cœurs, ${modele}, ${memoire} Gio, ${platform()} ${arch()}, Node ${process.versions.node}`
}

/** The commit that is measured, followed by « + » when the working tree holds changes; « inconnu » outside a clone. */
export function lireCommit(racine: string): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: racine, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    const modifie = git('status', '--porcelain', '--untracked-files=no') !== ''
    return git('rev-parse', 'HEAD') + (modifie ? '+' : '')
  } catch {
    return 'inconnu'
  }
}
