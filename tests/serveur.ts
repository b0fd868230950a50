// The real server in a process of its own, as `npm start` launches it: browser journeys and fault tests talk to it by HTTP only.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const racine = join(import.meta.dirname, '..')

export type ServeurDeTest = {
  readonly adresse: string
  /** The Node process that listens: the one to kill in a fault test. */
  readonly processus: ChildProcess
  /** What it printed so far, both outputs together. */
  sortie(): string
  /** SIGTERM, then waits for the end; resolves with the exit code, null when a signal ended it. May be called twice. */
  arreter(): Promise<number | null>
}

/** Below the ports that the system lends to outgoing connections and to `listen(0)`: blocks, each with a guard as its first port. */
const [PREMIER_PORT, BLOC, NOMBRE_DE_BLOCS] = [10_000, 100, 200]
let bloc: Promise<number> | undefined
let rang = 0

/**
 * A TCP port of the loopback that nobody uses now, and that no other test will be given, before the server of this test listens or between two
 * lives of it: the block is this process's own, which listens on its first port until it ends. A port lent by the system could be lent again.
 */
export async function portLibre(): Promise<number> {
  bloc ??= prendreUnBloc()
  const premier = await bloc
  for (;;) {
    const port = premier + 1 + (rang++ % (BLOC - 1))
    const ecoute = await ecouter(port)
    if (!ecoute) continue
    ecoute.close()
    await once(ecoute, 'close')
    return port
  }
}

async function prendreUnBloc(): Promise<number> {
  for (let n = process.pid; ; n += 1) {
    const premier = PREMIER_PORT + (n % NOMBRE_DE_BLOCS) * BLOC
    const garde = await ecouter(premier)
    if (!garde) continue
    garde.unref()
    return premier
  }
}

/** A server that listens on this port; null when somebody else does. */
async function ecouter(port: number): Promise<Server | null> {
  const ecoute = createServer().listen(port, '127.0.0.1')
  return once(ecoute, 'listening').then(
    () => ecoute,
    () => null,
  )
}

/** A throw-away folder for DONNEES. */
export function dossierJetable(): { readonly chemin: string; supprimer(): void } {
  const chemin = mkdtempSync(join(tmpdir(), 'maillage-essai-'))
  return { chemin, supprimer: () => rmSync(chemin, { recursive: true, force: true }) }
}

/** Launches the server without waiting: for tests that expect it to refuse. dist/ must be built already, or DIST be empty. */
export async function lancerServeur(
  env: Readonly<Record<string, string>>,
  installation = racine,
): Promise<ServeurDeTest> {
  const port = env['PORT'] ?? String(await portLibre())
  const processus = spawn(process.execPath, [join(installation, 'scripts/demarrer.ts')], {
    cwd: installation,
    env: {
      PATH: process.env['PATH'],
      TMPDIR: tmpdir(),
      DIST: 'pret',
      SIGNALEMENT: 'non',
      ...env,
      PORT: port,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let lu = ''
  const noter = (morceau: Buffer) => {
    lu += morceau
  }
  processus.stdout.on('data', noter)
  processus.stderr.on('data', noter)
  const fin = once(processus, 'close')
  return {
    adresse: `http://127.0.0.1:${port}`,
    processus,
    sortie: () => lu,
    async arreter() {
      processus.kill('SIGTERM')
      const [code] = (await fin) as [number | null]
      return code
    },
  }
}

/** Launches the server and waits until it serves; throws with what it printed if it ends before. */
export async function demarrerServeur(
  env: Readonly<Record<string, string>>,
  installation = racine,
): Promise<ServeurDeTest> {
  const serveur = await lancerServeur(env, installation)
  await attendreReponse(serveur)
  return serveur
}

/** Resolves at the first 200 of /sante; throws with what the server printed if it ends before. */
export async function attendreReponse({ adresse, processus, sortie }: ServeurDeTest): Promise<void> {
  for (;;) {
    if (processus.exitCode !== null || processus.signalCode !== null)
      throw new Error(`Le serveur s’est arrêté avant de répondre :\n${sortie()}`)
    const reponse = await fetch(`${adresse}/sante`).catch(() => null)
    await reponse?.body?.cancel()
    if (reponse?.status === 200) return
    await new Promise((suite) => setTimeout(suite, 20))
  }
}
