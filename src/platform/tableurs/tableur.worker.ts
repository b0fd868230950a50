// Reads an uploaded table away from the thread that answers requests, under the memory and time caps of `lireTableur`.
import { parentPort, workerData } from 'node:worker_threads'
import type { Colonne } from './colonnes.ts'
import { lireOctets } from './lire-octets.ts'
import type { LimitesTableur } from './refus.ts'

export type DemandeTableur = {
  readonly octets: Uint8Array
  readonly colonnes: readonly Colonne[]
  readonly limites: LimitesTableur
}

const { octets, colonnes, limites } = workerData as DemandeTableur
parentPort?.postMessage(await lireOctets(octets, colonnes, limites))
