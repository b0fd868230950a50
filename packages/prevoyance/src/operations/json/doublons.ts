const JETON = /"(?:[^"\\]+|\\.)*"|[{}[\],:]/g

type Chemin = readonly (string | number)[]

/** What is open while walking: the names met in an object and the one under way, or the rank in a list. */
interface Ouvert {
  readonly noms: Set<string> | null
  cle: string | number
}

/**
 * Paths of the fields written twice in the same object: a parser keeps the last one in silence.
 * @param texte a valid JSON text
 */
export function champsEnDouble(texte: string): readonly Chemin[] {
  const doubles: Chemin[] = []
  const ouverts: Ouvert[] = []
  /** In an object: the next string is a name. */
  let nomAttendu = false
  JETON.lastIndex = 0
  for (let lu = JETON.exec(texte); lu !== null; lu = JETON.exec(texte)) {
    const jeton = lu[0]
    const courant = ouverts.at(-1)
    switch (jeton) {
      case '{':
        ouverts.push({ noms: new Set(), cle: '' })
        nomAttendu = true
        break
      case '[':
        ouverts.push({ noms: null, cle: 0 })
        nomAttendu = false
        break
      case '}':
      case ']':
        ouverts.pop()
        nomAttendu = false
        break
      case ',':
        if (typeof courant?.cle === 'number') courant.cle += 1
        nomAttendu = courant?.noms != null
        break
      case ':':
        nomAttendu = false
        break
      default: {
        if (!nomAttendu || !courant?.noms) break
        const nom = jeton.includes('\\') ? (JSON.parse(jeton) as string) : jeton.slice(1, -1)
        courant.cle = nom
        if (courant.noms.has(nom)) doubles.push(ouverts.map(({ cle }) => cle))
        courant.noms.add(nom)
      }
    }
  }
  return doubles
}
