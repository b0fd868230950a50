import { expect, it } from 'vitest'
import { etatDuJeton } from './lectures.ts'

it.each([
  [null, '2026-12-01', 'actif'],
  [null, '2026-11-28', 'actif'],
  [null, '2026-11-27', 'fini'],
  [new Date(), '2026-12-01', 'revoque'],
] as const)('retiré %s, jusqu’au %s : %s', (revoqueLe, expireLe, etat) => {
  expect(etatDuJeton({ revoqueLe, expireLe }, '2026-11-28')).toBe(etat)
})
