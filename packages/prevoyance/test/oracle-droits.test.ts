import fc from 'fast-check'
import { expect, test } from 'vitest'
import { droitsConge, type Situation } from '../src/droits/index.ts'
import { jourDuRang, plusJours } from '../src/socle/index.ts'
import { type CongeOracle, type HistoireOracle, type JourOracle, oracle } from './oracle-droits.ts'

const HISTOIRES = 10_000

/** Lengths that matter: short stops, quotas, years, and a day more or less. */
const longueur = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 45 }) },
  { weight: 3, arbitrary: fc.integer({ min: 60, max: 130 }) },
  { weight: 1, arbitrary: fc.constantFrom(29, 30, 31, 89, 90, 91, 364, 365, 366, 367, 400) },
)
const ecart = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 0, 1, 2, 3) },
  { weight: 3, arbitrary: fc.integer({ min: 4, max: 250 }) },
)
const affection = fc.constantFrom(undefined, undefined, 'A', 'B')
const phase = fc.constantFrom(undefined, undefined, undefined, 'plein' as const, 'demi' as const)
const depart = fc.integer({ min: 15_000, max: 22_000 }).map(jourDuRang)

const parMaladie = fc.record({
  statut: fc.constantFrom('fonctionnaire' as const, 'contractuel-public' as const),
  ancienneteMois: fc.constantFrom(0, 3, 4, 23, 24, 35, 36, 200),
  depart,
  pieces: fc.array(
    fc.record({ type: fc.constantFrom('CMO', 'CMO', 'CMO', 'CITIS'), longueur, ecart, affection, phase }),
    { maxLength: 6 },
  ),
  derniere: fc.record({
    longueur,
    ecart,
    affection,
    prolongation: fc.boolean(),
    motif: fc.constantFrom(undefined, undefined, 'grossesse'),
  }),
  carence: fc.constantFrom(undefined, undefined, true, false),
  contrats: fc.option(
    fc.array(
      fc.record({ ecart: fc.integer({ min: 0, max: 200 }), longueur: fc.integer({ min: 1, max: 250 }) }),
      { minLength: 1, maxLength: 8 },
    ),
    { nil: undefined, freq: 2 },
  ),
})

type Tirage = typeof parMaladie extends fc.Arbitrary<infer T> ? T : never

/** Lays the pieces one after the other. Adjacent labelled CMO never share a label with an overlap: they follow each other. */
function histoire(t: Tirage): HistoireOracle {
  let jour = t.depart
  const conges: CongeOracle[] = t.pieces.map((p) => {
    const debut = plusJours(jour, p.ecart)
    const fin = plusJours(debut, p.longueur - 1)
    jour = plusJours(fin, 1)
    return {
      type: p.type,
      debut,
      fin,
      ...(p.affection && { affection: p.affection }),
      ...(p.type === 'CMO' && p.phase && { phase: p.phase }),
    }
  })
  const debut = plusJours(jour, t.derniere.ecart)
  let emploi = plusJours(t.depart, -100)
  const services = t.contrats?.map((c) => {
    const premier = plusJours(emploi, c.ecart)
    emploi = plusJours(premier, c.longueur)
    return { debut: premier, fin: plusJours(emploi, -1) }
  })
  return {
    agent: {
      statut: t.statut,
      ancienneteMois: t.ancienneteMois,
      ...(t.statut === 'contractuel-public' && services && { services }),
    },
    conges,
    arret: {
      type: 'CMO',
      debut,
      fin: plusJours(debut, t.derniere.longueur - 1),
      prolongation: t.derniere.prolongation,
      ...(t.derniere.affection && { affection: t.derniere.affection }),
      ...(t.derniere.motif && { motifSansCarence: t.derniere.motif }),
    },
    ...(t.carence !== undefined && { carence: t.carence }),
  }
}

/** The answer of the package, day by day. */
const parJour = (situation: Situation): JourOracle[] =>
  droitsConge(situation).periodes.flatMap(({ debut, jours, phase: p, taux }) =>
    Array.from({ length: jours }, (_, i) => ({ jour: plusJours(debut, i), phase: p, taux })),
  )

test('10 000 histoires de maladie ordinaire : mêmes droits que la seconde lecture, jour par jour', () => {
  const phases = new Map<string, number>()
  fc.assert(
    fc.property(parMaladie, (tirage) => {
      const h = histoire(tirage)
      const attendu = oracle(h)
      for (const { phase: p } of attendu) phases.set(p, (phases.get(p) ?? 0) + 1)
      expect(parJour(h as Situation)).toEqual(attendu)
    }),
    { numRuns: HISTOIRES },
  )
  // Every kind of day was met, and met often.
  for (const p of ['carence', 'plein', 'demi', 'epuise', 'sans-traitement'])
    expect(phases.get(p) ?? 0, p).toBeGreaterThan(500)
}, 300_000)

const longs = fc.record({
  cas: fc.constantFrom(
    { statut: 'fonctionnaire' as const, type: 'CLM' },
    { statut: 'fonctionnaire' as const, type: 'CLD' },
    { statut: 'fonctionnaire' as const, type: 'CGM' },
    { statut: 'contractuel-public' as const, type: 'CGM' },
  ),
  ancienneteMois: fc.constantFrom(35, 36, 60),
  depart: fc.integer({ min: 12_000, max: 20_000 }).map(jourDuRang),
  pieces: fc.array(
    fc.record({
      maladie: fc.boolean(),
      longueur: fc.oneof(
        longueur,
        fc.integer({ min: 100, max: 900 }),
        fc.constantFrom(365, 366, 1_095, 1_096),
      ),
      ecart: fc.oneof(ecart, fc.integer({ min: 300, max: 900 })),
    }),
    { maxLength: 4 },
  ),
  derniere: fc.record({ longueur: fc.oneof(longueur, fc.integer({ min: 300, max: 1_500 })), ecart }),
})

test('1 000 histoires de longs congés : mêmes droits que la seconde lecture, jour par jour', () => {
  const phases = new Map<string, number>()
  fc.assert(
    fc.property(longs, ({ cas, ancienneteMois, depart: premier, pieces, derniere }) => {
      let jour = premier
      const poser = (ecartJours: number, jours: number, type: string): CongeOracle => {
        const debut = plusJours(jour, ecartJours)
        const fin = plusJours(debut, jours - 1)
        jour = plusJours(fin, 1)
        return { type, debut, fin }
      }
      const h: HistoireOracle = {
        agent: { statut: cas.statut, ancienneteMois },
        conges: pieces.map((p) => poser(p.ecart, p.longueur, p.maladie ? 'CMO' : cas.type)),
        arret: poser(derniere.ecart, derniere.longueur, cas.type),
      }
      const attendu = oracle(h)
      for (const { phase: p } of attendu) phases.set(p, (phases.get(p) ?? 0) + 1)
      expect(parJour(h as Situation)).toEqual(attendu)
    }),
    { numRuns: 1_000 },
  )
  for (const p of ['plein', 'demi', 'epuise']) expect(phases.get(p) ?? 0, p).toBeGreaterThan(500)
}, 300_000)
