import type { TypeOrganisme } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { parLibelle } from '#shared/mots.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { estSiren, estSiret } from '#shared/siret.ts'

/** How an employer depends on a centre: CGFP L452-14 (compulsory), L452-20 (voluntary), L452-39 (socle commun). */
export type GenreAffiliation = 'obligatoire' | 'volontaire' | 'socle' | 'non_affiliee'

export const LIBELLES_AFFILIATION: Readonly<Record<GenreAffiliation, string>> = {
  obligatoire: 'obligatoire',
  volontaire: 'volontaire',
  socle: 'socle commun',
  non_affiliee: 'non affiliée',
}

export const LIBELLES_NATURE: Readonly<Partial<Record<TypeOrganisme, string>>> = {
  commune: 'commune',
  epci: 'intercommunalité',
  departement: 'département',
  region: 'région',
  syndicat: 'syndicat',
  ccas: 'CCAS',
  sdis: 'SDIS',
  oph: 'OPH',
  autre: 'autre',
}

/** One line of the file, read: no longer text, not yet compared with what is known. */
export type EmployeurLu = {
  readonly siren: string
  readonly siret: string | null
  readonly nom: string
  readonly nature: TypeOrganisme | null
  readonly codeInsee: string | null
  readonly commune: string | null
  readonly genre: GenreAffiliation
  readonly du: Jour
  readonly au: Jour | null
  readonly centre: string | null
}

/** Why a line is refused: the key of the column at fault and a sentence that says what to do. */
export type RefusCellule = { readonly cle: string; readonly motif: string }

const enListe = (libelles: Readonly<Record<string, string | undefined>>): string =>
  Object.values(libelles)
    .map((libelle) => `« ${libelle} »`)
    .join(', ')

/** The SIREN of a cell that holds nine or fourteen digits, and the SIRET when it holds fourteen; the sentence says what is wrong. */
export function lireSiret(
  texte: string,
): Result<{ readonly siren: string; readonly siret: string | null }, string> {
  if (/^\d[.,]\d+e\+?\d+$/i.test(texte.trim()))
    return refuser(
      'Le tableur a arrondi ce numéro. Mettez la colonne au format « Texte », retapez le SIRET, puis déposez de nouveau le fichier.',
    )
  const chiffres = texte.replaceAll(/[\s\u00a0\u202f.-]/g, '')
  if (!/^\d+$/.test(chiffres))
    return refuser('Un SIRET ne contient que des chiffres : 14, ou 9 pour un SIREN.')
  if (chiffres.length === 13 || chiffres.length === 8)
    return refuser(
      `Il n’y a que ${chiffres.length} chiffres : le tableur a sans doute retiré le zéro du début. Mettez la colonne au format « Texte ».`,
    )
  if (chiffres.length !== 14 && chiffres.length !== 9)
    return refuser(`Il y a ${chiffres.length} chiffres : un SIRET en a 14, un SIREN 9.`)
  const siren = chiffres.slice(0, 9)
  if (chiffres.length === 9)
    return estSiren(siren)
      ? accepter({ siren, siret: null })
      : refuser('La clé de ce SIREN est fausse : un chiffre a été mal recopié.')
  return estSiret(chiffres)
    ? accepter({ siren, siret: chiffres })
    : refuser('La clé de ce SIRET est fausse : un chiffre a été mal recopié.')
}

const NOM_MAX = 160

/**
 * Reads one line of the file of employers.
 * @param cellules text by key of column; dates are already AAAA-MM-JJ
 */
export function lireEmployeur(cellules: Readonly<Record<string, string>>): Result<EmployeurLu, RefusCellule> {
  const texte = (cle: string): string => (cellules[cle] ?? '').replaceAll(/\s+/g, ' ').trim()
  const faute = (cle: string, motif: string) => refuser({ cle, motif })
  const numero = lireSiret(texte('siret'))
  if (!numero.ok) return faute('siret', numero.refus)
  const nom = texte('nom')
  if (nom.length < 2 || nom.length > NOM_MAX)
    return faute('nom', `Le nom compte ${nom.length} caractères : il en faut de 2 à ${NOM_MAX}.`)
  const nature = texte('nature') === '' ? null : parLibelle(LIBELLES_NATURE, texte('nature'))
  if (texte('nature') !== '' && nature === null)
    return faute('nature', `Cette nature n’est pas connue. Écrivez ${enListe(LIBELLES_NATURE)}, ou rien.`)
  const codeInsee = texte('code_insee').toUpperCase()
  if (codeInsee !== '' && !/^(\d{5}|2[AB]\d{3})$/.test(codeInsee))
    return faute(
      'code_insee',
      'Un code INSEE de commune a cinq caractères, comme 44109 (ce n’est pas le code postal).',
    )
  const genre = parLibelle(LIBELLES_AFFILIATION, texte('genre'))
  if (genre === null)
    return faute('genre', `Cette affiliation n’est pas connue. Écrivez ${enListe(LIBELLES_AFFILIATION)}.`)
  const [du, au] = [texte('du'), texte('au') || null]
  if (du < '1950-01-01' || du > '2100-01-01')
    return faute('du', 'Cette date n’est pas vraisemblable : vérifiez l’année.')
  if (au !== null && au < du) return faute('au', 'La fin vient avant le début : vérifiez les deux dates.')
  return accepter({
    ...numero.valeur,
    nom,
    nature,
    codeInsee: codeInsee || null,
    commune: texte('commune') || null,
    genre,
    du,
    au,
    centre: texte('centre') || null,
  })
}
