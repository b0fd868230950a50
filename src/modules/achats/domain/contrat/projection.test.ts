import { describe, expect, it } from 'vitest'
import { additionner, rapporter, resumerTirages, tauxAuPlus } from './projection.ts'

const serie = (...valeurs: number[]) => Float64Array.from(valeurs)

describe('la projection d’un contrat', () => {
  it('rapporte chaque tirage à ses cotisations, niveau par niveau, année par année', () => {
    // Two draws of two years, two levels; the second year is dearer by a tenth.
    const niveaux = [
      { charge: serie(100, 200, 300, 400), assiette: serie(10_000, 10_000, 10_000, 10_000) },
      { charge: serie(0, 0, 100, 0), assiette: serie(20_000, 20_000, 20_000, 20_000) },
    ]
    const taux = [tauxAuPlus(1_000, 1, 10_000, 2), tauxAuPlus(500, 1, 10_000, 2)]
    const sommes = rapporter(niveaux, taux, 2)
    expect([...sommes.charge]).toEqual([100, 200, 400, 400])
    expect([...sommes.primes].map(Math.round)).toEqual([200, 220, 200, 220])
    const [premiere, seconde] = resumerTirages(sommes, 2)
    expect(premiere).toMatchObject({ charge: 250, primes: 200, mediane: 1.25 })
    expect(premiere!.bas).toBeCloseTo(0.65)
    expect(premiere!.haut).toBeCloseTo(1.85)
    expect(seconde!.bas).toBeLessThan(seconde!.mediane)
  })

  it('gèle les taux, puis les hausse d’autant que la clause le permet, chaque année', () => {
    expect(tauxAuPlus(1_000, 3, 10_000, 6).map(Math.round)).toEqual([
      1_000, 1_000, 1_000, 1_100, 1_210, 1_331,
    ])
    expect(tauxAuPlus(1_000, 6, 99_000, 6)).toEqual(Array(6).fill(1_000))
    expect(tauxAuPlus(1_000, 0, 10_000, 2).map(Math.round)).toEqual([1_000, 1_100])
  })

  it('ajoute les lots tirage par tirage : une mauvaise année l’est pour tous', () => {
    const un = { charge: serie(1, 2), primes: serie(10, 10) }
    expect(additionner([un, un])).toEqual({ charge: serie(2, 4), primes: serie(20, 20) })
  })

  it('ne divise pas par des cotisations absentes', () => {
    expect(resumerTirages({ charge: serie(5), primes: serie(0) }, 1)[0]).toMatchObject({
      mediane: 0,
      haut: 0,
    })
  })
})
