/** What is kept of a message: its whole text, bounded. */
export const ENTIER_AU_PLUS = 200_000
const RETENU_AU_PLUS = 8_000
/** Said where the thread stops: nothing is cut without a word. */
const SUITE = '\n\n[La suite est dans le message entier.]'

/** Subjects that mail programs give to answers that nobody wrote. */
const OBJETS_AUTOMATIQUES =
  /^\s*(?:r[ée]ponse automatique|automatic reply|auto(?:matic)?[ -]?reply|absence du bureau|out of office|message d’absence|message d'absence|undeliver|non remis|mail delivery|delivery status)/i

/**
 * True when no person wrote this message: an out-of-office answer, a list, a notice of non-delivery (RFC 3834, and what older programs
 * write instead). Such a message is kept, moves no clock and is answered by nothing, so that two machines never talk to each other.
 * @param entetes headers by their lower-case name
 * @param retour address of the envelope, empty for a notice of non-delivery
 */
export function estAutomatique(entetes: ReadonlyMap<string, string>, retour: string, objet: string): boolean {
  const lu = (nom: string) => (entetes.get(nom) ?? '').toLowerCase()
  const soumis = lu('auto-submitted')
  return (
    retour === '' ||
    (soumis !== '' && !soumis.startsWith('no')) ||
    /^(?:bulk|junk|list|auto_reply)/.test(lu('precedence')) ||
    ['x-autoreply', 'x-autorespond', 'x-auto-response', 'x-autoresponse', 'x-loop', 'list-id'].some((nom) =>
      entetes.has(nom),
    ) ||
    lu('content-type').startsWith('multipart/report') ||
    OBJETS_AUTOMATIQUES.test(objet)
  )
}

/** Lines after which a message only repeats what was said before, or signs. */
const COUPES: readonly RegExp[] = [
  /^-{2,}\s*(?:message d.origine|original message|message transf[ée]r[ée]|forwarded message)\s*-{2,}/i,
  /^(?:le|on) .{4,200}(?:a [ée]crit|wrote)\s*:\s*$/i,
  /^_{10,}$/,
  /^-- ?$/,
  /^(?:envoy[ée] de(?:puis)? mon|sent from my|obtenir outlook|get outlook)/i,
]
/** The block of headers that some programs put before a quote: « De : » with « Objet : » or « À : » just below. */
const DE = /^\*?(?:de|from)\s*:/i
const SUITE_DE = /^\*?(?:objet|subject|[àa]|to|envoy[ée]|sent|date)\s*:/i

/**
 * What a person wrote in her answer, without what it repeats below and without her signature. Reads the first lines only, whatever the
 * length of the quotes. When nothing is left (an answer between the quoted lines), the whole text is kept: a message is never empty
 * because it was cut.
 */
export function couperCitations(texte: string): string {
  const entier = texte.slice(0, ENTIER_AU_PLUS).replaceAll('\r\n', '\n')
  const lignes = entier.split('\n')
  const garde: string[] = []
  for (const [n, brute] of lignes.entries()) {
    const ligne = brute.trim()
    const aDeuxLignes = `${ligne} ${(lignes[n + 1] ?? '').trim()}`
    if (COUPES.some((coupe) => coupe.test(ligne === '--' ? ligne : brute.trimEnd()) || coupe.test(ligne)))
      break
    if (/^(?:le|on) /i.test(ligne) && ligne.length < 120 && COUPES[1]!.test(aDeuxLignes)) break
    if (DE.test(ligne) && lignes.slice(n + 1, n + 4).some((suite) => SUITE_DE.test(suite.trim()))) break
    if (ligne.startsWith('>')) continue
    garde.push(brute.trimEnd())
  }
  const retenu = garde
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
  const dit = retenu === '' ? entier.trim() : retenu
  return dit.length <= RETENU_AU_PLUS
    ? dit.toWellFormed()
    : `${dit.slice(0, RETENU_AU_PLUS - SUITE.length).toWellFormed()}${SUITE}`
}
