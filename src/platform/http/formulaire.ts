import { parse } from 'node:querystring'
import { z } from 'zod'
import type { Tx } from '../base/base.ts'
import type { Saisies } from './contexte.ts'

/** A fault of one field, in French; `champ` is the name of the input, '' when it concerns the whole form. */
export type Faute = { readonly champ: string; readonly message: string }

export type Lecture<T> =
  | { readonly ok: true; readonly valeurs: T }
  | { readonly ok: false; readonly fautes: Faute[] }

// What a field says when its schema has no sentence of its own: only a damaged form, or a program, meets it.
const phraseParDefaut = ({ code, input }: { readonly code: string; readonly input?: unknown }): string => {
  if (input === undefined) return 'Remplissez ce champ.'
  if (Array.isArray(input)) return 'Donnez une seule valeur.'
  return code === 'invalid_type' ? 'Indiquez un nombre.' : 'Cette valeur n’est pas acceptée : corrigez-la.'
}

/** Reads the fields of a form against its schema; the messages of the schema are the sentences that the page shows. */
export function lireFormulaire<S extends z.ZodType>(schema: S, corps: unknown): Lecture<z.output<S>> {
  const lu = schema.safeParse(corps ?? {}, { error: phraseParDefaut })
  if (lu.success) return { ok: true, valeurs: lu.data }
  const parChamp = new Map<string, Faute>()
  for (const { path, message } of lu.error.issues) {
    const champ = path.join('.')
    if (!parChamp.has(champ)) parChamp.set(champ, { champ, message })
  }
  return { ok: false, fautes: [...parChamp.values()] }
}

/** Reads the body of a form, or what follows `?` in an address. NUL, which nobody types and PostgreSQL refuses, is dropped. */
export function lireCorps(corps: string): Record<string, unknown> {
  const sansNul = (texte: string): string => texte.replaceAll('\0', '')
  return Object.fromEntries(
    Object.entries(parse(corps)).map(([nom, valeur = '']) => [
      sansNul(nom),
      Array.isArray(valeur) ? valeur.map(sansNul) : sansNul(valeur),
    ]),
  )
}

/** Characters that one part of an address may hold once decoded: the longest of ours is a signed link. */
export const PARTIE_MAX = 500

/**
 * An address whose path cannot be decoded is read to the letter, one with a part longer than any of ours is read without it: both lead to no page, and the
 * usual page says so.
 */
export function lireAdresse(adresse = '/'): string {
  const [chemin = '/', ...reste] = adresse.split('?')
  try {
    const longue = chemin.split('/').some((partie) => decodeURIComponent(partie).length > PARTIE_MAX)
    return longue ? '/adresse-trop-longue' : adresse
  } catch {
    return [chemin.replaceAll('%', '%25'), ...reste].join('?')
  }
}

const DERNIERE_PAGE = 10_000

/** The number of a page asked in an address: 1 when it is missing or makes no sense. */
export function numeroDePage(texte: string | undefined): number {
  const lu = Math.trunc(Number(texte))
  return lu >= 1 ? Math.min(lu, DERNIERE_PAGE) : 1
}

/** The text typed in a field, to show it again; the first value when several were sent. */
export function saisie(saisies: Saisies | undefined, champ: string): string | undefined {
  const valeur = saisies?.[champ]
  return Array.isArray(valeur) ? valeur[0] : valeur
}

/** All the values of a field that may be sent several times (boxes). */
export function choisies(saisies: Saisies | undefined, champ: string): string[] {
  const valeur = saisies?.[champ]
  return valeur === undefined ? [] : Array.isArray(valeur) ? valeur : [valeur]
}

/**
 * A form sent twice creates one thing. Returns null when the key is new (it is then reserved for `lieu`), or the address of what the first
 * sending created. Two sendings at once wait for each other on the key.
 */
export async function dejaRecu(
  tx: Tx,
  cooperationId: string,
  cle: string | undefined,
  lieu: string,
): Promise<string | null> {
  if (!cle) return null
  const reserve = await tx
    .insertInto('envoi_formulaire')
    .values({ cooperation_id: cooperationId, cle, lieu })
    .onConflict((conflit) => conflit.doNothing())
    .returning('cle')
    .executeTakeFirst()
  if (reserve) return null
  const premier = await tx
    .selectFrom('envoi_formulaire')
    .select('lieu')
    .where('cle', '=', cle)
    .executeTakeFirstOrThrow()
  return premier.lieu
}

/** The version of the row that a form shows. What is not one belongs to no page of ours: it is read as a page out of date, never as a fault. */
export const champVersion = z
  .string()
  .default('')
  .transform((texte) => (/^\d{1,9}$/.test(texte) ? Number(texte) : -1))

/** Somebody saved the row after this page was drawn: nothing was overwritten. */
export type PagePerimee = { readonly code: 'page-perimee' }
export const PAGE_PERIMEE =
  'Cette page a été modifiée entre-temps par une autre personne. Rien n’a été écrasé : relisez la version actuelle ci-dessous, puis reprenez votre saisie.'
