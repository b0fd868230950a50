const REFERENCES =
  /\s(?:for|list|form|aria-(?:labelledby|describedby|controls|owns|details|errormessage)|popovertarget)="([^"]*)"/gi

const REPERES = /<(nav|aside|section|form|header|footer)\b[^>]*?\saria-label(?:ledby)?="([^"]*)"/g

/**
 * What fragments do not hold, read in every page: identifiers that serve twice or are missing, a page that has not one title and one
 * main part, titles that skip a level, landmarks of one name. One line each.
 */
export function fautesDeReference(html: string): string[] {
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!)
  const connus = new Set(ids)
  const cites = [
    ...[...html.matchAll(REFERENCES)].flatMap(([, valeur]) => valeur!.split(/\s+/)),
    ...[...html.matchAll(/\shref="#([^"]*)"/g)].map(([, ancre]) => decodeURIComponent(ancre!)),
  ]
  const titres = [...html.matchAll(/<h([1-6])[\s>]/g)].map(([, niveau]) => Number(niveau))
  const reperes = [...html.matchAll(REPERES)].map(([, balise, nom]) => `${balise} « ${nom} »`)
  const nombre = (balise: string) => html.split(`<${balise}`).length - 1
  return [
    ...new Set(
      ids
        .filter((id, rang) => ids.indexOf(id) !== rang)
        .map((id) => `l’identifiant « ${id} » sert deux fois`),
    ),
    ...new Set(
      cites.filter((id) => id && !connus.has(id)).map((id) => `rien ne porte l’identifiant « ${id} »`),
    ),
    ...['main', 'h1']
      .filter((balise) => nombre(balise) !== 1)
      .map((balise) => `${nombre(balise)} <${balise}>`),
    ...titres
      .map((niveau, rang) => ({ niveau, avant: titres[rang - 1] ?? 0 }))
      .filter(({ niveau, avant }) => niveau > avant + 1)
      .map(({ niveau, avant }) => `un titre de niveau ${niveau} suit le niveau ${avant}`),
    ...reperes
      .filter((repere, rang) => reperes.indexOf(repere) !== rang)
      .map((repere) => `deux repères ${repere}`),
  ]
}
