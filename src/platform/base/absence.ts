/** What Node says when the server cannot be reached. */
const RESEAU = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT', // no Unix socket any more
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])
// Classes of PostgreSQL: 08 connection, 53 no room left (disk, memory, connections), 57P0x stopping, stopped or starting.
const POSTGRESQL = /^(08...|53[1-3]00|57P0[1-3])$/
// `pg` gives these errors no code.
const CONNEXION_PERDUE = /^Connection terminated|^timeout exceeded when trying to connect|is not queryable/

/** Tells whether an error means that the database is away or overwhelmed: the same request may succeed in a moment. */
export function estBaseAbsente(erreur: unknown): boolean {
  if (!(erreur instanceof Error)) return false
  const { code, syscall } = erreur as NodeJS.ErrnoException
  if (code && POSTGRESQL.test(code)) return true
  // A missing file is not a missing server.
  if (code && RESEAU.has(code)) return code !== 'ENOENT' || syscall === 'connect'
  return CONNEXION_PERDUE.test(erreur.message) || estBaseAbsente(erreur.cause)
}
