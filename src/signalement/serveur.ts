import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { creerApplication } from './app.tsx'
import { ouvrirBase, refuserRoleTropPuissant } from './base.ts'
import type { Config } from './config.ts'

/** Opens the database, listens, and returns how to stop. */
export async function demarrer(config: Config, urlBase: string) {
  const base = ouvrirBase(urlBase)
  await refuserRoleTropPuissant(base)
  const noms = JSON.parse(readFileSync(join(config.racine, 'dist/statique.json'), 'utf8'))
  const app = await creerApplication({ config, base, noms, maintenant: () => new Date() })
  await app.listen({ port: config.port, host: config.hote })
  return {
    async arreter() {
      await app.close()
      await base.fermer()
    },
  }
}
