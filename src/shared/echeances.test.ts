import { describe, expect, it } from 'vitest'
import { limiteDePreavis, termeCourant } from './echeances.ts'

const annuel = (au: string, renouvellementsMax: number | null = null) => ({
  au,
  renouvellementMois: 12,
  renouvellementsMax,
})

describe('le terme courant', () => {
  it('n’existe pas sans terme, et ne bouge pas sans reconduction', () => {
    expect(
      termeCourant({ au: null, renouvellementMois: null, renouvellementsMax: null }, '2026-11-27'),
    ).toBeNull()
    expect(
      termeCourant({ au: '2020-12-31', renouvellementMois: null, renouvellementsMax: null }, '2026-11-27'),
    ).toEqual({ fin: '2020-12-31', renouvellements: 0, reconductible: false })
  })
  it('est encore celui du dernier jour, puis le suivant dès le lendemain', () => {
    expect(termeCourant(annuel('2025-12-31'), '2025-12-31')?.fin).toBe('2025-12-31')
    expect(termeCourant(annuel('2025-12-31'), '2026-01-01')).toEqual({
      fin: '2026-12-31',
      renouvellements: 1,
      reconductible: true,
    })
  })
  it('revient au 29 février les années bissextiles', () => {
    expect(termeCourant(annuel('2024-02-29'), '2024-03-01')?.fin).toBe('2025-02-28')
    expect(termeCourant(annuel('2024-02-29'), '2027-06-01')?.fin).toBe('2028-02-29')
  })
  it('garde la fin de mois, quelle que soit sa longueur', () => {
    const semestriel = { au: '2026-06-30', renouvellementMois: 6, renouvellementsMax: null }
    expect(termeCourant(semestriel, '2026-07-01')?.fin).toBe('2026-12-31')
    expect(termeCourant(semestriel, '2027-01-01')?.fin).toBe('2027-06-30')
    expect(termeCourant(annuel('2027-02-28'), '2027-03-01')?.fin).toBe('2028-02-29')
  })
  it('s’arrête au nombre de reconductions convenu', () => {
    expect(termeCourant(annuel('2024-12-31', 1), '2025-06-01')).toMatchObject({ reconductible: false })
    expect(termeCourant(annuel('2024-12-31', 1), '2030-01-01')).toEqual({
      fin: '2025-12-31',
      renouvellements: 1,
      reconductible: false,
    })
  })
})

it.each([
  ['2026-12-31', 6, '2026-06-30'],
  ['2024-05-31', 3, '2024-02-29'],
  ['2026-05-31', 3, '2026-02-28'],
  ['2028-02-29', 12, '2027-02-28'],
  ['2026-12-31', 0, '2026-12-31'],
])('une fin au %s avec %i mois de préavis se dénonce au plus tard le %s', (fin, mois, limite) => {
  expect(limiteDePreavis(fin, mois)).toBe(limite)
})
