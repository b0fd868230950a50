// npm run signalement: the reporting application, its own process, its own embedded PostgreSQL (or DATABASE_URL_SIGNALEMENT). `npm start` launches
// it beside the platform; nothing passes between them.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { demarrerServeurEmbarque } from '../src/platform/postgres-embarque/index.ts'
import { type Config, lireConfig } from '../src/signalement/config.ts'
import { preparerAccueil } from '../src/signalement/preparer.ts'
import { construire } from './construire.ts'
import { expliquerEcoute, refuserPortPris } from './ecoute.ts'
import { commandes } from './signalement/commandes.ts'

const BASE = 'accueil'
const racine = join(import.meta.dirname, '..')
process.env['NODE_ENV'] = 'production'
const ouverts: (() => Promise<void>)[] = []
let arret: Promise<void> | undefined

function arreter(code: number): Promise<void> {
  arret ??= (async () => {
    while (ouverts.length > 0) await ouverts.pop()!()
    process.exit(code)
  })()
  return arret
}

async function ouvrirBase(config: Config): Promise<string> {
  await mkdir(config.donnees, { recursive: true, mode: 0o700 })
  if (config.base) return config.base
  const ouverture = demarrerServeurEmbarque({ dossier: join(config.donnees, 'base') })
  ouverts.push(async () => (await ouverture.catch(() => null))?.arreter())
  const embarque = await ouverture
  await preparerAccueil((base, role) => embarque.url(base, role), embarque.superutilisateur, BASE, racine)
  return embarque.url(BASE, 'accueil_app')
}

/** The sealing process of the path without script: no database, no folder, no variable but two addresses; launched again if it ends. */
function lancerSansScript(config: Config): void {
  let enfant: ChildProcess | undefined
  const lancer = () => {
    enfant = spawn(
      process.execPath,
      ['--max-old-space-size=320', '--max-semi-space-size=4', join(racine, 'dist/sans-script.mjs')],
      {
        env: {
          NODE_ENV: 'production',
          PORT: String(config.portSansScript),
          HOTE: config.hote,
          PRINCIPAL: `http://127.0.0.1:${config.port}`,
          ADRESSE: config.adresse,
          ADRESSE_SANS_SCRIPT: config.adresseSansScript,
          MODE: config.mode,
        },
        // The channel carries nothing: when it closes because this process was killed, the other one stops too.
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    )
    enfant.on('exit', () => {
      if (!arret) setTimeout(lancer, 1000).unref()
    })
  }
  lancer()
  ouverts.push(async () => void enfant?.kill('SIGTERM'))
}

async function principal(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void arreter(0))
  // Launched by `npm start`: when that process is gone, killed included, this one stops too.
  process.on('disconnect', () => void arreter(0))
  const config = lireConfig(process.env, racine)
  const [commande, ...reste] = process.argv.slice(2)
  if (commande) return arreter(await commandes(config, commande, reste, () => ouvrirBase(config)))
  await refuserPortPris(config.port, config.hote)
  if (process.env['DIST'] !== 'pret') await construire()
  const url = await ouvrirBase(config)
  if (config.mode === 'demonstration') {
    const { chargerSignalement } = (await import(
      pathToFileURL(join(racine, 'dist/demonstration-signalement.mjs')).href
    )) as typeof import('../demo/signalement/charger.ts')
    await chargerSignalement(config, url, new Date())
  }
  const { demarrer } = (await import(
    pathToFileURL(join(racine, 'dist/signalement.mjs')).href
  )) as typeof import('../src/signalement/serveur.ts')
  const application = await demarrer(config, url)
  ouverts.push(() => application.arreter())
  lancerSansScript(config)
  console.log(`Signalement : ${config.adresse}`)
  process.send?.('pret')
}

principal().catch((erreur: Error) => {
  if (arret) return
  console.error(
    `\nLe dispositif de signalement n’a pas pu démarrer. ${expliquerEcoute(erreur)?.replaceAll(/\bPORT\b/g, 'PORT_SIGNALEMENT') ?? erreur.message}\n`,
  )
  void arreter(1)
})
