import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expliquer } from '../src/moteur/expliquer.ts'
import {
  colonnesPour,
  type EntreesAgent,
  ETAGES_SORTIES,
  ecrireAgent,
  type OffreMasse,
  type OptionMasse,
  SORTIES,
} from '../src/moteur/masse.ts'
import { calculerTout, genreDisponible, preparerNoyau } from '../src/moteur/noyau.ts'
import { OFFRES, OPTIONS } from './consultation.ts'

const JOUR = '2026-01-01'

// Values around which a rounding or a branch turns: none, negative zero, one cent, halves, ceilings, far more than any pay.
const montant = fc.constantFrom(0, -0, 1, 3, 49, 50, 51, 99_999, 100_001, 400_500, 3_204_000, 1_000_000_000)
const taux = fc.constantFrom(0, -0, 1, 49_999, 50_000, 50_001, 90_000, 100_000, 1_000_000)
const ouiNon = fc.constantFrom(0, 1)
const entrees: fc.Arbitrary<EntreesAgent> = fc.record({
  regime: ouiNon,
  indiceMajore: fc.constantFrom(0, -0, 1, 366, 401, 1_000_000),
  traitementHorsIndice: montant,
  fractionNum: fc.constantFrom(0, 1, 6, 17, 32),
  fractionDen: fc.constantFrom(1, 2, 7, 35, 3_500),
  nbiPoints: fc.constantFrom(0, 1, 10, 33),
  ri: montant,
  tauxPaye: taux,
  tauxNbiPaye: taux,
  tauxRiMaintenu: taux,
  demi: ouiNon,
  joursIjss: fc.constantFrom(0, 1, 30, 31),
  autresPrestations: montant,
  trimestres: fc.constantFrom(0, 1, 171, 172, 200),
  trimestresRequis: fc.constantFrom(1, 171, 172),
  tauxInvalidite: fc.constantFrom(0, 59_999, 60_000, 65_999, 66_000, 100_000),
  categorieInvalidite: fc.constantFrom(0, 1, 2, 3),
  imputable: ouiNon,
  invaliditeAggravee: ouiNon,
  sousAgeLegal: ouiNon,
})
const option: fc.Arbitrary<OptionMasse> = fc.record({
  tauxTiNbi: taux,
  tauxRi: taux,
  tauxRente: taux,
  tauxRenfortRi: taux,
  tauxCapital: taux,
  assietteNbi: ouiNon,
  assietteRi: ouiNon,
  regimeParticipation: ouiNon,
  participationMontant: montant,
  participationTaux: taux,
  participationTauxTotal: taux,
  participationPlancher: montant,
})
const offre: fc.Arbitrary<OffreMasse> = fc.record({
  tauxIncapacite: taux,
  tauxInvaliditeOffre: taux,
  tauxRetraite: taux,
  tauxDeces: taux,
  tauxRenfort: taux,
})

const enColonnes = (agents: readonly EntreesAgent[]) => {
  const colonnes = colonnesPour(agents.length)
  for (const [rang, agent] of agents.entries()) ecrireAgent(colonnes, rang, agent)
  return colonnes
}

describe('both kernels and the explained path', () => {
  test('this machine has the vectors: what follows compares them', () => {
    expect(genreDisponible()).toBe('simd')
  })

  test('give the same cents on ties, zeros of both signs and extremes; vectors never write a negative zero', () => {
    fc.assert(
      fc.property(
        fc.array(entrees, { minLength: 1, maxLength: 5 }),
        fc.array(option, { minLength: 1, maxLength: 2 }),
        fc.array(offre, { minLength: 1, maxLength: 3 }),
        (agents, options, bids) => {
          const colonnes = enColonnes(agents)
          const offres = options.map(() => bids)
          const js = calculerTout(colonnes, agents.length, options, offres, JOUR, 'js')
          const simd = calculerTout(colonnes, agents.length, options, offres, JOUR, 'simd')
          for (const nom of SORTIES)
            for (const [rang, valeur] of simd[nom].entries()) {
              if (valeur !== js[nom][rang] || Object.is(valeur, -0))
                throw new Error(`${nom} ${rang}: js ${js[nom][rang]}, simd ${valeur}`)
              const b = ETAGES_SORTIES[nom] === 'offre' ? rang % bids.length : 0
              const io = ETAGES_SORTIES[nom] === 'offre' ? Math.floor(rang / bids.length) : rang
              const o = ETAGES_SORTIES[nom] === 'agent' ? 0 : io % options.length
              const a = ETAGES_SORTIES[nom] === 'agent' ? rang : Math.floor(io / options.length)
              const { valeurs } = expliquer({ ...agents[a]!, ...options[o]!, ...bids[b]! }, [nom], JOUR)
              if (valeurs[nom] !== valeur)
                throw new Error(`${nom} ${rang}: explained ${valeurs[nom]}, kernels ${valeur}`)
            }
        },
      ),
      { numRuns: 150 },
    )
  })

  test('sum the same by group, whoever the neighbours of an agent are, for even and odd numbers of agents', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(entrees, fc.nat(3)), { maxLength: 9 }), (lignes) => {
        const population = {
          agents: enColonnes(lignes.map(([agent]) => agent)),
          nombre: lignes.length,
          groupes: Uint32Array.from(lignes, ([, groupe]) => groupe),
          nombreDeGroupes: 4,
        }
        const [js, simd] = (['js', 'simd'] as const).map((genre) =>
          preparerNoyau(population, genre).simuler(OPTIONS, OFFRES, JOUR),
        )
        expect(simd).toEqual(js)
      }),
      { numRuns: 60 },
    )
  })

  test('without any option or bid, the values of the agent remain', () => {
    const agents = enColonnes(fc.sample(entrees, 3))
    for (const genre of ['js', 'simd'] as const) {
      const { netTotal, cotisation } = calculerTout(agents, 3, [], [], JOUR, genre)
      expect([netTotal.length, cotisation.length]).toEqual([3, 0])
      const sansOffre = calculerTout(agents, 3, OPTIONS.slice(0, 1), [[]], JOUR, genre)
      expect([sansOffre.indemnite.length, sansOffre.cotisation.length]).toEqual([3, 0])
    }
    expect(() => calculerTout(agents, 3, OPTIONS, [[]], JOUR)).toThrow('même nombre d’offres')
  })
})
