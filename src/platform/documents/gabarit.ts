/** A variable that a template may use: what it holds, and the words that say it to the author. */
export type Variable = { readonly type: 'texte' | 'date' | 'nombre' | 'liste'; readonly libelle: string }
export type Variables = Readonly<Record<string, Variable>>
export type Valeurs = Readonly<Record<string, string | number | readonly string[] | null>>

export type FauteGabarit = { readonly ligne: number; readonly message: string }

const BALISE = /\{\{\s*(#si\s+)?(\/si)?\s*([a-zA-Z][a-zA-Z0-9_]*)?\s*\}\}/g

/** What is wrong in a template, by line: unknown variables, braces left open, conditions not closed. Empty when it can be filled. */
export function verifierGabarit(texte: string, variables: Variables): FauteGabarit[] {
  const fautes: FauteGabarit[] = []
  const ouvertes: number[] = []
  texte.split('\n').forEach((contenu, rang) => {
    const ligne = rang + 1
    let reste = contenu
    for (const [balise, si, fin, nom] of contenu.matchAll(BALISE)) {
      reste = reste.replace(balise, '')
      if (fin) {
        if (ouvertes.pop() === undefined)
          fautes.push({ ligne, message: `Ligne ${ligne} : « {{/si}} » ne ferme aucune condition.` })
        continue
      }
      if (!nom || !Object.hasOwn(variables, nom))
        fautes.push({
          ligne,
          message: `Ligne ${ligne} : « ${balise} » n’est pas une variable connue. Utilisez ${Object.keys(variables).join(', ')}.`,
        })
      if (si) ouvertes.push(ligne)
    }
    if (/\{\{|\}\}/.test(reste))
      fautes.push({
        ligne,
        message: `Ligne ${ligne} : une accolade double est ouverte sans être fermée, ou l’inverse.`,
      })
  })
  for (const ligne of ouvertes)
    fautes.push({ ligne, message: `Ligne ${ligne} : la condition n’est pas fermée par « {{/si}} ».` })
  return fautes
}

/**
 * Fills a template that `verifierGabarit` accepts. A value is put as it is: it is never read again for braces.
 * A list gives one line per item, a missing value gives « […] » so that nobody signs a hole.
 */
export function remplirGabarit(texte: string, valeurs: Valeurs): string {
  const presente = (nom: string) => {
    const valeur = valeurs[nom]
    return (
      valeur !== null &&
      valeur !== undefined &&
      valeur !== '' &&
      !(Array.isArray(valeur) && valeur.length === 0)
    )
  }
  let sortie = ''
  let position = 0
  const cachees: boolean[] = []
  const visible = () => !cachees.includes(true)
  for (const trouve of texte.matchAll(BALISE)) {
    const [balise, si, fin, nom] = trouve
    if (visible()) sortie += texte.slice(position, trouve.index)
    position = trouve.index + balise.length
    if (fin) cachees.pop()
    else if (si) cachees.push(!presente(nom ?? ''))
    else if (visible()) sortie += presente(nom ?? '') ? [valeurs[nom!]].flat().join('\n') : '[…]'
  }
  return visible() ? sortie + texte.slice(position) : sortie
}
