import { z } from 'zod'
import { VOLETS } from '../domain/acces.ts'
import { PIECES_MAX, TOTAL_SCELLE_MAX } from '../domain/depot.ts'

export const empreinte = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
export const identifiant = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
export const volet = z.enum(VOLETS)
const epoque = z.number().int().min(1).max(1000)
/** Sealed bytes, in base64url; never an empty text, never something that is not an age file. */
const octets = (max: number) =>
  z
    .string()
    .min(1000)
    .max(Math.ceil((max * 4) / 3) + 8)
    .regex(/^YWdlLWVuY3J5cHRpb24ub3JnL3Yx[A-Za-z0-9_-]+$/)

export const message = z.strictObject({
  volet,
  epoque,
  rang: z.number().int().min(0).max(10_000),
  octets: octets(400_000),
})
export const enveloppe = z.strictObject({
  volet,
  epoque,
  dest: z.string().min(1).max(80),
  octets: octets(20_000),
})
/** By member, the mark that admits her among the readers: a fingerprint, never a word. */
export const admissions = z
  .array(z.strictObject({ membre: z.string().min(1).max(80), marque: empreinte }))
  .max(200)
  .default([])
/** By member, the token that shows that she was not excluded: whoever gives her a key read it in the sealed exchanges. */
export const jetonsMontres = z
  .array(z.strictObject({ membre: z.string().min(1).max(80), jeton: identifiant }))
  .max(60)
  .default([])
/** A sealed file that follows in the same body. Padding adds up to twelve hundredths. */
export const piece = z.strictObject({
  id: identifiant,
  volet,
  epoque,
  taille: z.number().int().min(1000).max(23_000_000),
  empreinte,
})

/** The message of an announced deposit whose files weigh too much in all. */
export const TROP_DE_PIECES = 'trop-de-pieces'

export const depot = z.strictObject({
  proto: z.literal('signalement/1'),
  organisme: z.string().min(1).max(60),
  dossier: identifiant,
  empreinteReperage: empreinte,
  cleAuteur: empreinte,
  messages: z.array(message).min(1).max(8),
  pieces: z
    .array(piece)
    .max(PIECES_MAX)
    .refine((pieces) => pieces.reduce((n, { taille }) => n + taille, 0) <= TOTAL_SCELLE_MAX, TROP_DE_PIECES),
  enveloppes: z.array(enveloppe).min(2).max(200),
  admissions,
})

export const defi = z.strictObject({
  organisme: z.string(),
  bits: z.number().int(),
  avant: z.number(),
  alea: z.string(),
  sig: z.string(),
})

export const envoi = z.strictObject({ depot, defi, nonce: z.number().int().min(0) })
