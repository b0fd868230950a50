import type { Traitement } from '#shared/traitement.ts'
import type { Services } from '../http/services.ts'
import { passerLaPurge } from './passer.ts'

/** Name of the queue. */
export const FILE_DE_LA_PURGE = 'purge-aux-termes'

/** Every night after the backup, what came to the term that the register declares goes. One process of those that run does it. */
export const planifierLaPurge = (
  { base, fichiers, taches, maintenant }: Pick<Services, 'base' | 'fichiers' | 'taches' | 'maintenant'>,
  traitements: readonly Traitement[],
): Promise<void> =>
  taches.planifier(FILE_DE_LA_PURGE, '40 3 * * *', async () => {
    await passerLaPurge(base, fichiers, traitements, maintenant)
  })
