/** Beyond this, a page sent by mail is quotes of quotes. */
const AU_PLUS = 1_000_000
const MUETTES = new Set(['style', 'script', 'head', 'title'])
const LIGNES = new Set(['br', 'p', 'div', 'tr', 'li', 'h1', 'h2', 'h3', 'ul', 'ol', 'table'])
const ENTITES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: '’',
  rsquo: '’',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ecirc: 'ê',
  ccedil: 'ç',
}

/**
 * The words of a page sent by mail, one pass over it, nothing run: what has no text version. A quoted block begins with the line that mail
 * programs write, so that it is cut like any other.
 */
export function texteDuHtml(html: string): string {
  const page = html.slice(0, AU_PLUS)
  let texte = ''
  let muette: string | null = null
  for (let i = 0; i < page.length; ) {
    const ouvre = page.indexOf('<', i)
    if (!muette) texte += page.slice(i, ouvre === -1 ? undefined : ouvre).replaceAll(/\s+/g, ' ')
    if (ouvre === -1) break
    const ferme = page.indexOf('>', ouvre)
    if (ferme === -1) break
    const nom = /^<\/?([a-z0-9]+)/i.exec(page.slice(ouvre, ouvre + 20))?.[1]?.toLowerCase() ?? ''
    const fin = page[ouvre + 1] === '/'
    if (MUETTES.has(nom)) muette = fin ? null : (muette ?? nom)
    else if (nom === 'blockquote' && !fin) texte += '\n-----Message d’origine-----\n'
    else if (LIGNES.has(nom)) texte += '\n'
    i = ferme + 1
  }
  return texte
    .replaceAll(/&(#\d{1,6}|[a-z]{2,8});/gi, (entite, nom: string) =>
      nom.startsWith('#')
        ? String.fromCodePoint(Math.min(0x10ffff, Number(nom.slice(1))))
        : (ENTITES[nom.toLowerCase()] ?? entite),
    )
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}
