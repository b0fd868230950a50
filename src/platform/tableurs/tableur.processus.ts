// Reads an uploaded table away from the process that answers requests, under the memory and time caps of `lireTableur`.
import type { Result } from '#shared/result.ts'
import type { Tableur } from './assembler.ts'
import type { Colonne } from './colonnes.ts'
import { lireOctets } from './lire-octets.ts'
import type { LimitesTableur, RefusTableur } from './refus.ts'

export type DemandeTableur = {
  readonly octets: Uint8Array
  readonly colonnes: readonly Colonne[]
  readonly limites: LimitesTableur
}

/** What was read, or the message of a fault of ours. */
export type ReponseTableur = { readonly lu: Result<Tableur, RefusTableur> } | { readonly erreur: string }

const lire = async ({ octets, colonnes, limites }: DemandeTableur): Promise<ReponseTableur> => {
  try {
    return { lu: await lireOctets(octets, colonnes, limites) }
  } catch (erreur) {
    return { erreur: String((erreur as Error).stack ?? erreur) }
  }
}

process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit(0))
process.once('message', async (demande: DemandeTableur) => {
  process.send!(await lire(demande))
})
