const ERREUR = /(<(?:\w+:)?c\s[^<>]*?\bt=)(["'])e\2/g
const SANS_RESULTAT =
  /<(\w+:)?c(\s[^<>]*)>\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:\/>|>[^<]*<\/(?:\w+:)?f>)\s*<\/(?:\w+:)?c>/g

/**
 * Gives a voice to the cells that the reading library passes over as if they were empty: errors (#REF!…) become their own text, and
 * formulas that were never calculated become « #N/A ». The row rules then refuse them instead of taking them for blanks.
 * @param feuille XML of a sheet
 * @returns the same bytes when there is no such cell
 */
export function rendreVisibles(feuille: Buffer): Buffer {
  if (
    !feuille.includes('t="e"') &&
    !feuille.includes("t='e'") &&
    !feuille.includes('<f') &&
    !feuille.includes(':f')
  )
    return feuille
  // Latin-1 keeps every byte as it is: only ASCII markup is matched and written.
  const xml = feuille.toString('latin1')
  const visible = xml
    .replace(ERREUR, '$1$2str$2')
    .replace(SANS_RESULTAT, (_, espace: string | undefined, attributs: string) => {
      const balise = (nom: string) => `${espace ?? ''}${nom}`
      return `<${balise('c')}${attributs.replace(/\st=(["'])\w*\1/, '')} t="str"><${balise('v')}>#N/A</${balise('v')}></${balise('c')}>`
    })
  return visible === xml ? feuille : Buffer.from(visible, 'latin1')
}
