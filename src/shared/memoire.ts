const REPONSES = 4_000
const LONGUEUR = 300

/**
 * `calcul`, which depends on its key alone, remembered for the last keys asked for: a page repeats its dates, its labels and its icons.
 * Long texts are not kept, and never more than 4,000 answers: some 2 MB at most for short texts.
 */
export function memoire<C extends string | number, R>(calcul: (cle: C) => R): (cle: C) => R {
  let recents = new Map<C, R>()
  let anciens = new Map<C, R>()
  return (cle) => {
    if (typeof cle === 'string' && cle.length > LONGUEUR) return calcul(cle)
    const su = recents.get(cle)
    if (su !== undefined) return su
    const rendu = anciens.get(cle) ?? calcul(cle)
    if (recents.size >= REPONSES / 2) [anciens, recents] = [recents, new Map()]
    recents.set(cle, rendu)
    return rendu
  }
}
