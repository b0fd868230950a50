import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const Derniere = z.object({
  /** Instant of the end, once the archive was read again. */
  le: z.coerce.date(),
  /** Name of the archive, without its folder. */
  fichier: z.string().max(255),
  octets: z.number().int().nonnegative(),
  /** Files that the base names and that were not found. */
  manquants: z.number().int().nonnegative(),
})

/** What the last backup of this machine was. */
export type DerniereSauvegarde = z.infer<typeof Derniere>

const chemin = (donnees: string) => join(donnees, 'derniere-sauvegarde.json')

/** Keeps what the backup that has just ended was, for the operator's page. Written beside, then renamed: never read half. */
export async function noterSauvegarde(donnees: string, faite: DerniereSauvegarde): Promise<void> {
  const provisoire = `${chemin(donnees)}.${process.pid}`
  await writeFile(provisoire, JSON.stringify(faite), { mode: 0o600 })
  await rename(provisoire, chemin(donnees))
}

/** The last backup made from the folder of this installation; null when there is none, or when what was noted cannot be read. */
export async function lireDerniereSauvegarde(donnees: string): Promise<DerniereSauvegarde | null> {
  try {
    return Derniere.parse(JSON.parse(await readFile(chemin(donnees), 'utf8')))
  } catch {
    return null
  }
}

const HEURES_MAX = 36

/** Whether a nightly backup is missing: none in the last 36 hours. */
export const sauvegardeEnRetard = (derniere: DerniereSauvegarde | null, maintenant: Date): boolean =>
  !derniere || +maintenant - +derniere.le > HEURES_MAX * 3_600_000
