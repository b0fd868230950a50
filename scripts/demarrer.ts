// npm start: embedded PostgreSQL (or DATABASE_URL), migrations, demonstration data, then the application.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { lireConfig } from '../src/config.ts'
import { installerTerritoires } from '../src/modules/annuaire/territoires.ts'
import { ouvrirBase } from '../src/platform/base/base.ts'
import { migrer } from '../src/platform/base/migrer.ts'
import { preparerBase } from '../src/platform/base/preparer.ts'
import { demarrerServeurEmbarque } from '../src/platform/postgres-embarque/index.ts'
import type { Adresses } from '../src/server.ts'
import { construire } from './construire.ts'

const racine = join(import.meta.dirname, '..')
process.env['NODE_ENV'] = 'production'
const dire = (ligne: string) => console.log(ligne)

async function ouvrirServeur(
  config: ReturnType<typeof lireConfig>,
): Promise<{ adresses: Adresses; proprietaire: string | null; arreter(): Promise<void> }> {
  if (config.serveur) {
    const { application, comptes, taches, migration } = config.serveur
    if (migration) await annoncerMigrations(migrer(migration, join(racine, 'migrations')))
    return { adresses: { application, comptes, taches }, proprietaire: migration, arreter: async () => {} }
  }
  const serveur = await demarrerServeurEmbarque({ dossier: join(config.donnees, 'base'), journal: dire })
  await annoncerMigrations(
    preparerBase((base, role) => serveur.url(base, role), serveur.superutilisateur, 'maillage', racine),
  )
  return {
    adresses: {
      application: serveur.url('maillage', 'maillage_app'),
      comptes: `${serveur.url('maillage', 'maillage_auth')}&options=-c%20search_path%3Dauth`,
      taches: serveur.url('maillage', 'maillage_taches'),
    },
    proprietaire: serveur.url('maillage', 'maillage_proprietaire'),
    arreter: () => serveur.arreter(),
  }
}

async function annoncerMigrations(travail: Promise<string[]>): Promise<void> {
  const appliquees = await travail
  if (appliquees.length > 0) dire(`Base à jour : ${appliquees.length} migration(s) appliquée(s).`)
}

async function preparerDonnees(mode: 'demonstration' | 'production', url: string): Promise<void> {
  const base = ouvrirBase(url, 2)
  await installerTerritoires(base)
  if (mode === 'demonstration') {
    // Built with the server: the use cases it plays reach pages, which Node does not read unbuilt.
    const { chargerDemonstration } = (await import(
      pathToFileURL(join(racine, 'dist/demonstration.mjs')).href
    )) as typeof import('../demo/charger.ts')
    dire('Démonstration :')
    if (!(await chargerDemonstration(base, new Date(), dire))) dire('  déjà en place')
  }
  await base.fermer()
}

async function principal(): Promise<void> {
  const config = lireConfig(process.env, racine)
  // The tests build dist/ once and start many servers on it.
  const construit = process.env['DIST'] === 'pret' ? null : construire()
  const [ouvert] = await Promise.all([ouvrirServeur(config), construit])
  await preparerDonnees(config.mode, ouvert.adresses.application)
  const { demarrer } = (await import(
    pathToFileURL(join(racine, 'dist/server.mjs')).href
  )) as typeof import('../src/server.ts')
  const application = await demarrer(config, ouvert.adresses)
  dire(`\nMaillage est prêt : ${config.adresse}\n`)
  let arret = false
  const arreter = async () => {
    if (arret) return
    arret = true
    await application.arreter()
    await ouvert.arreter()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void arreter())
}

principal().catch((erreur: Error) => {
  console.error(`\nMaillage n’a pas pu démarrer. ${erreur.message}\n`)
  process.exit(1)
})
