// The reporting application in a process of its own, on a base that is ready and with the demonstration's directories.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { ORGANISMES, REGION, racineDe } from '../../demo/signalement/cellules.ts'
import { lireConfig } from '../../src/signalement/config.ts'
import { servir } from '../pages/processus.ts'

const racine = join(import.meta.dirname, '../..')
let fermer = async () => {}

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
    const config = {
      ...lireConfig({ DONNEES: donnees, EFFORT: '1', DATABASE_URL_SIGNALEMENT: question.url }, racine),
      port: 0,
      donnees,
    }
    writeFileSync(
      join(donnees, 'ancrages.json'),
      JSON.stringify(
        ORGANISMES.map(({ organisme }) => ({
          organisme,
          racine: racineDe(organisme).publique,
          region: REGION.publique,
        })),
      ),
    )
    const { creerApplication } = await import('../../src/signalement/app.tsx')
    const { ouvrirBase } = await import('../../src/signalement/base.ts')
    const base = ouvrirBase(question.url)
    const app = await creerApplication({ config, base, noms: {}, maintenant: () => new Date() })
    const adresse = await app.listen({ port: 0, host: '127.0.0.1' })
    fermer = async () => {
      await app.close()
      await base.fermer()
      rmSync(donnees, { recursive: true, force: true })
    }
    return { adresse }
  },
  () => fermer(),
)
