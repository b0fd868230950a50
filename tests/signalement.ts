// The reporting application in processes of its own, on a database of its own: journeys and integration tests talk to it by HTTP only.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { preparerAccueil } from '../src/signalement/preparer.ts'
import { dossierJetable, portLibre } from './serveur.ts'

const racine = join(import.meta.dirname, '..')
let rang = 0

export type SignalementDeTest = Readonly<{
  adresse: string
  sansScript: string
  /** Folder of its data. */
  donnees: string
  urlProprietaire: string
  urlApplication: string
  /** Everything it printed, the sealing process included. */
  sortie(): string
  pid: number
  /** Stops it (SIGTERM, or as named) and starts it again on the same data. */
  relancer(signal?: NodeJS.Signals): Promise<void>
  fermer(): Promise<void>
}>

/** Prepares an empty database and launches the application with its demonstration; resolves once both addresses answer. */
export async function ouvrirSignalement(
  env: Readonly<Record<string, string>> = {},
  /** What must be done on the prepared database before the server starts, with the variables that it will have. */
  avant: (env: NodeJS.ProcessEnv) => Promise<void> = async () => {},
): Promise<SignalementDeTest> {
  const { socketDir, port: portSql, superutilisateur } = inject('serveur')
  const base = `accueil_${process.pid}_${++rang}`
  const url = (nom: string, role: string) =>
    `postgres://${role}@/${nom}?host=${encodeURIComponent(socketDir)}&port=${portSql}`
  await preparerAccueil(url, superutilisateur, base, racine)
  const donnees = dossierJetable()
  const [port, portSansScript] = [await portLibre(), await portLibre()]
  const [adresse, sansScript] = [`http://localhost:${port}`, `http://localhost:${portSansScript}`]
  const variables = {
    PATH: process.env['PATH'],
    TMPDIR: tmpdir(),
    // Built once per run for the browser journeys; elsewhere the launcher builds what is missing.
    DIST: process.env['DIST'] ?? '',
    DONNEES: donnees.chemin,
    PORT_SIGNALEMENT: String(port),
    PORT_SANS_SCRIPT: String(portSansScript),
    ADRESSE_SIGNALEMENT: adresse,
    ADRESSE_SANS_SCRIPT: sansScript,
    DATABASE_URL_SIGNALEMENT: url(base, 'accueil_app'),
    EFFORT: '4',
    ...env,
  }
  await avant(variables)
  let lu = ''
  const noter = (morceau: Buffer) => {
    lu += morceau
  }
  const demarrer = async () => {
    const processus = spawn(process.execPath, [join(racine, 'scripts/signalement.ts')], {
      cwd: racine,
      env: variables,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    processus.stdout.on('data', noter)
    processus.stderr.on('data', noter)
    const fin = once(processus, 'close')
    for (const cible of [adresse, sansScript])
      for (;;) {
        if (processus.exitCode !== null)
          throw new Error(`Le signalement s’est arrêté avant de répondre :\n${lu}`)
        const reponse = await fetch(`${cible}/sante`).catch(() => null)
        await reponse?.body?.cancel()
        if (reponse?.status === 200) break
        await new Promise((suite) => setTimeout(suite, 20))
      }
    return { processus, fin }
  }
  let vivant = await demarrer()
  return {
    adresse,
    sansScript,
    donnees: join(donnees.chemin, 'signalement'),
    urlProprietaire: url(base, superutilisateur),
    urlApplication: url(base, 'accueil_app'),
    sortie: () => lu,
    get pid() {
      return vivant.processus.pid!
    },
    async relancer(signal = 'SIGTERM') {
      vivant.processus.kill(signal)
      await vivant.fin
      vivant = await demarrer()
    },
    async fermer() {
      vivant.processus.kill('SIGTERM')
      await vivant.fin
      const admin = new pg.Client(url('postgres', superutilisateur))
      await admin.connect()
      await admin.query(`drop database if exists ${pg.escapeIdentifier(base)} with (force)`)
      await admin.end()
      donnees.supprimer()
    },
  }
}
