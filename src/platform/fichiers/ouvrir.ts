import { join } from 'node:path'
import { z } from 'zod'
import type { Depot } from './depot.ts'
import { depotDossier } from './depot-dossier.ts'
import { type AccesS3, depotS3 } from './depot-s3.ts'

const Variables = z.object({
  S3_ADRESSE: z.url().optional(),
  S3_CLE: z.string().min(1).optional(),
  S3_SECRET: z.string().min(1).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
})

/** What the environment says of an S3 server; null: files stay in a folder. Throws a French sentence, which quotes no value. */
export function lireAccesS3(env: NodeJS.ProcessEnv): AccesS3 | null {
  const lu = Variables.safeParse(env)
  if (!lu.success)
    throw new Error('S3_ADRESSE n’est pas une adresse. Écrivez-la comme https://s3.exemple.fr/seau.')
  const { S3_ADRESSE: adresse, S3_CLE: cle, S3_SECRET: secret, S3_REGION: region } = lu.data
  if (!adresse && !cle && !secret) return null
  if (!adresse || !cle || !secret)
    throw new Error(
      'Le dépôt de fichiers S3 est à moitié configuré : donnez ensemble S3_ADRESSE, S3_CLE et S3_SECRET, ou aucune des trois.',
    )
  const { protocol, hostname, username, search } = new URL(adresse)
  if (username || search)
    throw new Error('S3_ADRESSE porte une clé ou des paramètres : donnez la clé dans S3_CLE et S3_SECRET.')
  if (protocol !== 'https:' && !['127.0.0.1', 'localhost'].includes(hostname))
    throw new Error('S3_ADRESSE doit commencer par https:// : les fichiers passent par cette adresse.')
  return { adresse: adresse.replace(/\/+$/, ''), cle, secret, region }
}

/** Folder of the files of an installation that has no S3 server. */
export const dossierDesFichiers = (donnees: string): string => join(donnees, 'fichiers')

/** Folder where bytes on their way to S3 wait, without a name. */
export const dossierDAttente = (donnees: string): string => join(donnees, 'attente')

/** Where the files of this installation rest: S3 when it has one, else its folder. */
export function ouvrirDepot(s3: AccesS3 | null, donnees: string): Depot {
  return s3 ? depotS3(s3, dossierDAttente(donnees)) : depotDossier(dossierDesFichiers(donnees))
}

/** Reads one page of the store at the start. Throws DepotIndisponible: the caller decides what may wait. */
export async function eprouverDepot(depot: Depot): Promise<void> {
  for await (const _ of depot.lister()) return
}
