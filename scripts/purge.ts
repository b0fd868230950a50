// npm run purge [-- --essai]: does now what the night does, at the terms that the register of personal data declares.
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expliquerConnexion } from '../src/platform/base/absence.ts'
import { ouvrirBase } from '../src/platform/base/base.ts'
import { traitementDesComptes } from '../src/platform/comptes/traitements.ts'
import { passerLaPurge } from '../src/platform/conservation/passer.ts'
import { PurgeIncomplete } from '../src/platform/conservation/purger.ts'
import { ouvrirFichiers } from '../src/platform/fichiers/fichiers.ts'
import { lireAccesS3, ouvrirDepot } from '../src/platform/fichiers/ouvrir.ts'
import type { Traitement } from '../src/shared/traitement.ts'
import { ouvrirAccesApplication } from './acces.ts'

const AIDE = `Usage : npm run purge [-- --essai]

Efface ou rend anonyme ce qui est arrivé au terme que la page « Données personnelles » annonce. Maillage le fait chaque nuit.
Avec --essai : compte, table par table, et n’efface rien.
Variables : DONNEES, DATABASE_URL pour un serveur PostgreSQL, S3_… pour un dépôt de fichiers S3.

Code de sortie : 0 fait, 1 fait en partie (ce qui manque est dit), 2 rien n’est fait.`

const racine = join(import.meta.dirname, '..')

/** The register of every module, found where each keeps it. */
async function lireRegistre(): Promise<Traitement[]> {
  const modules = join(racine, 'src/modules')
  const fichiers = readdirSync(modules)
    .map((nom) => join(modules, nom, 'traitements.ts'))
    .filter(existsSync)
  const lus = await Promise.all(
    fichiers.map(
      (chemin) => import(pathToFileURL(chemin).href) as Promise<{ traitements: readonly Traitement[] }>,
    ),
  )
  return [traitementDesComptes, ...lus.flatMap(({ traitements }) => traitements)]
}

async function principal(args: readonly string[]): Promise<number> {
  const essai = args.includes('--essai')
  if (args.length > (essai ? 1 : 0)) {
    console.error(AIDE)
    return 2
  }
  const acces = await ouvrirAccesApplication(process.env)
  const base = ouvrirBase(acces.application, 2)
  try {
    const fichiers = ouvrirFichiers(
      ouvrirDepot(lireAccesS3(process.env), resolve(process.env['DONNEES'] ?? '.donnees')),
    )
    const { comptes, echec } = await passerLaPurge(
      base,
      fichiers,
      await lireRegistre(),
      () => new Date(),
      essai,
    ).then(
      (faits) => ({ comptes: faits, echec: null }),
      (erreur: unknown) => {
        if (!(erreur instanceof PurgeIncomplete)) throw erreur
        return { comptes: erreur.comptes, echec: erreur }
      },
    )
    console.log(essai ? 'Essai, rien n’est effacé. Au terme :' : 'Effacé ou rendu anonyme :')
    const lignes = Object.entries(comptes).sort(([a], [b]) => a.localeCompare(b))
    for (const [table, n] of lignes) console.log(`  ${table.padEnd(28)} ${n.toLocaleString('fr-FR')}`)
    if (lignes.length === 0) console.log('  rien')
    if (echec) console.error(echec.message)
    return echec ? 1 : 0
  } finally {
    await base.fermer()
    await acces.fermer()
  }
}

principal(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (erreur: Error) => {
    console.error(`La purge n’est pas faite. ${expliquerConnexion(erreur) ?? erreur.message}`)
    process.exitCode = 2
  },
)
