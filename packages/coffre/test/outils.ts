// What several tests need: two organisations, their directory, and how to read a refusal.
import { expect, vi } from 'vitest'
import { PROTO } from '../src/domaines.ts'
import {
  type Annuaire,
  type CleSignature,
  type CodeRefus,
  cleSignature,
  destinataireDe,
  nouvelleIdentite,
  publierAnnuaire,
  Refus,
  signerAnnuaire,
} from '../src/index.ts'
import type { ClesMembre } from '../src/trousseau.ts'

// Sealing is slow on purpose, and a busy machine slower: no test of the package is about time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** Checks that the promise is refused with this code, in a French sentence, with nothing of the content nor of the cause. */
export async function attendreRefus(essai: () => unknown, ...codes: CodeRefus[]): Promise<Refus> {
  const erreur = await Promise.resolve()
    .then(essai)
    .then(
      () => undefined,
      (e: unknown) => e,
    )
  expect(erreur, `attendu : ${codes.join(' ou ')}`).toBeInstanceOf(Refus)
  const refus = erreur as Refus
  expect(codes).toContain(refus.code)
  expect(refus.cause).toBeUndefined()
  expect(refus.message).toMatch(/^[A-ZL].+[.]$/u)
  return refus
}

export const hex = (texte: string): Uint8Array => new Uint8Array(Buffer.from(texte, 'hex'))
export const enHex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex')

export async function nouveauMembre(id: string): Promise<ClesMembre> {
  return { id, identite: nouvelleIdentite(), signature: cleSignature() }
}

export const RACINE = cleSignature()
export const REGION = cleSignature()

export async function annuaireDe(
  membres: readonly ClesMembre[],
  champs: Partial<Annuaire> = {},
): Promise<Annuaire> {
  return {
    proto: PROTO,
    organisme: 'cdg-59',
    rang: 1,
    precedent: null,
    du: '2026-11-01',
    au: '2027-01-30',
    membres: await Promise.all(
      membres.map(async ({ id, identite, signature }) => ({
        id,
        scellement: await destinataireDe(identite),
        signature: signature.publique,
        role: 'referent',
      })),
    ),
    ...champs,
  }
}

export function publier(annuaire: Annuaire, racine: CleSignature = RACINE, region: CleSignature = REGION) {
  return publierAnnuaire(
    annuaire,
    signerAnnuaire(annuaire, 'annuaire', racine),
    signerAnnuaire(annuaire, 'contreseing', region),
  )
}

export const ATTENTE = {
  organisme: 'cdg-59',
  racine: RACINE.publique,
  region: REGION.publique,
  jour: '2026-11-27',
} as const

// The bits changed are drawn from GRAINE, so that a run can be replayed; without it, always the same ones.
let etat = Number(process.env['GRAINE'] ?? 1)
function tirer(borne: number): number {
  etat = (Math.imul(etat, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((etat / 2 ** 32) * borne)
}

/** Copies of `octets` with one bit changed: every bit, or about `combien` spread over it (both ends always among them). */
export function* bitsRetournes(
  octets: Uint8Array,
  combien = Number.POSITIVE_INFINITY,
): Generator<Uint8Array> {
  const bits = octets.length * 8
  const pas = Math.max(1, Math.floor(bits / combien))
  for (let debut = 0; debut < bits; debut += pas) {
    const bit = pas === 1 || debut === 0 ? debut : Math.min(debut + tirer(pas), bits - 1)
    yield retourner(octets, bit)
  }
  yield retourner(octets, bits - 1)
}

function retourner(octets: Uint8Array, bit: number): Uint8Array {
  const copie = new Uint8Array(octets)
  copie[bit >> 3]! ^= 1 << (bit & 7)
  return copie
}
