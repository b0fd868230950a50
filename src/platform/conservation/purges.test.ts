import { expect, it } from 'vitest'
import { ajouter, limiteDe, sommeDe } from './purges.ts'

it('la limite recule d’autant d’années ou de jours, sans jamais raccourcir', () => {
  const dire = (delai: { annees: number } | { jours: number }, le: string) =>
    limiteDe({ delai }, new Date(le)).toISOString()
  expect(dire({ annees: 10 }, '2026-11-28T03:40:00Z')).toBe('2016-11-28T03:40:00.000Z')
  expect(dire({ annees: 1 }, '2028-02-29T00:00:00Z')).toBe('2027-03-01T00:00:00.000Z')
  expect(dire({ jours: 90 }, '2026-03-31T23:30:00Z')).toBe('2025-12-31T23:30:00.000Z')
})

it('les comptes s’ajoutent table par table, les vides ne se disent pas', () => {
  const comptes = ajouter({ demande: 2 }, { demande: 1, fichier: 0, contact: 4 })
  expect(comptes).toEqual({ demande: 3, contact: 4 })
  expect(sommeDe(comptes)).toBe(7)
})
