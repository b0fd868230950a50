import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lireConfig } from '../../src/config.ts'

const racine = join(import.meta.dirname, '../..')

/** Addresses of one base under each role that the application opens. */
export type Adresses = { readonly application: string; readonly comptes: string; readonly taches: string }

/** Starts the application as `npm start` does, on a base that is ready, at a free port. */
export async function ouvrirApplication(adresses: Adresses) {
  const donnees = mkdtempSync(join(tmpdir(), 'maillage-bench-'))
  const { demarrer } = (await import(join(racine, 'dist/server.mjs'))) as typeof import('../../src/server.ts')
  const config = lireConfig({ DONNEES: donnees, PORT: '0', SECRET: 's'.repeat(40) }, racine)
  const { app, arreter } = await demarrer(config, adresses, false)
  const { port } = app.server.address() as { port: number }
  return {
    app,
    adresse: `http://127.0.0.1:${port}`,
    async fermer() {
      await arreter()
      rmSync(donnees, { recursive: true, force: true })
    },
  }
}

/** Enters as the coordination of the measured cooperation; returns the cookie. */
export async function entrer(adresse: string, cooperation: string): Promise<string> {
  const roles = (await (await fetch(`${adresse}/demo/roles`)).json()) as {
    libelle: string
    cooperation: string
    entrer: string
  }[]
  const role = roles.find((r) => r.libelle.startsWith('Coordinatrice') && r.cooperation.includes(cooperation))
  if (!role) throw new Error(`Aucune coordinatrice pour ${cooperation}.`)
  const reponse = await fetch(adresse + role.entrer, { method: 'POST', redirect: 'manual' })
  return reponse.headers
    .getSetCookie()
    .map((ligne) => ligne.split(';')[0])
    .join('; ')
}
