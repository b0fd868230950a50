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
  fermer(): Promise<void>
}>

/** Prepares an empty database and launches the application with its demonstration; resolves once both addresses answer. */
export async function ouvrirSignalement(
  env: Readonly<Record<string, string>> = {},
): Promise<SignalementDeTest> {
  const { socketDir, port: portSql, superutilisateur } = inject('serveur')
  const base = `accueil_${process.pid}_${++rang}`
  const url = (nom: string, role: string) =>
    `postgres://${role}@/${nom}?host=${encodeURIComponent(socketDir)}&port=${portSql}`
  await preparerAccueil(url, superutilisateur, base, racine)
  const donnees = dossierJetable()
  const [port, portSansScript] = [await portLibre(), await portLibre()]
  const processus = spawn(process.execPath, [join(racine, 'scripts/signalement.ts')], {
    cwd: racine,
    env: {
      PATH: process.env['PATH'],
      TMPDIR: tmpdir(),
      // Built once per run for the browser journeys; elsewhere the launcher builds what is missing.
      DIST: process.env['DIST'] ?? '',
      DONNEES: donnees.chemin,
      PORT_SIGNALEMENT: String(port),
      PORT_SANS_SCRIPT: String(portSansScript),
      DATABASE_URL_SIGNALEMENT: url(base, 'accueil_app'),
      EFFORT: '4',
      ...env,
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
  const [adresse, sansScript] = [`http://localhost:${port}`, `http://localhost:${portSansScript}`]
  for (const cible of [adresse, sansScript])
    for (;;) {
      if (processus.exitCode !== null)
        throw new Error(`Le signalement s’est arrêté avant de répondre :\n${lu}`)
      const reponse = await fetch(`${cible}/sante`).catch(() => null)
      await reponse?.body?.cancel()
      if (reponse?.status === 200) break
      await new Promise((suite) => setTimeout(suite, 20))
    }
  return {
    adresse,
    sansScript,
    donnees: join(donnees.chemin, 'signalement'),
    urlProprietaire: url(base, superutilisateur),
    urlApplication: url(base, 'accueil_app'),
    sortie: () => lu,
    pid: processus.pid!,
    async fermer() {
      processus.kill('SIGTERM')
      await fin
      const admin = new pg.Client(url('postgres', superutilisateur))
      await admin.connect()
      await admin.query(`drop database if exists ${pg.escapeIdentifier(base)} with (force)`)
      await admin.end()
      donnees.supprimer()
    },
  }
}
