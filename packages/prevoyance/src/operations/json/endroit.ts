type Attente = 'valeur' | 'valeur-ou-fin' | 'cle' | 'cle-ou-fin' | 'deux-points' | 'suite'

const JETON = /\s*(?:([{}[\],:])|("(?:[^"\\]+|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y

/** Next expectation after a value: what closes or continues the list or object around it. */
const APRES_OUVERTURE: Readonly<Record<string, Attente>> = { '{': 'cle-ou-fin', '[': 'valeur-ou-fin' }

/**
 * Where a text stops being JSON, for a sentence: « (ligne 2, colonne 15) », or that it ends too soon. Called only on a text
 * that was refused.
 */
export function direEndroit(texte: string): string {
  const position = positionDuRefus(texte)
  if (position >= texte.trimEnd().length) return ' : il s’arrête avant la fin'
  const avant = texte.slice(0, position)
  const ligne = avant.split('\n').length
  return ` (ligne ${ligne}, colonne ${position - avant.lastIndexOf('\n')})`
}

function positionDuRefus(texte: string): number {
  const ouverts: string[] = []
  let attente: Attente = 'valeur'
  JETON.lastIndex = 0
  for (;;) {
    const depart = JETON.lastIndex
    const lu = JETON.exec(texte)
    if (lu === null) return depart + (/^\s*/.exec(texte.slice(depart, depart + 10_000))?.[0].length ?? 0)
    const [tout, signe, chaine] = lu
    const suivante = avancer(attente, signe, chaine !== undefined, ouverts)
    if (suivante === null) return depart + tout.length - tout.trimStart().length
    attente = suivante
  }
}

/** The next expectation, or null when this token is not the one expected. `ouverts` is the pile of what is open. */
function avancer(
  attente: Attente,
  signe: string | undefined,
  chaine: boolean,
  ouverts: string[],
): Attente | null {
  const ouvert = ouverts.at(-1)
  if (signe === '}' || signe === ']') {
    const fermable = attente === 'suite' || attente === (signe === '}' ? 'cle-ou-fin' : 'valeur-ou-fin')
    if (!fermable || ouvert !== (signe === '}' ? '{' : '[')) return null
    ouverts.pop()
    return 'suite'
  }
  if (signe === ',') return attente !== 'suite' || !ouvert ? null : ouvert === '{' ? 'cle' : 'valeur'
  if (signe === ':') return attente === 'deux-points' ? 'valeur' : null
  if (attente === 'cle' || attente === 'cle-ou-fin') return chaine ? 'deux-points' : null
  if (attente !== 'valeur' && attente !== 'valeur-ou-fin') return null
  if (signe === undefined) return 'suite'
  ouverts.push(signe)
  return APRES_OUVERTURE[signe]!
}
