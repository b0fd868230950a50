// How the command lines reach the database: a PostgreSQL server under its owner's address, or the embedded one, running or not.
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { demarrerServeurEmbarque } from '../src/platform/postgres-embarque/index.ts'
import { lirePostmaster, sertLeDossier } from '../src/platform/postgres-embarque/postmaster.ts'
import { adresse } from '../src/platform/postgres-embarque/reglages.ts'

export type Acces = {
  /** Address of the database under the role that owns its tables. */
  readonly proprietaire: string
  /** Words for the operator: which database this is. */
  readonly lieu: string
  /** Leaves the server as it was found. */
  fermer(): Promise<void>
}

const BASE = 'maillage'
const PROPRIETAIRE = 'maillage_proprietaire'
const APPLICATION = 'maillage_app'

/** Opens the same database under the role of the application, which row security binds. Throws a French sentence. */
export async function ouvrirAccesApplication(
  env: NodeJS.ProcessEnv,
): Promise<Pick<Acces, 'fermer'> & { readonly application: string }> {
  if (env['DATABASE_URL']) return { application: env['DATABASE_URL'], fermer: async () => {} }
  const { url, fermer } = await ouvrirIntegree(env)
  return { application: url(BASE, APPLICATION), fermer }
}

/** Opens the database that `npm start` would use, without disturbing an application that runs. Throws a French sentence. */
export async function ouvrirAcces(env: NodeJS.ProcessEnv): Promise<Acces> {
  const declaree = env['DATABASE_URL_MIGRATION']
  if (declaree) return { proprietaire: declaree, lieu: 'serveur PostgreSQL', fermer: async () => {} }
  if (env['DATABASE_URL'])
    throw new Error(
      'DATABASE_URL désigne un serveur, mais DATABASE_URL_MIGRATION manque : indiquez l’adresse du propriétaire des tables (rôle maillage_proprietaire).',
    )
  const { url, lieu, fermer } = await ouvrirIntegree(env)
  return { proprietaire: url(BASE, PROPRIETAIRE), lieu, fermer }
}

async function ouvrirIntegree(env: NodeJS.ProcessEnv) {
  const dossier = join(resolve(env['DONNEES'] ?? '.donnees'), 'base')
  if (!existsSync(dossier))
    throw new Error(
      `Aucune base dans ${dossier}. Lancez « npm start » une première fois, ou indiquez le dossier avec la variable DONNEES.`,
    )
  const lieu = `base intégrée de ${dossier}`
  const enMarche = await serveurEnMarche(dossier)
  if (enMarche) return { url: enMarche.url, lieu, fermer: async () => {} }
  const serveur = await demarrerServeurEmbarque({ dossier })
  return { url: serveur.url, lieu, fermer: () => serveur.arreter() }
}

/** The embedded server of this folder when it runs already; null otherwise. */
export async function serveurEnMarche(dossier: string) {
  if (!existsSync(dossier)) return null
  for (const nom of readdirSync(dossier).filter((candidat) => /^pg\d+$/.test(candidat))) {
    const donnees = join(dossier, nom)
    const postmaster = await lirePostmaster(donnees)
    if (postmaster?.pret && (await sertLeDossier(postmaster.pid, donnees)))
      return adresse(postmaster.socketDir)
  }
  return null
}
