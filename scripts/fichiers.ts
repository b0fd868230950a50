// npm run fichiers -- vers-s3 | vers-dossier: copies every file from one store to the other, as often as one likes, while people work.
import { resolve } from 'node:path'
import { DepotIndisponible, FichierPerdu } from '../src/platform/fichiers/depot.ts'
import { depotDossier } from '../src/platform/fichiers/depot-dossier.ts'
import { depotS3 } from '../src/platform/fichiers/depot-s3.ts'
import { type Fichiers, ouvrirFichiers } from '../src/platform/fichiers/fichiers.ts'
import { dossierDAttente, dossierDesFichiers, lireAccesS3 } from '../src/platform/fichiers/ouvrir.ts'

const AIDE = `Usage : npm run fichiers -- vers-s3 | vers-dossier

vers-s3 copie DONNEES/fichiers dans le dépôt S3 que nomment S3_ADRESSE, S3_CLE et S3_SECRET ; vers-dossier fait l’inverse.
Chaque fichier est relu et comparé à son empreinte. Ce qui est déjà arrivé n’est pas copié deux fois, rien n’est effacé. Maillage peut rester en
marche : copiez, changez ses variables, redémarrez-le, puis copiez encore une fois ce qui est arrivé entre-temps.

Code de sortie : 0 tout est copié, 1 tout sauf des fichiers abîmés (nommés), 2 la copie n’est pas faite.`

/** Copies what the other does not have. Returns how many, and the names of those that could not be read whole. */
async function copier(de: Fichiers, vers: Fichiers): Promise<{ copies: number; perdus: string[] }> {
  const arrives = new Set<string>()
  for await (const { sha256 } of vers.lister()) arrives.add(sha256)
  let copies = 0
  const perdus: string[] = []
  for await (const { sha256 } of de.lister()) {
    if (arrives.has(sha256)) continue
    arrives.add(sha256)
    try {
      const mis = await de.mettreDeCote(sha256)
      await vers.garderFlux(mis.octets(), sha256).finally(mis.fermer)
      copies += 1
    } catch (erreur) {
      if (!(erreur instanceof FichierPerdu)) throw erreur
      perdus.push(sha256)
    }
  }
  return { copies, perdus }
}

async function principal([geste, ...autres]: readonly string[]): Promise<number> {
  if (autres.length > 0 || (geste !== 'vers-s3' && geste !== 'vers-dossier')) {
    console.error(AIDE)
    return 2
  }
  const acces = lireAccesS3(process.env)
  if (!acces) throw new Error('S3_ADRESSE, S3_CLE et S3_SECRET manquent : donnez l’accès au dépôt.')
  const donnees = resolve(process.env['DONNEES'] ?? '.donnees')
  const dossier = depotDossier(dossierDesFichiers(donnees))
  const s3 = depotS3(acces, dossierDAttente(donnees))
  const [de, vers] = geste === 'vers-s3' ? [dossier, s3] : [s3, dossier]
  const { copies, perdus } = await copier(ouvrirFichiers(de), ouvrirFichiers(vers))
  console.log(`✔ ${copies} fichier(s) copié(s) de ${de.lieu} vers ${vers.lieu}.`)
  if (perdus.length === 0) return 0
  console.error(`✘ ${perdus.length} fichier(s) abîmés ou partis : ${perdus.join(', ')}.`)
  return 1
}

principal(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (erreur: Error) => {
    const reprise = erreur instanceof DepotIndisponible ? ' Recommencez : ce qui est arrivé est gardé.' : ''
    console.error(`La copie n’est pas finie. ${erreur.message}${reprise}`)
    process.exitCode = 2
  },
)
