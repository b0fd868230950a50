import { z } from 'zod'
import { SauvegardeRefusee } from './archive.ts'

export const MANIFESTE = 'manifeste.json'
export const BILAN = 'bilan.json'

/** What a backup says of itself before its rows. */
const Manifeste = z.object({
  format: z.literal(1),
  /** Moment of the snapshot, UTC. */
  faiteLe: z.iso.datetime(),
  /** Version of the program that made it. */
  version: z.string(),
  migrations: z.array(z.object({ nom: z.string(), empreinte: z.string() })),
  tables: z.array(z.object({ nom: z.string(), colonnes: z.array(z.string()).readonly() })),
  compteurs: z.array(z.object({ nom: z.string(), valeur: z.string().nullable() })),
})
export type Manifeste = z.infer<typeof Manifeste>

/** What it counted, after its rows: rows by table, files, and the names of the files that rows name and nobody found. */
const Bilan = z.object({
  lignes: z.record(z.string(), z.number().int()),
  fichiers: z.number().int(),
  introuvables: z.array(z.string()),
})
export type Bilan = z.infer<typeof Bilan>

/** Reads the first piece of a backup. Throws SauvegardeRefusee. */
export const lireManifeste = (contenu: Buffer): Manifeste => lire(Manifeste, contenu)

/** Reads the count that closes a backup. Throws SauvegardeRefusee. */
export const lireBilan = (contenu: Buffer): Bilan => lire(Bilan, contenu)

function lire<T>(forme: z.ZodType<T>, contenu: Buffer): T {
  try {
    return forme.parse(JSON.parse(contenu.toString('utf8')))
  } catch {
    throw new SauvegardeRefusee(
      'elle vient d’un autre programme ou d’une version que celui-ci ne sait pas lire.',
    )
  }
}
