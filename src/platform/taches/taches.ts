import type { Kysely } from 'kysely'
import { fromKysely, type Job, type JobResult, PgBoss, type QueueOptions } from 'pg-boss'
import { idStable } from '#shared/ids.ts'
import type { Tx } from '../base/base.ts'
import { resserrerLesDroits } from './droits.ts'

/** What a treatment is told about the job it treats: its identity is the same at every attempt. */
export type Tache = { readonly id: string; readonly essai: number }

/**
 * Treats one job. It may be called again for the same job (the process died, the answer was lost): writing twice must do no harm.
 * Throwing asks for another attempt later, unless the error is an `EchecDefinitif`.
 */
export type Traitement<D> = (donnees: D, tache: Tache) => Promise<void>

/** Trying again would change nothing (an address that does not exist): the job goes at once to what the operator must look at. */
export class EchecDefinitif extends Error {
  override readonly name = 'EchecDefinitif'
}

/** How long a queue insists before it gives up: a calculation about three minutes, the outside world about a day. */
export type Patience = 'minutes' | 'jour'

const INSISTANCE: Readonly<Record<Patience, QueueOptions>> = {
  minutes: { retryLimit: 5, retryDelay: 5, retryBackoff: true, retryDelayMax: 120 },
  jour: { retryLimit: 60, retryDelay: 10, retryBackoff: true, retryDelayMax: 1_800 },
}

/** How many times a job of so much patience is tried in all: what treats it may then say that it gives up. */
export const essaisDe = (patience: Patience): number => (INSISTANCE[patience].retryLimit ?? 0) + 1

export type Taches = {
  /** Adds a job inside the business transaction: it exists if and only if the transaction commits. With `cle`, the same key is treated once. */
  envoyer(tx: Tx, file: string, donnees: object, options?: { apres?: Date; cle?: string }): Promise<void>
  /** Adds many jobs inside the business transaction, in one statement. */
  envoyerTous(tx: Tx, file: string, donnees: readonly object[]): Promise<void>
  /** Adds a job when no business transaction is open. */
  envoyerSeul(file: string, donnees: object): Promise<void>
  /** Declares a queue and what treats its jobs: tried again with growing delays, then set aside for the operator. */
  traiter<D extends object>(file: string, traitement: Traitement<D>, patience?: Patience): Promise<void>
  /** At a rhythm (cron, clocks of Paris). An hour missed while the application was stopped is made up for once. */
  planifier(file: string, cron: string, traitement: Traitement<object>): Promise<void>
  readonly boss: PgBoss
  arreter(): Promise<void>
}

/** Where jobs that failed for good wait for the operator. */
export const FILE_DES_ECHECS = 'echecs'
/** Jobs of one queue that a process treats at once. */
const OUVRIERS = 2
const UN_AN = 365 * 24 * 3600

/** Opens the queue of jobs under the role that owns its schema. Several processes may: a job is given to one of them. */
export async function ouvrirTaches(url: string, surErreur: (erreur: Error) => void): Promise<Taches> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'maillage tâches',
    schema: 'pgboss',
    createSchema: false,
    useListenNotify: true,
    superviseIntervalSeconds: 30,
    monitorIntervalSeconds: 30,
    max: 4,
  })
  boss.on('error', surErreur)
  await boss.start()
  await resserrerLesDroits(boss)
  await declarer(boss, FILE_DES_ECHECS, { retentionSeconds: UN_AN })

  const traiter: Taches['traiter'] = async (file, traitement, patience = 'minutes') => {
    await declarer(boss, file, {
      ...INSISTANCE[patience],
      // A process that dies in the middle of a job is noticed in a minute, not when the job would have expired.
      heartbeatSeconds: 30,
      notify: true,
      deadLetter: FILE_DES_ECHECS,
    })
    for (let ouvrier = 0; ouvrier < OUVRIERS; ouvrier += 1) {
      const id: string = await boss.work<object>(
        file,
        { batchSize: 1, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2, perJobResults: true },
        async ([job]): Promise<JobResult[]> => {
          // Jobs sent together wake a worker once: one that found a job looks for the next at once, without waiting to be told.
          boss.notifyWorker(id)
          return job ? [await traiterUne(job, traitement as Traitement<object>)] : []
        },
      )
    }
  }

  return {
    boss,
    traiter,
    async envoyer(tx, file, donnees, { apres, cle } = {}) {
      await boss.send(file, donnees, {
        db: fromKysely(tx as unknown as Kysely<unknown>),
        ...(apres && { startAfter: apres }),
        // The identifier is the primary key: a second job under the same key is dropped by the database.
        ...(cle && { id: idStable(`${file}:${cle}`) }),
      })
    },
    async envoyerTous(tx, file, donnees) {
      await boss.insert(
        file,
        donnees.map((data) => ({ data })),
        { db: fromKysely(tx as unknown as Kysely<unknown>) },
      )
    },
    async envoyerSeul(file, donnees) {
      await boss.send(file, donnees)
    },
    async planifier(file, cron, traitement) {
      await traiter(file, traitement)
      await boss.schedule(file, cron, {}, { tz: 'Europe/Paris', missed: 'once' })
    },
    arreter: () => boss.stop({ graceful: true, close: true, timeout: 5_000 }),
  }
}

async function traiterUne(job: Job<object>, traitement: Traitement<object>): Promise<JobResult> {
  try {
    await traitement(job.data, { id: job.id, essai: job.retryCount + 1 })
    return { id: job.id, status: 'completed' }
  } catch (erreur) {
    const status = erreur instanceof EchecDefinitif ? 'deadletter' : 'failed'
    return { id: job.id, status, output: { message: (erreur as Error).message } }
  }
}

/** Creates the queue, or gives an existing one the options of this version. */
async function declarer(
  boss: PgBoss,
  file: string,
  options: Parameters<PgBoss['createQueue']>[1],
): Promise<void> {
  await boss.createQueue(file, options)
  await boss.updateQueue(file, options)
}
