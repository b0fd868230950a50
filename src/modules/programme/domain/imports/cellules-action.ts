import { parLibelle, rapprocherMots } from '#shared/mots.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { NIVEAUX } from '../niveaux.ts'
import { LIBELLES_STATUT } from '../statuts.ts'

/** Columns of the table of actions, in their order: what is written is what is read. */
export const CLES = [
  'code',
  'axe',
  'orientation',
  'titre',
  'nature',
  'chef',
  'binome',
  'statut',
  'niveau',
  'niveauCible',
  'objectifs',
  'resultat',
  'publics',
  'origine',
  'base',
  'convention',
  'cle',
  'clause',
  'coutPrevu',
  'coutReel',
  'participants',
  'observateurs',
  'nonConcernes',
  'partenaires',
] as const
export type CleAction = (typeof CLES)[number]

/** One action as cells, each in its canonical writing: two tables that say the same are the same text. */
export type LigneAction = Readonly<Record<CleAction, string>>
export type CellulesLues = { readonly code: string } & Readonly<Partial<Record<CleAction, string>>>

/** Why a line is refused: the key of the column at fault and a sentence that says what to do. */
export type RefusCellule = { readonly cle: string; readonly motif: string }

export const CADRE: readonly CleAction[] = ['titre', 'nature', 'chef', 'binome', 'origine', 'base']
export const FOND: readonly CleAction[] = [
  'niveau',
  'niveauCible',
  'objectifs',
  'resultat',
  'publics',
  'convention',
  'cle',
  'clause',
  'coutPrevu',
  'coutReel',
  'partenaires',
]
export const PARTICIPATION: readonly CleAction[] = ['participants', 'observateurs', 'nonConcernes']

/** What the cells are compared with. */
export type Contexte = {
  /** Short names of the members, in their order. */
  readonly membres: readonly string[]
  readonly natures: Readonly<Record<string, string>>
  readonly origines: Readonly<Record<string, string>>
  readonly bases: Readonly<Record<string, string>>
  /** Numbers of the decisions that set a key. */
  readonly cles: readonly string[]
  /** Titles of the axes by code, of the orientations by « axe.orientation ». */
  readonly axes: Readonly<Record<string, string>>
  readonly orientations: Readonly<Record<string, string>>
}

const FORME_CODE = /^([0-9A-Za-z]{1,4})\.([0-9A-Za-z]{1,4})\.[0-9A-Za-z]{1,4}(\.[0-9A-Za-z]{1,4})?$/
const LONGUEURS: Readonly<Partial<Record<CleAction, number>>> = {
  titre: 300,
  axe: 300,
  orientation: 300,
  objectifs: 20_000,
  resultat: 20_000,
  publics: 2000,
  convention: 300,
  clause: 300,
}

export const decouper = (texte: string): string[] =>
  texte
    .split(/[;,]/)
    .map((mot) => mot.trim())
    .filter(Boolean)

/**
 * Reads one line: every cell in its canonical writing. A column that the file does not have stays unread, an empty cell empties.
 * @param cellules text by key of column; whole numbers, amounts and dates are already canonical
 */
export function lireAction(
  contexte: Contexte,
  cellules: Readonly<Record<string, string>>,
): Result<CellulesLues, RefusCellule> {
  const code = (cellules['code'] ?? '').trim()
  if (!FORME_CODE.test(code))
    return refuser({
      cle: 'code',
      motif: 'Écrivez le code avec l’axe, l’orientation et le rang, comme 3.2.1.',
    })
  const lues: Partial<Record<CleAction, string>> = {}
  for (const cle of CLES) {
    const brut = cellules[cle]
    if (brut === undefined || cle === 'code') continue
    // The titles of an axis and of an orientation only help to read: empty, they are those already known.
    if ((cle === 'axe' || cle === 'orientation') && brut.trim() === '') continue
    const lu = lireCellule(contexte, cle, brut.trim())
    if (!lu.ok) return lu
    lues[cle] = lu.valeur
  }
  return accepter({ ...lues, code })
}

function lireCellule(c: Contexte, cle: CleAction, texte: string): Result<string, RefusCellule> {
  const faute = (motif: string) => refuser({ cle, motif })
  const parmi = (libelles: Readonly<Record<string, string>>, defaut: string) => {
    if (texte === '') return accepter(defaut)
    const trouve = parLibelle(libelles, texte)
    return trouve
      ? accepter(libelles[trouve]!)
      : faute(
          `Écrivez ${Object.values(libelles)
            .map((l) => `« ${l} »`)
            .join(', ')}.`,
        )
  }
  const membre = (nom: string) => c.membres.find((m) => rapprocherMots(m) === rapprocherMots(nom))
  switch (cle) {
    case 'nature':
      return parmi(c.natures, c.natures['action']!)
    case 'origine':
      return parmi(c.origines, c.origines['schema']!)
    case 'base':
      return parmi(c.bases, c.bases['volontariste']!)
    case 'statut':
      return parmi(LIBELLES_STATUT, LIBELLES_STATUT.proposee)
    case 'niveau':
    case 'niveauCible': {
      const n = texte === '' ? 0 : Number(texte)
      return NIVEAUX[n] ? accepter(String(n)) : faute('Un niveau va de 0 à 5.')
    }
    case 'coutPrevu':
    case 'coutReel':
      return texte.startsWith('-') ? faute('Un coût n’est pas négatif.') : accepter(texte)
    case 'chef':
    case 'binome': {
      if (texte === '') return accepter('')
      const trouve = membre(texte)
      return trouve ? accepter(trouve) : faute(`Ce membre est inconnu. Écrivez ${c.membres.join(', ')}.`)
    }
    case 'participants':
    case 'observateurs':
    case 'nonConcernes': {
      const noms = decouper(texte)
      const inconnu = noms.find((nom) => !membre(nom))
      if (inconnu) return faute(`« ${inconnu} » est inconnu. Écrivez ${c.membres.join(', ')}.`)
      const lus = noms.map(membre)
      return accepter(c.membres.filter((m) => lus.includes(m)).join(', '))
    }
    case 'cle':
      return texte === '' || c.cles.includes(texte)
        ? accepter(texte)
        : faute('Indiquez le numéro d’une décision qui fixe une clé de répartition.')
    case 'partenaires':
      return accepter(
        [...new Set(texte.split(';').map((nom) => nom.trim()))]
          .filter(Boolean)
          .sort((a, b) => a.localeCompare(b, 'fr'))
          .join(' ; '),
      )
    default: {
      const max = LONGUEURS[cle] ?? 2000
      return texte.length > max
        ? faute(`Ce texte tient en ${max} caractères : raccourcissez.`)
        : accepter(texte)
    }
  }
}
