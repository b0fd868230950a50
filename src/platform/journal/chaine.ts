import { createHash } from 'node:crypto'

/** What a line of the journal says, as its link covers it. Texts are those of PostgreSQL, so that nothing is lost by reading them. */
export type LigneChainee = {
  readonly cooperationId: string
  /** UTC, to the microsecond: « 2026-03-12T09:30:00.000000 ». */
  readonly survenuLe: string
  readonly personneId: string | null
  readonly organismeId: string | null
  readonly acteur: string
  readonly action: string
  readonly objetType: string
  readonly objetId: string | null
  readonly resume: string
  /** The text of the jsonb value: PostgreSQL writes equal values the same way. */
  readonly donnees: string
}

/** SQL of the columns of a `LigneChainee` read from `journal`. */
export const COLONNES_CHAINEES = `cooperation_id as "cooperationId",
  to_char(survenu_le at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as "survenuLe",
  personne_id as "personneId", organisme_id as "organismeId", acteur, action, objet_type as "objetType",
  objet_id as "objetId", resume, donnees::text as donnees`

const VERSION = 'maillage-journal-1'

/** What precedes the first line of a journal. Each cooperation has its own: a chain cannot be passed off as another's. */
export const origine = (cooperationId: string): Buffer =>
  createHash('sha256').update(`${VERSION} ${cooperationId}`).digest()

/**
 * The fingerprint of a line at its place: SHA-256 over the fingerprint that precedes and the canonical form of the line,
 * a JSON array of its texts in a fixed order. Changing, moving or removing a line changes all the fingerprints that follow.
 * @param maillon rank of the line in the chain of its cooperation, from 1
 */
export function empreinteDe(precedent: Uint8Array, maillon: number, ligne: LigneChainee): Buffer {
  const forme = JSON.stringify([
    VERSION,
    ligne.cooperationId,
    maillon,
    ligne.survenuLe,
    ligne.personneId,
    ligne.organismeId,
    ligne.acteur,
    ligne.action,
    ligne.objetType,
    ligne.objetId,
    ligne.resume,
    ligne.donnees,
  ])
  return createHash('sha256').update(precedent).update(forme).digest()
}

/** A line with the link it bears. */
export type LigneLiee = LigneChainee & {
  readonly id: number
  readonly maillon: number
  readonly precedent: Uint8Array | null
  readonly empreinte: Uint8Array | null
}

export type Rupture = {
  readonly genre: 'modifiee' | 'retiree' | 'ajoutee'
  readonly maillon: number
  /** null when the line is no more. */
  readonly ligne: LigneLiee | null
}

/** Where a walk along the chain stands: the rank and the fingerprint of the last line proven. */
export type Avancee = { readonly maillon: number; readonly empreinte: Uint8Array }

const egales = (a: Uint8Array | null, b: Uint8Array): boolean => a !== null && Buffer.compare(a, b) === 0

/** Proves one more line, or names the break. */
export function avancer(depuis: Avancee, ligne: LigneLiee): Avancee | Rupture {
  const attendu = depuis.maillon + 1
  if (ligne.maillon < attendu) return { genre: 'ajoutee', maillon: ligne.maillon, ligne }
  if (ligne.maillon > attendu) return { genre: 'retiree', maillon: attendu, ligne: null }
  const empreinte = empreinteDe(depuis.empreinte, attendu, ligne)
  return egales(ligne.precedent, depuis.empreinte) && egales(ligne.empreinte, empreinte)
    ? { maillon: attendu, empreinte }
    : { genre: 'modifiee', maillon: attendu, ligne }
}

/** Compares the end of the walk with the head that was recorded apart: lines may be missing at the end, or be there in excess. */
export function confronterTete(
  fin: Avancee,
  tete: Avancee | null,
  ligneEnTrop: LigneLiee | null,
): Rupture | null {
  const attendue = tete?.maillon ?? 0
  if (fin.maillon < attendue) return { genre: 'retiree', maillon: fin.maillon + 1, ligne: null }
  if (fin.maillon > attendue) return { genre: 'ajoutee', maillon: attendue + 1, ligne: ligneEnTrop }
  if (tete && !egales(tete.empreinte, fin.empreinte))
    return { genre: 'modifiee', maillon: fin.maillon, ligne: null }
  return null
}
