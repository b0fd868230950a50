import pg from 'pg'

// Days stay 'AAAA-MM-JJ': a JavaScript Date would move them across time zones.
pg.types.setTypeParser(pg.types.builtins.DATE, (texte) => texte)
// Counts come as bigint: every count of ours fits in a double.
pg.types.setTypeParser(pg.types.builtins.INT8, (texte) => Number(texte))

/** A pool of connections to one database under one login role. */
export function ouvrirPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    idleTimeoutMillis: 30_000,
    // A server that does not answer is told to the person as such, rather than by a page that never comes.
    connectionTimeoutMillis: 10_000,
    application_name: 'maillage',
  })
  // An idle connection that breaks (server restarted) is dropped by the pool; the next query opens another.
  pool.on('error', () => {})
  // One that breaks between two statements of a transaction fails the next statement; it must not end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
