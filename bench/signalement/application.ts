// The reporting application in a process of its own, on a base that is ready and with the demonstration's directories.
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { ORGANISMES, REGION, racineDe } from '../../demo/signalement/cellules.ts'
import { lireConfig } from '../../src/signalement/config.ts'
import { servir } from '../pages/processus.ts'

const racine = join(import.meta.dirname, '../..')
let fermer = async () => {}

async function portLibre(): Promise<number> {
  const essai = createServer().listen(0, '127.0.0.1')
  await once(essai, 'listening')
  const { port } = essai.address() as AddressInfo
  essai.close()
  await once(essai, 'close')
  return port
}

/** Statements sent to PostgreSQL since the last count. */
let ordres = 0
const envoyer = pg.Client.prototype.query
pg.Client.prototype.query = function (this: pg.Client, ...args: never[]) {
  ordres++
  return (envoyer as (...a: never[]) => unknown).apply(this, args)
} as typeof envoyer

servir(
  async (question: { readonly url: string } | { readonly ordres: true }) => {
    if ('ordres' in question) {
      const lus = ordres
      ordres = 0
      return lus
    }
    const donnees = mkdtempSync(join(tmpdir(), 'maillage-bench-signalement-'))
    const port = await portLibre()
    const config = lireConfig(
      {
        DONNEES: donnees,
        EFFORT: '1',
        PORT_SIGNALEMENT: String(port),
        DATABASE_URL_SIGNALEMENT: question.url,
      },
      racine,
    )
    mkdirSync(config.donnees, { recursive: true })
    writeFileSync(
      join(config.donnees, 'ancrages.json'),
      JSON.stringify(
        ORGANISMES.map(({ organisme }) => ({
          organisme,
          racine: racineDe(organisme).publique,
          region: REGION.publique,
        })),
      ),
    )
    // What npm start runs: the built application.
    const { demarrer } = (await import(
      join(racine, 'dist/signalement.mjs')
    )) as typeof import('../../src/signalement/serveur.ts')
    const application = await demarrer(config, question.url)
    fermer = async () => {
      await application.arreter()
      rmSync(donnees, { recursive: true, force: true })
    }
    const adresse = `http://127.0.0.1:${port}`
    return { adresse }
  },
  () => fermer(),
)
