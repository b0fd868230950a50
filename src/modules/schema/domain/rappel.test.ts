import { describe, expect, it } from 'vitest'
import type { Convention } from './convention.ts'
import { rappelDu } from './rappel.ts'

const LE = '2026-11-27'
const convention = (autres: Partial<Convention> = {}): Convention => ({
  du: '2024-01-01',
  au: '2027-08-27',
  preavisMois: 6,
  renouvellementMois: null,
  renouvellementsMax: null,
  denonceeLe: null,
  closeLe: null,
  ...autres,
})
const tenue = { palier: 'tenue', echeance: '2027-02-27', le: LE } as const

describe('le rappel d’une convention', () => {
  it('va d’abord à qui la tient, à trois mois du dernier jour de préavis', () =>
    expect(rappelDu(convention(), [], LE)).toEqual({ palier: 'tenue', echeance: '2027-02-27' }))
  it.each([
    ['loin de son terme', { au: '2028-12-31' }],
    ['dénoncée', { denonceeLe: '2026-06-01' }],
    ['close', { closeLe: '2026-06-01' }],
    ['reconduite d’elle-même', { au: '2026-12-31', renouvellementMois: 12 }],
    ['sans terme', { au: null }],
  ])('se tait quand elle est %s', (_cas, autres) => expect(rappelDu(convention(autres), [], LE)).toBeNull())
  it('passe à la direction deux semaines après, une seule fois', () => {
    expect(rappelDu(convention(), [tenue], '2026-12-10')).toBeNull()
    expect(rappelDu(convention(), [tenue], '2026-12-11')).toEqual({
      palier: 'direction',
      echeance: '2027-02-27',
    })
    expect(rappelDu(convention(), [tenue, { ...tenue, palier: 'direction' }], '2027-01-15')).toBeNull()
  })
  it('recommence quand la date n’est plus la même : préavis passé, puis fin', () =>
    expect(rappelDu(convention(), [tenue], '2027-03-01')).toEqual({
      palier: 'tenue',
      echeance: '2027-08-27',
    }))
})
