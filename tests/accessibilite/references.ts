const REFERENCES =
  /\s(?:for|list|form|aria-(?:labelledby|describedby|controls|owns|details|errormessage)|popovertarget)="([^"]*)"/gi

/**
 * What skeletons do not hold, read in every page: identifiers that serve twice or are missing, and a page that has not one title and
 * one main part. One line each.
 */
export function fautesDeReference(html: string): string[] {
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!)
  const connus = new Set(ids)
  const cites = [
    ...[...html.matchAll(REFERENCES)].flatMap(([, valeur]) => valeur!.split(/\s+/)),
    ...[...html.matchAll(/\shref="#([^"]*)"/g)].map(([, ancre]) => decodeURIComponent(ancre!)),
  ]
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
  ]
}
