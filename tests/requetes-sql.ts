// How many statements a piece of work sends to PostgreSQL: every client of `pg` in this process, told apart by who asked.
import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'

const encours = new AsyncLocalStorage<string[]>()

/** What surrounds every page and is not counted: the transaction, its scope, who is calling. */
const ENTOURAGE =
  /^\s*(begin|start transaction|commit|rollback)\b|^\s*select set_config\('role'|\bacteur_de_session\(/i

const texteDe = (question: unknown): string =>
  typeof question === 'string' ? question : ((question as { text?: string }).text ?? '')

const envoyer = pg.Client.prototype.query as (...args: unknown[]) => unknown
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  encours.getStore()?.push(texteDe(args[0]))
  return envoyer.apply(this, args)
} as typeof pg.Client.prototype.query

/**
 * Runs `travail` and returns its value with the statements it sent, in order, BEGIN, COMMIT, set_config of the scope and the session
 * look-up left out. What others send meanwhile (job queue, another request) is not among them.
 */
export async function compterRequetes<T>(
  travail: () => Promise<T>,
): Promise<{ readonly valeur: T; readonly requetes: readonly string[] }> {
  const envoyees: string[] = []
  const valeur = await encours.run(envoyees, travail)
  return { valeur, requetes: envoyees.filter((texte) => !ENTOURAGE.test(texte)) }
}
