// What a test reads outside the application: rows of the base as their owner, fields of a page as a browser would send them back.
import pg from 'pg'
import type { ApplicationDeTest } from './application.ts'

/** Rows of a query, row security aside. */
export async function lignes<L extends pg.QueryResultRow = Record<string, unknown>>(
  t: ApplicationDeTest,
  requete: string,
  valeurs: readonly unknown[] = [],
): Promise<L[]> {
  const client = new pg.Client(t.url('maillage_proprietaire'))
  await client.connect()
  try {
    return (await client.query<L>(requete, [...valeurs])).rows
  } finally {
    await client.end()
  }
}

/** The first column of the first row, as text; fails when there is none. */
export async function valeur(
  t: ApplicationDeTest,
  requete: string,
  valeurs: readonly unknown[] = [],
): Promise<string> {
  const [ligne] = await lignes(t, requete, valeurs)
  if (!ligne) throw new Error(`Aucune ligne pour : ${requete}`)
  return String(Object.values(ligne)[0])
}

/** The value of a hidden field of a page. */
export function champCache(page: string, nom: string): string {
  const balise = [...page.matchAll(/<input[^>]*>/g)].find(([b]) => b.includes(`name="${nom}"`))?.[0]
  const lue = balise && /value="([^"]*)"/.exec(balise)?.[1]
  if (lue === undefined) throw new Error(`La page n’a pas de champ « ${nom} ».`)
  return lue
}

/** The text of a page as it is read: tags removed, spaces made plain. */
export const texteDe = (page: string): string =>
  page
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
