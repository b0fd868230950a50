// One private PostgreSQL cluster for the whole integration suite, with two template databases: empty and demonstration.
// POSTGRES=15 runs the suite on Debian's PostgreSQL 15 instead of the embedded one.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { ouvrirBase } from '../src/platform/base/base.ts'
import { preparerBase } from '../src/platform/base/preparer.ts'
import { BINAIRES_DEBIAN_15, demarrerServeurJetable } from '../src/platform/postgres-embarque/index.ts'
import { ouvrirTaches } from '../src/platform/taches/taches.ts'
import preparerDist from './construction.ts'

export const MODELE_VIDE = 'modele_vide'
export const MODELE_DEMONSTRATION = 'modele_demonstration'

declare module 'vitest' {
  interface ProvidedContext {
    serveur: { readonly socketDir: string; readonly port: number; readonly superutilisateur: string }
  }
}

const racine = join(import.meta.dirname, '..')

export default async function installer(projet: TestProject): Promise<() => Promise<void>> {
  const serveur = await demarrerServeurJetable(
    process.env['POSTGRES'] === '15' ? { binaires: BINAIRES_DEBIAN_15 } : {},
  )
  await preparerBase((base, role) => serveur.url(base, role), serveur.superutilisateur, MODELE_VIDE, racine)
  const taches = await ouvrirTaches(serveur.url(MODELE_VIDE, 'maillage_taches'), () => {})
  await taches.arreter()

  const admin = new pg.Client(serveur.url('postgres'))
  await admin.connect()
  await admin.query(`create database ${MODELE_DEMONSTRATION} template ${MODELE_VIDE} strategy wal_log`)
  await admin.end()
  // Built, as `npm start` reads it: from the sources, vitest would transform the whole application once more, only to fill a database.
  await preparerDist()
  const { chargerDemonstration } = (await import(
    pathToFileURL(join(racine, 'dist/demonstration.mjs')).href
  )) as typeof import('../demo/charger.ts')
  const base = ouvrirBase(serveur.url(MODELE_DEMONSTRATION, 'maillage_app'), 6)
  await chargerDemonstration(base, new Date())
  await base.fermer()

  const { socketDir, port, superutilisateur } = serveur
  projet.provide('serveur', { socketDir, port, superutilisateur })
  return () => serveur.arreter()
}
