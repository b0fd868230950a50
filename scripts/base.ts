// npm run base -- migrer: brings the schema of the database to this version, under the role that owns it.
import { join } from 'node:path'
import pg from 'pg'
import { expliquerConnexion } from '../src/platform/base/absence.ts'
import { migrer } from '../src/platform/base/migrer.ts'
import { ouvrirAcces } from './acces.ts'

const AIDE = `Usage : npm run base -- migrer

Met le schéma de la base à la version de ce programme, sans rien perdre. Se relance sans risque ; les processus de la
version précédente peuvent continuer de servir pendant ce temps.
Variables : DATABASE_URL_MIGRATION, l’adresse du propriétaire des tables (rôle maillage_proprietaire). Sans serveur
déclaré, la base intégrée de DONNEES.

Code de sortie : 0 la base est à jour, 1 la migration a été refusée, 2 la commande n’a pas été comprise.`

async function principal([commande]: readonly string[]): Promise<number> {
  if (commande !== 'migrer') {
    console.error(AIDE)
    return 2
  }
  const acces = await ouvrirAcces(process.env)
  try {
    await refuserSuperutilisateur(acces.proprietaire)
    const appliquees = await migrer(acces.proprietaire, join(import.meta.dirname, '..', 'migrations'))
    for (const nom of appliquees) console.log(`✔ ${nom}`)
    console.log(
      appliquees.length === 0
        ? `Rien à faire : ${acces.lieu} déjà à jour.`
        : `${acces.lieu} : ${appliquees.length} migration(s) appliquée(s).`,
    )
    return 0
  } finally {
    await acces.fermer()
  }
}

/** What a superuser creates belongs to it: the owner could never change it afterwards. */
async function refuserSuperutilisateur(url: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<{ role: string; superutilisateur: boolean }>(
      'select current_user as role, rolsuper as superutilisateur from pg_roles where rolname = current_user',
    )
    if (rows[0]!.superutilisateur)
      throw new Error(
        `DATABASE_URL_MIGRATION se connecte avec le rôle « ${rows[0]!.role} », superutilisateur : les tables lui appartiendraient. Utilisez le rôle maillage_proprietaire (voir deploiement/roles.sql).`,
      )
  } finally {
    await client.end()
  }
}

principal(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (erreur: Error) => {
    const phrase = expliquerConnexion(erreur)?.replaceAll(/DATABASE_URL\b(?!_)/g, 'DATABASE_URL_MIGRATION')
    console.error(`La base n’a pas été migrée. ${phrase ?? erreur.message}`)
    process.exitCode = 1
  },
)
