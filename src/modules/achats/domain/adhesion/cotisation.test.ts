import { genererRecensement } from '@maillage/prevoyance/generateur'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ajouterJours } from '#shared/dates.ts'
import { cotisationsDe, type Dispense, lignesDePaie, opposabiliteDe } from './cotisation.ts'

const AGENTS = [
  ...genererRecensement({ graine: 7, agents: 60, employeurs: 6, dateRecensement: '2025-01-01' }),
].map(({ agent }) => agent)
const AU = '2026-03-01'
const taux = fc.integer({ min: 1, max: 20_000 })
const part = fc.integer({ min: 0, max: 100_000 })

describe('la cotisation d’un mois', () => {
  it('se partage au centime, la part de l’employeur jamais sous la moitié ni au-dessus du tout', () => {
    fc.assert(
      fc.property(taux, part, (t, p) => {
        for (const ligne of cotisationsDe(AGENTS, { taux: t, part: p, au: AU })) {
          expect(Object.values(ligne).every((valeur) => Number.isSafeInteger(valeur) && valeur >= 0)).toBe(
            true,
          )
          expect(ligne.partEmployeur + ligne.partAgent).toBe(ligne.cotisation)
          expect(2 * ligne.partEmployeur).toBeGreaterThanOrEqual(ligne.cotisation)
          // A line of pay is rounded once: within half a cent of the rate on the base shown, itself rounded by half a cent.
          expect(Math.abs(ligne.cotisation - (ligne.assiette * t) / 100_000)).toBeLessThanOrEqual(
            0.5 + (0.5 * t) / 100_000 + 1e-6,
          )
        }
      }),
      { numRuns: 40 },
    )
  })
  it('ne baisse pas quand le taux monte, et la part de l’employeur pas non plus avec sa part votée', () => {
    fc.assert(
      fc.property(taux, part, fc.nat(5_000), fc.nat(50_000), (t, p, plusTaux, plusPart) => {
        const avant = cotisationsDe(AGENTS, { taux: t, part: p, au: AU })
        const cher = cotisationsDe(AGENTS, { taux: t + plusTaux, part: p, au: AU })
        const aide = cotisationsDe(AGENTS, { taux: t, part: Math.min(100_000, p + plusPart), au: AU })
        for (const [rang, ligne] of avant.entries()) {
          expect(cher[rang]!.assiette).toBe(ligne.assiette)
          expect(cher[rang]!.cotisation).toBeGreaterThanOrEqual(ligne.cotisation)
          expect(aide[rang]!.cotisation).toBe(ligne.cotisation)
          expect(aide[rang]!.partEmployeur).toBeGreaterThanOrEqual(ligne.partEmployeur)
          expect(aide[rang]!.partAgent).toBeLessThanOrEqual(ligne.partAgent)
        }
      }),
      { numRuns: 40 },
    )
  })
  it('va tout entière à l’employeur à cent pour cent, et ne dépend pas des voisins', () => {
    const entiere = cotisationsDe(AGENTS, { taux: 1_620, part: 100_000, au: AU })
    expect(entiere.map(({ partAgent }) => partAgent)).toEqual(AGENTS.map(() => 0))
    expect(cotisationsDe([AGENTS[3]!], { taux: 1_620, part: 100_000, au: AU })).toEqual([entiere[3]])
    expect(cotisationsDe([], { taux: 1_620, part: 50_000, au: AU })).toEqual([])
  })
})

