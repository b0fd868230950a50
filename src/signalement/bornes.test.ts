// What one request may hold: an honest page never meets these bounds, whoever writes to the server directly does.
import { alea, enTexte } from '@maillage/coffre'
import { expect, it } from 'vitest'
import { Envoi } from './bureau/acte.ts'
import { depot } from './depot/formes.ts'
import { TOTAL_OCTETS_MAX } from './domain/depot.ts'

it('quarante mégaoctets de fichiers par dépôt, remplissage compris, et dix fichiers', () => {
  const pieces = (n: number, taille: number) =>
    depot.shape.pieces.safeParse(
      Array.from({ length: n }, () => ({
        id: enTexte(alea(16)),
        volet: 'R',
        epoque: 1,
        taille,
        empreinte: enTexte(alea(32)),
      })),
    ).success
  expect(pieces(2, Math.round((TOTAL_OCTETS_MAX / 2) * 1.12))).toBe(true)
  expect(pieces(10, Math.round((TOTAL_OCTETS_MAX / 10) * 1.12))).toBe(true)
  expect(pieces(3, 20_000_000)).toBe(false)
  expect(pieces(10, 23_000_000)).toBe(false)
  expect(pieces(11, 1000)).toBe(false)
})

it('le relais d’une cellule nombreuse tient en un geste', () => {
  const octets = `YWdlLWVuY3J5cHRpb24ub3JnL3Yx${'A'.repeat(1000)}`
  const enveloppe = { volet: 'E', epoque: 1, dest: 'x', octets }
  const tient = (n: number) =>
    Envoi.shape.enveloppes.safeParse(Array.from({ length: n }, () => enveloppe)).success
  expect([tient(61), tient(400), tient(401)]).toEqual([true, true, false])
})
