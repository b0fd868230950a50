// A command of the project in a process of its own, as `npm run` launches it.
import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const racine = join(import.meta.dirname, '..', '..')

export type Issue = { readonly code: number | null; readonly sortie: string }

/** Runs scripts/<nom>.ts to its end; both outputs together. `suivre` receives the process as soon as it is launched. */
export function lancerCommande(
  nom: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  installation = racine,
  suivre: (enfant: ChildProcess) => void = () => {},
): Promise<Issue> {
  return new Promise((resolve, reject) => {
    const enfant = spawn(process.execPath, [join(installation, 'scripts', `${nom}.ts`), ...args], {
      cwd: installation,
      env: { PATH: process.env['PATH'], TMPDIR: tmpdir(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    suivre(enfant)
    let sortie = ''
    const noter = (morceau: Buffer) => {
      sortie += morceau
    }
    enfant.stdout.on('data', noter)
    enfant.stderr.on('data', noter)
    enfant.on('error', reject)
    enfant.on('close', (code) => resolve({ code, sortie }))
  })
}
