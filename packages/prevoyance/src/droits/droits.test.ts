import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jourDuRang, joursInclus, plusJours } from '../socle/index.ts'
import {
  type Agent,
  droitsConge,
  type PeriodeDroits,
  requalifier,
  type Situation,
  type TypeConge,
} from './index.ts'

const jours = (periodes: readonly PeriodeDroits[]) =>
  periodes.flatMap(({ phase, taux, jours: n }) => Array.from({ length: n }, () => `${phase} ${taux}`))

/** From March 2025 on, so that a renewal changes nothing to the rate. */
const depart = fc.integer({ min: 20_148, max: 24_000 }).map(jourDuRang)
const agent: fc.Arbitrary<Agent> = fc.oneof(
  fc.constant<Agent>({ statut: 'fonctionnaire' }),
  fc
    .constantFrom(4, 24, 36)
    .map((ancienneteMois): Agent => ({ statut: 'contractuel-public', ancienneteMois })),
)

const arret = (type: TypeConge, debut: string, nombre: number): Situation['arret'] => ({
  type,
  debut,
  fin: plusJours(debut, nombre - 1),
})

describe('un arrêt, d’un seul tenant ou prolongé', () => {
  test('donne les mêmes jours', () => {
    fc.assert(
      fc.property(
        agent,
        depart,
        fc.integer({ min: 2, max: 450 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, debut, nombre, ou) => {
          const coupe = 1 + Math.floor(ou * (nombre - 1))
          const entier = droitsConge({ agent: a, conges: [], arret: arret('CMO', debut, nombre) })
          const debutSuite = plusJours(debut, coupe)
          fc.pre(coupe < nombre)
          const suite = droitsConge({
            agent: a,
            conges: [arret('CMO', debut, coupe)],
            arret: { ...arret('CMO', debutSuite, nombre - coupe), prolongation: true },
          })
          expect(jours(suite.periodes)).toEqual(jours(entier.periodes).slice(coupe))
        },
      ),
      { numRuns: 300 },
    )
  }, 60_000)

  test('est couvert par des périodes qui se suivent, toutes différentes de la précédente', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<TypeConge>('CMO', 'CLM', 'CLD', 'CITIS'),
        depart,
        fc.integer({ min: 1, max: 2_500 }),
        (type, debut, nombre) => {
          const demande = arret(type, debut, nombre)
          const { periodes } = droitsConge({ agent: { statut: 'fonctionnaire' }, conges: [], arret: demande })
          expect(periodes[0]!.debut).toBe(demande.debut)
          expect(periodes.at(-1)!.fin).toBe(demande.fin)
          for (const [i, p] of periodes.entries()) {
            expect(p.jours).toBe(joursInclus(p.debut, p.fin))
            const avant = periodes[i - 1]
            if (!avant) continue
            expect(p.debut).toBe(plusJours(avant.fin, 1))
            expect([p.phase, p.taux]).not.toEqual([avant.phase, avant.taux])
          }
        },
      ),
      { numRuns: 300 },
    )
  }, 60_000)
})

test('requalifier en longue maladie ne fait rien perdre, et ne fait rendre que du demi-traitement', () => {
  fc.assert(
    fc.property(depart, fc.integer({ min: 1, max: 365 }), (debut, nombre) => {
      const situation: Situation = {
        agent: { statut: 'fonctionnaire' },
        conges: [],
        arret: arret('CMO', debut, nombre),
      }
      const avant = droitsConge(situation).periodes
      const apres = requalifier(situation, 'CLM')
      const demi = avant
        .filter(({ phase }) => phase === 'demi')
        .map(({ debut: d, fin }) => ({ debut: d, fin }))
      expect(apres.prestationsARembourser).toEqual(demi)
      expect(apres.carenceRemboursee).toBe(avant[0]!.phase === 'carence')
      expect(apres.periodes.every(({ taux }) => taux === 100)).toBe(true)
    }),
    { numRuns: 200 },
  )
}, 60_000)
