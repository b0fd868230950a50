import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const VARIABLES = [
  'PATH',
  'TMPDIR',
  'MODE',
  'HOTE',
  'DONNEES',
  'PORT_SIGNALEMENT',
  'PORT_SANS_SCRIPT',
  'ADRESSE_SIGNALEMENT',
  'ADRESSE_SANS_SCRIPT',
  'DATABASE_URL_SIGNALEMENT',
  'EFFORT',
]

/**
 * Launches the reporting application as a process of its own, with its own variables only: no secret and no address of the platform's database.
 * Null when the installation runs on a server where nobody gave it a database: it is then launched elsewhere, by `npm run signalement`.
 */
export function lancerSignalement(
  env: NodeJS.ProcessEnv,
  racine: string,
): { readonly pret: Promise<void>; arreter(): Promise<void> } | null {
  if (env['SIGNALEMENT'] === 'non' || (env['DATABASE_URL'] && !env['DATABASE_URL_SIGNALEMENT'])) return null
  const enfant = spawn(
    process.execPath,
    ['--max-semi-space-size=4', join(racine, 'scripts/signalement.ts')],
    {
      cwd: racine,
      env: {
        ...Object.fromEntries(VARIABLES.flatMap((nom) => (env[nom] === undefined ? [] : [[nom, env[nom]]]))),
        DIST: 'pret',
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  )
  const fin = once(enfant, 'exit')
  return {
    // If it does not start it has said why; the platform serves without it.
    pret: Promise.race([once(enfant, 'message'), fin]).then(() => {}),
    async arreter() {
      if (enfant.exitCode === null && enfant.signalCode === null) enfant.kill('SIGTERM')
      await fin
    },
  }
}
