/** Words compared without accents, case or punctuation; « St » and « Ste » stand for « Saint » and « Sainte ». */
export const rapprocherMots = (texte: string): string =>
  texte
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(/\bst\b/g, 'saint')
    .replaceAll(/\bste\b/g, 'sainte')

/** The key whose label, or the key itself, is written in the cell, accents and case aside; null when there is none. */
export const parLibelle = <T extends string>(
  libelles: Readonly<Partial<Record<T, string>>>,
  texte: string,
): T | null => {
  const cherche = rapprocherMots(texte)
  if (cherche === '') return null
  const trouve = Object.entries<string | undefined>(libelles).find(
    ([cle, libelle]) => rapprocherMots(cle) === cherche || rapprocherMots(libelle ?? '') === cherche,
  )
  return (trouve?.[0] ?? null) as T | null
}
