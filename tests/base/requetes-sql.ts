// The statements that a piece of work sends to PostgreSQL: every client of `pg` in this process, told apart by who asked.
import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'

/** One statement as `pg` received it, and the rows that it gave. */
export type Requete = {
  readonly texte: string
  readonly nom?: string
  readonly valeurs: readonly unknown[]
  lignes: unknown
}

const encours = new AsyncLocalStorage<Requete[]>()

/** What surrounds every page and is not counted: the transaction, its scope, who is calling. */
const ENTOURAGE =
  /^\s*(begin|start transaction|commit|rollback)\b|^\s*select set_config\('role'|\bacteur_de_session\(|^\s*select '' as "sessionId"/i

const lire = ([question, valeurs]: readonly unknown[]): Requete => {
  if (typeof question === 'string')
    return { texte: question, valeurs: Array.isArray(valeurs) ? valeurs : [], lignes: null }
  const { text, name, values } = question as { text: string; name?: string; values?: unknown[] }
  return { texte: text, nom: name, valeurs: values ?? (Array.isArray(valeurs) ? valeurs : []), lignes: null }
}

const envoyer = pg.Client.prototype.query as (...args: unknown[]) => unknown
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const requete = lire(args)
  encours.getStore()?.push(requete)
  const noter = (rendu?: pg.QueryResult) => {
    requete.lignes = rendu?.rows ?? null
  }
  // A pool asks with a callback, a transaction with a promise.
  const rappel = args.at(-1)
  if (typeof rappel === 'function')
    args[args.length - 1] = (erreur: unknown, rendu?: pg.QueryResult) => {
      noter(rendu)
      rappel(erreur, rendu)
    }
  const rendu = envoyer.apply(this, args)
  if (rendu instanceof Promise) rendu.then(noter, () => {})
  return rendu
} as typeof pg.Client.prototype.query

/** Runs `travail` and returns its value with every statement it sent, in order. What others send meanwhile is not among them. */
export async function observerRequetes<T>(
  travail: () => Promise<T>,
): Promise<{ readonly valeur: T; readonly requetes: readonly Requete[] }> {
  const envoyees: Requete[] = []
  // Awaited inside: `inject` of Fastify sends nothing before somebody waits for it.
  const valeur = await encours.run(envoyees, async () => await travail())
  return { valeur, requetes: envoyees }
}

/** The texts of the statements that `travail` sent, BEGIN, COMMIT, set_config of the scope and the session look-up left out. */
export async function compterRequetes<T>(
  travail: () => Promise<T>,
): Promise<{ readonly valeur: T; readonly requetes: readonly string[] }> {
  const { valeur, requetes } = await observerRequetes(travail)
  return { valeur, requetes: requetes.map(({ texte }) => texte).filter((texte) => !ENTOURAGE.test(texte)) }
}
