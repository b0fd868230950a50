// What a bench of the whole application needs: a PostgreSQL server, processes of their own, and the addresses of a base under each role.
import { join } from 'node:path'
import { construire } from '../../scripts/construire.ts'
import { ouvrirBase } from '../../src/platform/base/base.ts'
import { preparerBase } from '../../src/platform/base/preparer.ts'
import {
  demarrerServeurEmbarque,
  demarrerServeurJetable,
  type ServeurEmbarque,
} from '../../src/platform/postgres-embarque/index.ts'
import { ouvrirTaches } from '../../src/platform/taches/taches.ts'
import type { Adresses } from '../pages/ouvrir.ts'
import { lancerProcessus, optionsDuDemarrage, type Processus } from '../pages/processus.ts'

const racine = join(import.meta.dirname, '../..')

/** An application that listens, and the cookie of the person who entered it. */
export type Ouverte = { readonly adresse: string; readonly cookie: string }

export type Banc = {
  readonly serveur: ServeurEmbarque
  /** Launches a module of a bench by its path; it ends with the bench. */
  lancer(chemin: string, options?: readonly string[]): Processus
  /** Launches the application on a base, with the options of `npm start`, and enters as the coordination of a cooperation. */
  ouvrir(base: string, cooperation: string): Promise<Ouverte & { readonly processus: Processus }>
}

/**
 * Builds the application, starts a private server, and stops everything when the work is over, however it ends.
 * @param dossier where the server keeps its bases for the next run; without it they disappear with the bench
 */
export async function avecBanc<T>(travail: (banc: Banc) => Promise<T>, dossier?: string): Promise<T> {
  if (process.env['DIST'] !== 'pret') await construire()
  const serveur = await (dossier ? demarrerServeurEmbarque({ dossier }) : demarrerServeurJetable())
  const processus: Processus[] = []
  const lancer = (chemin: string, options: readonly string[] = []) => {
    const lance = lancerProcessus(chemin, options)
    processus.push(lance)
    return lance
  }
  try {
    return await travail({
      serveur,
      lancer,
      async ouvrir(base, cooperation) {
        const lance = lancer(join(racine, 'bench/pages/application.ts'), optionsDuDemarrage())
        const ouverte = await lance.demander<Ouverte>({ adresses: adressesDe(serveur, base), cooperation })
        return { ...ouverte, processus: lance }
      },
    })
  } finally {
    for (const lance of processus) await lance.arreter()
    await serveur.arreter()
  }
}

/** Addresses of one base under each role that the application opens. */
export const adressesDe = (serveur: ServeurEmbarque, base: string): Adresses => ({
  application: serveur.url(base, 'maillage_app'),
  comptes: `${serveur.url(base, 'maillage_auth')}&options=-c%20search_path%3Dauth`,
  taches: serveur.url(base, 'maillage_taches'),
})

/** Creates a base, or brings it to the migrations of today. */
export async function migrer(serveur: ServeurEmbarque, base: string): Promise<void> {
  await preparerBase((nom, role) => serveur.url(nom, role), serveur.superutilisateur, base, racine)
  await (await ouvrirTaches(serveur.url(base, 'maillage_taches'), () => {})).arreter()
}

/** Creates a base that holds the demonstration. */
export async function preparerDemonstration(serveur: ServeurEmbarque, nom: string): Promise<void> {
  await migrer(serveur, nom)
  const base = ouvrirBase(serveur.url(nom, 'maillage_app'), 6)
  // Built with the server: the use cases it plays reach pages, which Node does not read unbuilt.
  const { chargerDemonstration } = (await import(
    join(racine, 'dist/demonstration.mjs')
  )) as typeof import('../../demo/charger.ts')
  await chargerDemonstration(base, new Date())
  await base.fermer()
}
