const MOTS = 4_000
const LONGUEUR = 300

/**
 * `calcul`, which depends on its text alone, remembered for the last texts asked for: a page repeats its dates and its labels.
 * Long texts are not kept, and never more than 4,000: some 2 MB at most.
 */
export function memoire(calcul: (texte: string) => string): (texte: string) => string {
  let recents = new Map<string, string>()
  let anciens = new Map<string, string>()
  return (texte) => {
    if (texte.length > LONGUEUR) return calcul(texte)
    const su = recents.get(texte)
    if (su !== undefined) return su
    const rendu = anciens.get(texte) ?? calcul(texte)
    if (recents.size >= MOTS / 2) [anciens, recents] = [recents, new Map()]
    recents.set(texte, rendu)
    return rendu
  }
}
