import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { BLOC, type Bloc, type Projection, projeter } from '@maillage/prevoyance/projection'
import type { Part } from './ouvrier.ts'

export interface Partage {
  readonly tirages: number
  /** How many processes draw, this one among them, each with its share of the draws. */
  readonly travailleurs: number
  readonly bloc?: number
  /** Stops between two blocks; what was drawn is kept. */
  readonly arret?: AbortSignal | undefined
  readonly recevoir: (bloc: Bloc) => void
}

/**
 * Makes the draws of a projection, by blocks, in one or several processes. A draw depends on its number only: sharing changes
 * no result.
 * @throws Error in French when a process ends before its share is done
 */
export async function partager(projection: Projection, partage: Partage): Promise<void> {
  const { tirages, travailleurs, bloc = BLOC, arret, recevoir } = partage
  const borne = (i: number): number => Math.floor((tirages * i) / travailleurs)
  const lances: ChildProcess[] = []
  try {
    const autres = Array.from({ length: travailleurs - 1 }, async (_, i) => {
      const processus = fork(join(import.meta.dirname, 'ouvrier.ts'), { serialization: 'advanced' })
      lances.push(processus)
      await suivre(processus, { projection, debut: borne(i + 1), fin: borne(i + 2), bloc }, recevoir, arret)
    })
    await Promise.all([...autres, tirerIci({ projection, debut: 0, fin: borne(1), bloc }, recevoir, arret)])
  } finally {
    for (const processus of lances) if (processus.exitCode === null) processus.kill()
  }
}

/** Between two blocks, what the other processes sent is received. */
async function tirerIci(
  { projection, debut, fin, bloc }: Part,
  recevoir: (bloc: Bloc) => void,
  arret: AbortSignal | undefined,
): Promise<void> {
  for (const b of projeter(projection, debut, fin, bloc)) {
    recevoir(b)
    await setImmediate()
    if (arret?.aborted) return
  }
}

async function suivre(
  processus: ChildProcess,
  part: Part,
  recevoir: (bloc: Bloc) => void,
  arret: AbortSignal | undefined,
): Promise<void> {
  const faits = { tirages: 0 }
  processus.on('message', (bloc: Bloc) => {
    recevoir(bloc)
    faits.tirages += bloc.fin - bloc.debut
  })
  const arreter = (): void => void processus.kill()
  arret?.addEventListener('abort', arreter)
  processus.send(part)
  await once(processus, 'exit')
  arret?.removeEventListener('abort', arreter)
  if (faits.tirages < part.fin - part.debut && arret?.aborted !== true)
    throw new Error(
      'un processus de calcul s’est arrêté avant la fin. Relancez, au besoin avec « --travailleurs 1 ».',
    )
}
