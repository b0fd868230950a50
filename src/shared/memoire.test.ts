import { expect, it, vi } from 'vitest'
import { memoire } from './memoire.ts'

it('calcule une fois un texte qui revient, et rend toujours ce que le calcul rend', () => {
  const calcul = vi.fn((texte: string) => texte.toUpperCase())
  const majuscules = memoire(calcul)
  for (let tour = 0; tour < 3; tour++) expect(majuscules('un')).toBe('UN')
  expect(calcul).toHaveBeenCalledTimes(1)
})

it('oublie les plus anciens au-delà de sa taille, et ne garde pas un long texte', () => {
  const calcul = vi.fn((texte: string) => `${texte}.`)
  const rendu = memoire(calcul)
  for (let n = 0; n < 10_000; n++) expect(rendu(String(n))).toBe(`${n}.`)
  rendu('0')
  expect(calcul).toHaveBeenCalledTimes(10_001)
  const long = 'x'.repeat(301)
  rendu(long)
  rendu(long)
  expect(calcul).toHaveBeenCalledTimes(10_003)
})
