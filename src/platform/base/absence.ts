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

/**
 * Why the start of the application failed on its database, in French; null when it is not a matter of reaching it. Never the address: it
 * holds a password.
 */
export function expliquerConnexion(erreur: Error): string | null {
  const { code = '' } = erreur as NodeJS.ErrnoException
  const role = /(?:user|role) "([^"]+)"/.exec(erreur.message)?.[1]
  if (code === '28P01' || code === '28000')
    return `Le serveur PostgreSQL refuse le rôle${role ? ` « ${role} »` : ''} ou son mot de passe. Vérifiez DATABASE_URL (et DATABASE_URL_COMPTES, DATABASE_URL_TACHES).`
  if (code === '3D000')
    return 'La base désignée par DATABASE_URL n’existe pas. Créez-la : create database maillage owner maillage_proprietaire.'
  if (estBaseAbsente(erreur))
    return `Le serveur PostgreSQL désigné par DATABASE_URL ne répond pas (${code || erreur.message}). Vérifiez qu’il tourne et que l’adresse est la bonne, puis relancez Maillage.`
  return null
}