describe('l’adhésion s’impose', () => {
  const EFFET = '2026-01-01'
  const agent = { matricule: 'm', conge: null, contratIndividuel: null }
  const enConge = { ...agent, conge: { type: 'CLM' as const, depuis: '2025-06-01' }, contratIndividuel: true }
  const dispense = (valeurs: Partial<Dispense>): Dispense => ({
    matricule: 'm',
    motif: 'accord',
    declareeLe: '2025-12-01',
    jusquau: null,
    repriseLe: null,
    ...valeurs,
  })
  const le = (d: Dispense | null, qui: Parameters<typeof opposabiliteDe>[0] = agent) =>
    opposabiliteDe(qui, d, EFFET).le

  it('au premier jour du contrat, sauf à l’agent en arrêt qui a un contrat individuel', () => {
    expect(le(null)).toBe(EFFET)
    expect(le(null, { ...enConge, contratIndividuel: false })).toBe(EFFET)
    expect(le(null, { ...enConge, contratIndividuel: null })).toBe(EFFET)
    expect(le(null, enConge)).toBe(null)
  })
  it('trente jours après la reprise, et dès le début quand elle l’a précédé', () => {
    const reprise = (repriseLe: string) => le(dispense({ motif: 'conge', repriseLe }), enConge)
    expect(reprise('2026-01-02')).toBe('2026-02-01')
    expect(reprise('2026-01-01')).toBe(EFFET)
    expect(reprise('2025-11-03')).toBe(EFFET)
  })
  it('au lendemain d’une dispense de l’accord, jamais avant le contrat', () => {
    expect(le(dispense({ jusquau: '2026-06-30' }))).toBe('2026-07-01')
    expect(le(dispense({ jusquau: '2025-12-31' }))).toBe(EFFET)
    expect(le(dispense({ jusquau: '2025-06-30' }))).toBe(EFFET)
    expect(le(dispense({}))).toBe(null)
  })
  it('au jour où l’agent déclare la fin de sa dispense, jamais avant le contrat', () => {
    expect(le(dispense({ motif: 'fin', declareeLe: '2025-11-01' }), enConge)).toBe(EFFET)
    expect(le(dispense({ motif: 'fin', declareeLe: '2026-04-10' }), enConge)).toBe('2026-04-10')
  })
  it('quoi qu’on ait déclaré, jamais avant l’effet du contrat', () => {
    const jour = fc.integer({ min: -800, max: 800 }).map((ecart) => ajouterJours(EFFET, ecart))
    const declaree = fc.record({
      matricule: fc.constant('m'),
      motif: fc.constantFrom('conge' as const, 'accord' as const, 'fin' as const),
      declareeLe: jour,
      jusquau: fc.option(jour),
      repriseLe: fc.option(jour),
    })
    fc.assert(
      fc.property(fc.option(declaree), fc.constantFrom(agent, enConge), (d, qui) => {
        const jourDu = le(d, qui)
        if (jourDu !== null) expect(jourDu >= EFFET).toBe(true)
      }),
    )
  })
})

describe('la paie d’un mois', () => {
  const contrat = {
    taux: 1_620,
    part: 50_000,
    au: AU,
    effetLe: '2026-03-02',
    finDeMois: '2026-03-31',
  }
  const sains = AGENTS.slice(0, 10).map((agent) => ({ ...agent, conge: null }))
  const accord = (rang: number, jusquau: string | null): Dispense => ({
    matricule: sains[rang]!.matricule,
    motif: 'accord',
    declareeLe: '2026-01-01',
    jusquau,
    repriseLe: null,
  })

  it('dit tous les agents, et ne doit rien pour qui n’est pas tenu à la fin du mois', () => {
    const uniques = new Set(sains.map(({ matricule }) => matricule))
    const lignes = lignesDePaie(
      sains,
      [accord(0, '2026-03-30'), accord(1, '2026-03-31'), accord(2, null)],
      contrat,
    )
    expect(lignes).toHaveLength(sains.length)
    expect(uniques.size).toBe(sains.length)
    expect(lignes[0]).toMatchObject({ opposableLe: '2026-03-31' })
    expect(lignes[0]!.cotisation).toBeGreaterThan(0)
    for (const ligne of lignes.slice(1, 3))
      expect(ligne).toMatchObject({ cotisation: 0, partEmployeur: 0, partAgent: 0 })
    expect(lignes[1]!.assiette).toBeGreaterThan(0)
  })
  it('ne doit rien avant l’effet du contrat, même à qui une dispense finit plus tôt', () => {
    const avant = { ...contrat, effetLe: '2026-04-01' }
    for (const { cotisation } of lignesDePaie(sains, [accord(0, '2025-12-31')], avant))
      expect(cotisation).toBe(0)
  })
  it('suit la dernière déclaration d’un agent', () => {
    const fin: Dispense = { ...accord(0, null), motif: 'fin', declareeLe: '2026-03-15' }
    expect(lignesDePaie(sains, [accord(0, null), fin], contrat)[0]).toMatchObject({
      opposableLe: '2026-03-15',
    })
    expect(lignesDePaie(sains, [fin, accord(0, null)], contrat)[0]).toMatchObject({ cotisation: 0 })
  })
  it('somme exactement ses parts', () => {
    const dispenses = fc.array(
      fc.tuple(fc.nat(9), fc.option(fc.constantFrom('2026-02-28', '2026-03-30', '2026-03-31'))),
    )
    fc.assert(
      fc.property(taux, part, dispenses, (t, p, liste) => {
        const lignes = lignesDePaie(
          sains,
          liste.map(([rang, jusquau]) => accord(rang, jusquau)),
          { ...contrat, taux: t, part: p },
        )
        const somme = (cle: 'cotisation' | 'partEmployeur' | 'partAgent') =>
          lignes.reduce((total, ligne) => total + ligne[cle], 0)
        expect(somme('partEmployeur') + somme('partAgent')).toBe(somme('cotisation'))
      }),
      { numRuns: 40 },
    )
  })
})
