// npm run sauvegarde [-- fichier]: rows, files and secret in one sealed archive, while people work.
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { expliquerConnexion } from '../src/platform/base/absence.ts'
import { ouvrirFichiers } from '../src/platform/fichiers/fichiers.ts'
import { lireAccesS3, ouvrirDepot } from '../src/platform/fichiers/ouvrir.ts'
import { noterSauvegarde } from '../src/platform/sauvegarde/derniere.ts'
import { sauvegarder } from '../src/platform/sauvegarde/sauvegarder.ts'
import { ouvrirAcces } from './acces.ts'

const AIDE = `Usage : npm run sauvegarde [-- <fichier.tar.gz>]

Écrit les lignes de la base (un seul instant), les fichiers déposés et le secret des liens dans une archive, puis la relit en entier.
Sans nom, dans DONNEES/sauvegardes. Maillage peut rester en marche. L’archive contient des données personnelles et un secret :
gardez-la hors de cette machine, chiffrée (par exemple avec la commande age).
Variables : DONNEES, DATABASE_URL_MIGRATION pour un serveur PostgreSQL, S3_… pour un dépôt de fichiers S3. Se restaure avec « npm run restaurer -- <fichier> ».

Code de sortie : 0 la sauvegarde est faite et relue, 1 elle est faite mais des fichiers manquaient, 2 elle n’est pas faite.`

const racine = join(import.meta.dirname, '..')
const nombre = new Intl.NumberFormat('fr-FR')

async function principal(args: readonly string[]): Promise<number> {
  if (args.length > 1 || args[0]?.startsWith('-')) {
    console.error(AIDE)
    return 2
  }
  const donnees = resolve(process.env['DONNEES'] ?? '.donnees')
  const chemin = resolve(args[0] ?? join(donnees, 'sauvegardes', nomDuJour(new Date())))
  if (existsSync(chemin)) throw new Error(`${chemin} existe déjà : choisissez un autre nom.`)
  mkdirSync(dirname(chemin), { recursive: true, mode: 0o700 })
  const depot = ouvrirDepot(lireAccesS3(process.env), donnees)
  const acces = await ouvrirAcces(process.env)
  try {
    console.log(`Sauvegarde de la ${acces.lieu}`)
    const secret = join(donnees, 'secret')
    const { introuvables } = await sauvegarder(
      {
        proprietaire: acces.proprietaire,
        fichiers: ouvrirFichiers(depot),
        secret: process.env['SECRET'] || !existsSync(secret) ? null : readFileSync(secret, 'utf8').trim(),
        version: JSON.parse(readFileSync(join(racine, 'package.json'), 'utf8')).version,
      },
      chemin,
      (ligne) => console.log(`  ${ligne}`),
    )
    console.log(
      `✔ ${chemin} (${nombre.format(Math.ceil(statSync(chemin).size / 1024))} Kio), relue en entier.`,
    )
    await noterSauvegarde(donnees, {
      le: new Date(),
      fichier: basename(chemin),
      octets: statSync(chemin).size,
      manquants: introuvables.length,
    })
    if (introuvables.length === 0) return 0
    console.error(
      `✘ ${introuvables.length} fichier(s) que la base nomme sont absents ou abîmés dans ${depot.lieu} : ${introuvables.slice(0, 5).join(', ')}. Le reste est sauvegardé.`,
    )
    return 1
  } finally {
    await acces.fermer()
  }
}

/** Named after the hour of the machine: what an operator looks for. */
function nomDuJour(maintenant: Date): string {
  const deux = (n: number) => String(n).padStart(2, '0')
  const [jour, heure] = [
    [maintenant.getFullYear(), maintenant.getMonth() + 1, maintenant.getDate()],
    [maintenant.getHours(), maintenant.getMinutes(), maintenant.getSeconds()],
  ]
  return `maillage-${jour.map(deux).join('-')}-${heure.map(deux).join('')}.tar.gz`
}

principal(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (erreur: Error) => {
    console.error(`La sauvegarde n’est pas faite. ${expliquerConnexion(erreur) ?? erreur.message}`)
    process.exitCode = 2
  },
)
