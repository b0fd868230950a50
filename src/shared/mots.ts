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

const MASCULIN =
  /^(?:CDG|CCAS|CIAS|SDIS|SIVOM|SIVU|PETR|Dép\.|Bureau|Centre|Département|Syndicat|Conseil|Collège|Comité|Groupement|Pôle|Service|Pays) /
const FEMININ =
  /^(?:CA|CC|CU|Cellule|Commission|Communauté|Commune|Conférence|Coopération|Métropole|Région|Ville|Vice-présidence|Présidence|Direction|Gestion|Coordinatrice|Secrétaire)(?![\p{L}-])/u
const PLURIEL = /^(?:Centres|Communes|Communautés|Départements|Présidences|Directions) /
const VOYELLE = /^[aàâäeéèêëiîïoôöuùûüyœæ]/i

/** What a name becomes behind « de » and « à »: its own article is taken in, and it gets one where French asks for it. */
function avec(
  nom: string,
  mots: { du: string; des: string; deLa: string; elide: string; seul: string },
): string {
  if (/^Les? /.test(nom)) return (nom.startsWith('Les') ? mots.des : mots.du) + nom.slice(nom.indexOf(' '))
  if (PLURIEL.test(nom)) return `${mots.des} ${nom}`
  if (MASCULIN.test(nom)) return `${mots.du} ${nom}`
  if (FEMININ.test(nom)) return `${mots.deLa} ${nom}`
  return VOYELLE.test(nom) ? mots.elide + nom : `${mots.seul} ${nom}`
}

/**
 * « du CDG 44 », « d’Angers », « du Mans », « des Sables-d’Olonne », « de Nantes »: a body, a commune or a person behind « de ».
 * Names in H keep « de »: only the ear knows whether theirs is silent.
 */
export const deNom = (nom: string): string =>
  avec(nom, { du: 'du', des: 'des', deLa: 'de la', elide: 'd’', seul: 'de' })

/** « au CDG 44 », « à Angers », « au Mans », « aux Sables-d’Olonne ». */
export const aNom = (nom: string): string =>
  avec(nom, { du: 'au', des: 'aux', deLa: 'à la', elide: 'à ', seul: 'à' })
