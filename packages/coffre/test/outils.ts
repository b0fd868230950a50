// What several tests need: two organisations, their directory, and how to read a refusal.
import { expect } from 'vitest'
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

/** Every way to change one bit of `octets` when it is small, a spread of `combien` bits when it is large. */
export function* bitsRetournes(octets: Uint8Array, combien = 400): Generator<Uint8Array> {
  const bits = octets.length * 8
  const pas = Math.max(1, Math.floor(bits / combien))
  for (let bit = 0; bit < bits; bit += pas) {
    const copie = new Uint8Array(octets)
    copie[bit >> 3]! ^= 1 << (bit & 7)
    yield copie
  }
}
