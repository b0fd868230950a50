import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { desceller, sceller } from '../../comptes/sceau.ts'
import type { SessionFinie } from '../../comptes/sessions.ts'
import type { Saisies } from '../contexte.ts'

/** What a form carried: its texts in their order, and for each field of files the names of those that were chosen. */
export type Envoi = {
  readonly multipart: boolean
  readonly textes: readonly (readonly [nom: string, valeur: string])[]
  readonly fichiers: readonly (readonly [champ: string, noms: readonly string[]])[]
}

/** A form that waits for its author: whose it is, where it was going, since when. */
export type Attente = SessionFinie & {
  readonly action: string
  /** Its author was signed in: what is missing is a recent proof. */
  readonly preuve: boolean
  readonly le: Date
  readonly envoi: Envoi
}

/** A file too large for its form is no reason to lose what was typed beside it: its bytes are let go. */
const SANS_FICHIERS = { throwFileSizeLimit: false } as object

/** Days during which a form that waits can be given back: a week-end and the leave of a few days. */
const JOURS = 7

/** Characters that a sealed form may take: what a form of ours accepts, twice, since a seal is written in hexadecimal. */
export const SCEAU_MAX = 5_000_000

/**
 * Reads a form that will not be treated. Files are not kept for somebody who has not proved who she is: she is given their names.
 * @returns null for a body that no form of ours sends (a program, a script of the page): nothing to give back; `longue` when a text is longer than a form takes
 */
export async function lireEnvoi(requete: FastifyRequest): Promise<Envoi | 'longue' | null> {
  if (!requete.isMultipart()) {
    if (!requete.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return null
    const textes = Object.entries((requete.body ?? {}) as Saisies).flatMap(([nom, valeur]) =>
      [valeur ?? []].flat().map((v) => [nom, v] as const),
    )
    return { multipart: false, textes, fichiers: [] }
  }
  const textes: (readonly [string, string])[] = []
  const fichiers = new Map<string, string[]>()
  for await (const partie of requete.parts(SANS_FICHIERS)) {
    if (partie.type === 'field') {
      // Cut by the limit of a field: giving half of it back would be worse than saying so.
      if (partie.valueTruncated) return 'longue'
      textes.push([partie.fieldname, String(partie.value)])
    } else {
      if (partie.filename)
        fichiers.set(partie.fieldname, [...(fichiers.get(partie.fieldname) ?? []), partie.filename])
      partie.file.resume()
    }
  }
  return { multipart: true, textes, fichiers: [...fichiers] }
}

const Scelle = z.object({
  // A seal of another use, under the same secret, is not a form.
  usage: z.literal('reprise'),
  compte: z.string(),
  cooperationId: z.string().nullable(),
  organismeId: z.string().nullable(),
  action: z.string(),
  preuve: z.boolean(),
  le: z.coerce.date(),
  envoi: z.object({
    multipart: z.boolean(),
    textes: z.array(z.tuple([z.string(), z.string()])),
    fichiers: z.array(z.tuple([z.string(), z.array(z.string())])),
  }),
})

/** The form as a text that only this installation opens: the page carries it, the server keeps nothing. Null when it is too long for a page. */
export async function scellerAttente(secret: string, attente: Attente): Promise<string | null> {
  const scelle = await sceller(secret, JSON.stringify({ usage: 'reprise', ...attente }))
  return scelle.length > SCEAU_MAX ? null : scelle
}

/** The form that waits, read back; null when it is not ours, was altered, or has waited for more than a week. */
export async function ouvrirAttente(
  secret: string,
  scelle: string,
  maintenant: Date,
): Promise<Attente | null> {
  const clair = await desceller(secret, scelle)
  if (clair === null) return null
  const lu = Scelle.safeParse(enJson(clair))
  return lu.success && +maintenant - +lu.data.le < JOURS * 86_400_000 ? lu.data : null
}

function enJson(texte: string): unknown {
  try {
    return JSON.parse(texte)
  } catch {
    return null
  }
}

const IDENTIFIANT = /^[0-9a-f-]{36}$/

/** What is worth reading again, and copying if need be: sentences, not identifiers, days or choices. */
export const textesALire = ({ textes }: Envoi): readonly string[] =>
  textes.map(([, valeur]) => valeur.trim()).filter((valeur) => /\s/.test(valeur) && !IDENTIFIANT.test(valeur))
