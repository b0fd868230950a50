import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { But } from '../outils/but.ts'

const racine = join(import.meta.dirname, '../..')

/** Seconds from `npm start` to the first page, on an empty folder then on the same again. Information, without bound. */
export async function mesurerDemarrages(): Promise<readonly But[]> {
  const donnees = mkdtempSync(join(tmpdir(), 'maillage-bench-'))
  try {
    const premier = await demarrerUneFois(donnees)
    const suivant = await demarrerUneFois(donnees)
    return [
      but(
        'pages.premiere-s',
        premier,
        'Du lancement à la première page, base créée et démonstration comprises',
      ),
      but('pages.suivante-s', suivant, 'Du lancement à la première page, base déjà là'),
    ]
  } finally {
    rmSync(donnees, { recursive: true, force: true })
  }
}

const but = (id: string, secondes: number, note: string): But => ({
  id,
  rapport: secondes,
  min: secondes,
  max: secondes,
  note: `${note}, en secondes (information).`,
})

async function demarrerUneFois(donnees: string): Promise<number> {
  const port = await portLibre()
  const debut = performance.now()
  const enfant = spawn(process.execPath, [join(racine, 'scripts/demarrer.ts')], {
    cwd: racine,
    env: { ...process.env, DONNEES: donnees, PORT: String(port), SIGNALEMENT: 'non' },
    stdio: 'ignore',
  })
  const fin = once(enfant, 'exit')
  try {
    while (enfant.exitCode === null) {
      const reponse = await fetch(`http://127.0.0.1:${port}/`).catch(() => null)
      await reponse?.body?.cancel()
      if (reponse?.status === 200) return Math.round(performance.now() - debut) / 1000
      await new Promise((suite) => setTimeout(suite, 20))
    }
    throw new Error('Le serveur s’est arrêté avant sa première page.')
  } finally {
    enfant.kill('SIGTERM')
    await fin
  }
}

async function portLibre(): Promise<number> {
  const ecoute = createServer().listen(0, '127.0.0.1')
  await once(ecoute, 'listening')
  const { port } = ecoute.address() as { port: number }
  ecoute.close()
  await once(ecoute, 'close')
  return port
}
