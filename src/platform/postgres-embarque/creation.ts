import { chmod, chown, mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { BinairesPrets } from './binaires.ts'
import { type Compte, designer, executer } from './compte.ts'
import { causeDe, ServeurIndisponible } from './indisponible.ts'
import { estVivant } from './postmaster.ts'
import { SUPERUTILISATEUR } from './reglages.ts'

/**
 * Character classes for what ICU does not govern, notably full-text search: under plain C, « l’Éveil » stays one word.
 * The first that the system knows is kept; glibc has C.UTF-8 almost everywhere, macOS only en_US.
 */
const CLASSES = ['C.UTF-8', 'en_US.UTF-8', 'C']

/**
 * Creates the data of a new server in `donnees`. The order of texts is French by default (ICU): « Éric » comes after
 * « eric » and before « Zoé » without a word in the query, `lower('É')` is « é », and it is the same on every machine,
 * whatever locales it has. Equality remains exact (deterministic collation).
 * The work is done beside and renamed at the end: a cut in the middle leaves no half-made folder.
 */
export async function creerDonnees(
  donnees: string,
  { bin }: BinairesPrets,
  compte: Compte | undefined,
  { jetable = false } = {},
): Promise<void> {
  await supprimerAbandons(donnees)
  const chantier = `${donnees}.creation-${process.pid}`
  await mkdir(chantier, { mode: 0o700 })
  try {
    await chmod(chantier, 0o700)
    if (compte) await chown(chantier, compte.uid, compte.gid)
    await initialiser(chantier, bin, compte, jetable)
    await rename(chantier, donnees).catch((erreur) => {
      // Another launch finished first: its folder is as good as ours.
      if (erreur.code !== 'ENOTEMPTY' && erreur.code !== 'EEXIST') throw erreur
    })
    await synchroniser(join(donnees, '..'))
  } finally {
    await rm(chantier, { recursive: true, force: true })
  }
}

async function initialiser(dossier: string, bin: string, compte: Compte | undefined, jetable: boolean) {
  const reference = await designer(dossier, compte)
  try {
    let sortie = ''
    for (const classe of CLASSES) {
      const args = ['-D', reference.chemin, '-U', SUPERUTILISATEUR, '--encoding=UTF8', '--data-checksums']
      args.push('--locale-provider=icu', '--icu-locale=fr', '--locale=C', `--lc-ctype=${classe}`)
      args.push(
        '--auth-local=trust',
        '--auth-host=reject',
        '--no-instructions',
        ...(jetable ? ['--no-sync'] : []),
      )
      const resultat = await executer(join(bin, 'initdb'), args, {
        compte,
        descripteur: reference.descripteur,
      })
      if (resultat.code === 0) return
      sortie = resultat.sortie
      if (!/invalid locale name/.test(sortie)) break
    }
    const cause = causeDe(sortie, await placeLibre(dossier))
    throw new ServeurIndisponible(
      cause,
      cause === 'compte-inconnu' ? String(process.getuid?.()) : dossier,
      sortie,
    )
  } finally {
    await reference.fermer()
  }
}

/** Bytes that an ordinary account may still write beside `dossier`. */
export async function placeLibre(dossier: string): Promise<number> {
  const { bavail, bsize } = await statfs(dossier)
  return bavail * bsize
}

// A rename survives a power cut only once its parent folder is on disk; commits are promised long before that.
async function synchroniser(dossier: string): Promise<void> {
  const ouvert = await open(dossier, 'r')
  try {
    await ouvert.sync()
  } finally {
    await ouvert.close()
  }
}

// Folders of creations that were cut short: their number is that of a process that is no more.
async function supprimerAbandons(donnees: string): Promise<void> {
  const parent = join(donnees, '..')
  for (const nom of await readdir(parent)) {
    const pid = /\.creation-(\d+)$/.exec(nom)?.[1]
    if (pid && (Number(pid) === process.pid || !estVivant(Number(pid)))) {
      // The program that the cut left alone may still be writing there: removed again until it gives up.
      await rm(join(parent, nom), { recursive: true, force: true, maxRetries: 15, retryDelay: 50 })
    }
  }
}

/** Refuses a folder that holds only the data of another major version: its files cannot be read by these programs. */
export async function refuserAutreVersion(dossier: string, majeure: number): Promise<void> {
  const versions = (await readdir(dossier)).flatMap((nom) => /^pg(\d+)$/.exec(nom)?.[1] ?? [])
  if (versions.length === 0 || versions.includes(String(majeure))) return
  throw new ServeurIndisponible(
    'autre-version',
    `${versions.join(', ')}, que la version ${majeure} ne sait pas lire`,
  )
}
