import { type Clause, clausesLues } from './sections.ts'

/** A run of words: kept, withdrawn or added. */
export type Passage = { readonly genre: 'garde' | 'ote' | 'ajoute'; readonly texte: string }

export type Changement = {
  readonly genre: 'ajoutee' | 'retiree' | 'modifiee' | 'deplacee' | 'inchangee'
  readonly avant: Clause | null
  readonly apres: Clause | null
  /** The text of the clause, word by word, when it was changed. */
  readonly passages: readonly Passage[]
}

/**
 * What an avenant changes, clause by clause: the clauses of the new text in their order, each beside the one it comes from, then those withdrawn.
 * @param avant clauses of the text in force
 * @param apres clauses of the avenant; `origine` names the clause of `avant` they come from
 */
export function comparerClauses(avant: readonly Clause[], apres: readonly Clause[]): Changement[] {
  const anciennes = new Map(clausesLues(avant).map((clause) => [clause.id, clause]))
  const nouvelles = clausesLues(apres).map((clause): Changement => {
    const origine = clause.origine === null ? undefined : anciennes.get(clause.origine)
    if (!origine) return { genre: 'ajoutee', avant: null, apres: clause, passages: [] }
    anciennes.delete(origine.id)
    const memeTexte = origine.texte === clause.texte
    if (memeTexte && origine.titre === clause.titre)
      return {
        genre: origine.section === clause.section ? 'inchangee' : 'deplacee',
        avant: origine,
        apres: clause,
        passages: [],
      }
    return {
      genre: 'modifiee',
      avant: origine,
      apres: clause,
      passages: comparerTextes(origine.texte, clause.texte),
    }
  })
  const retirees = [...anciennes.values()].map(
    (clause): Changement => ({ genre: 'retiree', avant: clause, apres: null, passages: [] }),
  )
  return [...nouvelles, ...retirees]
}

/** Past this many comparisons the two middles are shown one after the other: a reader gains nothing from scattered words. */
const COMPARAISONS_MAX = 4_000_000

/** Two texts word by word: joined, what is kept and added gives `apres`, what is kept and withdrawn gives `avant`. */
export function comparerTextes(avant: string, apres: string): Passage[] {
  const [a, b] = [enMots(avant), enMots(apres)]
  let debut = 0
  while (debut < a.length && debut < b.length && a[debut] === b[debut]) debut++
  let fin = 0
  while (fin < a.length - debut && fin < b.length - debut && a.at(-1 - fin) === b.at(-1 - fin)) fin++
  const milieuA = a.slice(debut, a.length - fin)
  const milieuB = b.slice(debut, b.length - fin)
  return assembler([
    ...a.slice(0, debut).map(garde),
    ...(milieuA.length * milieuB.length > COMPARAISONS_MAX
      ? [...milieuA.map(ote), ...milieuB.map(ajoute)]
      : alignerMots(milieuA, milieuB)),
    ...a.slice(a.length - fin).map(garde),
  ])
}

const garde = (texte: string): Passage => ({ genre: 'garde', texte })
const ote = (texte: string): Passage => ({ genre: 'ote', texte })
const ajoute = (texte: string): Passage => ({ genre: 'ajoute', texte })

/** Words and what separates them. */
const enMots = (texte: string): string[] => texte.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? []

/** The longest run of words in common, by the lengths of the common ends of each pair of rests. */
function alignerMots(a: readonly string[], b: readonly string[]): Passage[] {
  const largeur = b.length + 1
  const longueurs = new Uint32Array((a.length + 1) * largeur)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longueurs[i * largeur + j] =
        a[i] === b[j]
          ? longueurs[(i + 1) * largeur + j + 1]! + 1
          : Math.max(longueurs[(i + 1) * largeur + j]!, longueurs[i * largeur + j + 1]!)
  const passages: Passage[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      passages.push(garde(a[i]!))
      i++
      j++
    } else if (longueurs[(i + 1) * largeur + j]! >= longueurs[i * largeur + j + 1]!)
      passages.push(ote(a[i++]!))
    else passages.push(ajoute(b[j++]!))
  }
  return [...passages, ...a.slice(i).map(ote), ...b.slice(j).map(ajoute)]
}

/** Neighbours of one kind become one run; between two kept words, what is withdrawn comes before what is added. */
function assembler(mots: readonly Passage[]): Passage[] {
  const sortie: Passage[] = []
  let [retire, mis] = ['', '']
  const vider = () => {
    if (retire) sortie.push(ote(retire))
    if (mis) sortie.push(ajoute(mis))
    retire = ''
    mis = ''
  }
  for (const { genre, texte } of mots) {
    if (genre === 'ote') retire += texte
    else if (genre === 'ajoute') mis += texte
    // A space alone between two changes belongs to both: the change reads as one.
    else if ((retire || mis) && /^\s+$/.test(texte)) {
      retire += texte
      mis += texte
    } else {
      vider()
      const dernier = sortie.at(-1)
      if (dernier?.genre === 'garde') sortie[sortie.length - 1] = garde(dernier.texte + texte)
      else sortie.push(garde(texte))
    }
  }
  vider()
  return sortie
}
