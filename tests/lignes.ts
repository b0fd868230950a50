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

/** What a browser would send of a form left as it is shown: hidden fields, texts, boxes and rounds ticked, choices of lists. */
export function champsDe(page: string, action: string): Record<string, string> {
  const formulaire = page
    .split('<form ')
    .find((bout) => bout.includes('method="post"') && bout.includes(`action="${action}"`))
    ?.split('</form>')[0]
  if (!formulaire) throw new Error(`La page n’a pas de formulaire vers ${action}.`)
  const lire = (balise: string, nom: string) =>
    texteDe(new RegExp(`\\b${nom}="([^"]*)"`).exec(balise)?.[1] ?? '')
  const champs: Record<string, string> = {}
  for (const [balise] of formulaire.matchAll(/<input[^>]*>/g)) {
    const aCocher = /type="(checkbox|radio)"/.test(balise)
    if (!aCocher || /\bchecked\b/.test(balise)) champs[lire(balise, 'name')] = lire(balise, 'value')
  }
  for (const [, nom, options] of formulaire.matchAll(/<select[^>]*\bname="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    const toutes = options!.match(/<option[^>]*>/g) ?? []
    champs[nom!] = lire(toutes.find((option) => /\bselected\b/.test(option)) ?? toutes[0] ?? '', 'value')
  }
  for (const [, nom, texte] of formulaire.matchAll(/<textarea[^>]*\bname="([^"]*)"[^>]*>(.*?)<\/textarea>/gs))
    champs[nom!] = texteDe(texte!)
  return champs
}

/** The text of a page as it is read: tags removed, spaces made plain. */
export const texteDe = (page: string): string =>
  page
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
