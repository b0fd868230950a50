import type { Kysely } from 'kysely'
import { fromKysely, type Job, PgBoss } from 'pg-boss'
import type { Tx } from '../base/base.ts'

export type Traitement<D> = (donnees: D) => Promise<void>

export type Taches = {
  /** Adds a job inside the business transaction: it exists if and only if the transaction commits. */
  envoyer(tx: Tx, file: string, donnees: object, options?: { apres?: Date; cle?: string }): Promise<void>
  /** Declares a queue and what treats its jobs: retried five times with growing delays, then kept as failed, visible to the operator. */
  traiter<D extends object>(file: string, traitement: Traitement<D>): Promise<void>
  /** Every day or at a rhythm (cron, clocks of Paris). */
  planifier(file: string, cron: string, traitement: Traitement<object>): Promise<void>
  /** Jobs by queue and state, for the operator. */
  etat(): Promise<
    readonly {
      readonly file: string
      readonly attente: number
      readonly actives: number
      readonly echecs: number
    }[]
  >
  readonly boss: PgBoss
  arreter(): Promise<void>
}

const FILE_DES_ECHECS = 'echecs'

/** Opens the queue of jobs under the role that owns its schema. */
export async function ouvrirTaches(url: string, surErreur: (erreur: Error) => void): Promise<Taches> {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'pgboss',
    createSchema: false,
    useListenNotify: true,
    max: 4,
  })
  boss.on('error', surErreur)
  await boss.start()
  await boss.createQueue(FILE_DES_ECHECS)
  const declarer = (file: string) =>
    boss.createQueue(file, {
      notify: true,
      retryLimit: 5,
      retryDelay: 5,
      retryBackoff: true,
      deadLetter: FILE_DES_ECHECS,
    })
  const consommer = <D extends object>(file: string, traitement: Traitement<D>) =>
    boss.work<D>(
      file,
      { batchSize: 1, pollingIntervalSeconds: 2, localConcurrency: 2 },
      async (jobs: Job<D>[]) => {
        for (const job of jobs) await traitement(job.data)
      },
    )
  return {
    boss,
    async envoyer(tx, file, donnees, { apres, cle } = {}) {
      await boss.send(file, donnees, {
        db: fromKysely(tx as unknown as Kysely<unknown>),
        ...(apres && { startAfter: apres }),
        ...(cle && { singletonKey: cle }),
      })
    },
    async traiter(file, traitement) {
      await declarer(file)
      await consommer(file, traitement)
    },
    async planifier(file, cron, traitement) {
      await declarer(file)
      await consommer(file, traitement)
      await boss.schedule(file, cron, {}, { tz: 'Europe/Paris' })
    },
    async etat() {
      const files = await boss.getQueues()
      return files.map((file) => ({
        file: file.name,
        attente: file.queuedCount ?? 0,
        actives: file.activeCount ?? 0,
        echecs: file.name === FILE_DES_ECHECS ? (file.totalCount ?? 0) : 0,
      }))
    },
    arreter: () => boss.stop({ graceful: true, close: true, timeout: 5_000 }),
  }
}
