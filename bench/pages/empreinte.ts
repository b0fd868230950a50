import { createHash } from 'node:crypto'

/** Columns that a statement draws from the clock of the database: no two readings agree on them. */
const HORLOGE = /\b(?:now|clock_timestamp|statement_timestamp)\(\) as "?(\w+)"?/gi

/**
 * Digest of the rows of one statement, the same for whoever read them. Without an order, a statement gives a set: rows are then
 * taken in an order of their own. Instants read from the clock of the database are left out.
 */
export function empreinte(lignes: unknown, texte: string): string {
  const horloges = new Set([...texte.matchAll(HORLOGE)].map(([, colonne]) => colonne!))
  const lues = Array.isArray(lignes)
    ? lignes.map((ligne: object) =>
        JSON.stringify(
          Object.fromEntries(Object.entries(ligne).filter(([colonne]) => !horloges.has(colonne))),
        ),
      )
    : [JSON.stringify(lignes ?? null)]
  if (!/\border by\b/i.test(sansParentheses(texte))) lues.sort()
  return createHash('sha256').update(lues.join('\n')).digest('hex').slice(0, 16)
}

/** The statement itself, without its subqueries and the arguments of its functions. */
function sansParentheses(texte: string): string {
  const reste = texte.replaceAll(/\([^()]*\)/g, ' ')
  return reste === texte ? texte : sansParentheses(reste)
}
