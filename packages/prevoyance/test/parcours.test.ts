import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lireJson } from '../src/operations/json/json.ts'
import { EntreeRefusee } from '../src/operations/lecture.ts'
import { demandeParcours, type Parcours, parcourir } from '../src/parcours/index.ts'
import { jourDuRang, plusJours, rangDuJour } from '../src/socle/index.ts'

const PREMIER = rangDuJour('2026-01-01')

const agent = fc.oneof(
  fc.record({ statut: fc.constant('fonctionnaire'), heuresHebdo: fc.constantFrom(20, 28, 35) }),
  fc.record({
    statut: fc.constant('contractuel-public'),
    ancienneteMois: fc.constantFrom(0, 4, 24, 36, 50),
    duree: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
  }),
)

/** Any situation that the file of `agent` can describe, most of them allowed. */
const demande = fc
  .record({
    agent,
    depart: fc.integer({ min: PREMIER, max: PREMIER + 300 }),
    passes: fc.array(
      fc.record({ ecart: fc.integer({ min: 1, max: 90 }), jours: fc.integer({ min: 1, max: 300 }) }),
      {
        maxLength: 4,
      },
    ),
    type: fc.constantFrom('CMO', 'CMO', 'CLM', 'CLD', 'CGM', 'CITIS'),
    jours: fc.integer({ min: 1, max: 1_500 }),
    prolongation: fc.boolean(),
    paie: fc.record({
      indiceMajore: fc.constantFrom(366, 400, 600, 1_000),
      quotite: fc.constantFrom(100, 90, 80, 50, 33.333),
      nbiPoints: fc.constantFrom(0, 15),

      ri: fc.constantFrom(0, 250.55, 900),
    }),
    riMaintenu: fc.record({ plein: fc.constantFrom(0, 90, 100), demi: fc.constantFrom(0, 50) }),
    niveau: fc.constantFrom('DECRET_2022_581', 'ACCORD_2023', { tauxTiNbi: 100, tauxRi: 100 }),
    regime: fc.constantFrom('facultatif-2025', 'obligatoire'),
    renfortRi: fc.constantFrom(0, 90),
    ald: fc.boolean(),
    apresEpuisement: fc.constantFrom(null, 'attente', 'disponibilite'),
    allocationInvalidite: fc.option(
      fc.record({ groupe: fc.constantFrom(1, 2, 3), naissance: fc.constantFrom('1967-01-15', '1980-06-30') }),
    ),
    apresFinContrat: fc.constantFrom(null, 'indemnites-journalieres', 'indemnites-et-prestations'),
  })
  .map(({ agent: a, depart, passes, type, jours, prolongation, niveau, regime, renfortRi, ...autres }) => {
    const debut = jourDuRang(depart)
    const { duree, ...qui } = { duree: undefined, ...a }
    let fin = plusJours(debut, -1)
    const conges = passes.map((passe) => {
      const dernier = plusJours(fin, -passe.ecart)
      fin = plusJours(dernier, -passe.jours)
      return { type: 'CMO', debut: plusJours(fin, 1), fin: dernier }
    })
    // What would be refused is left out: the others are drawn often enough.
    const { allocationInvalidite, apresFinContrat, ...reste } = autres
    const cnracl = 'heuresHebdo' in a && a.heuresHebdo >= 28
    return {
      ...reste,
      ...(cnracl && reste.apresEpuisement === 'disponibilite' && { allocationInvalidite }),
      ...(duree !== undefined && { apresFinContrat }),
      situation: {
        agent: { ...qui, ...(duree !== undefined && { finContrat: plusJours(debut, duree) }) },
        conges,
        arret: { type, debut, fin: plusJours(debut, jours - 1), prolongation },
      },
      contrat: {
        niveau,
        regime,
        renfortRi,
        participation: { pourcentage: 50 },
        taux: { incapacite: 1.4, invalidite: 0.8 },
      },
    }
  })

function calculer(entree: unknown): Parcours | null {
  const lu = lireJson(JSON.stringify(entree))
  if (!lu.ok) throw new Error(lu.message)
  try {
    return parcourir(demandeParcours(lu.valeur, 'demande'))
  } catch (erreur) {
    if (erreur instanceof EntreeRefusee) return null
    throw erreur
  }
}

/** One cent for each part of a month that is rounded, on each side. */
const ARRONDIS = 6

test('1 500 agents tirés au sort : des mois entiers, rien de négatif, jamais plus que le net d’activité par le contrat', () => {
  let calcules = 0
  fc.assert(
    fc.property(demande, (entree) => {
      const parcours = calculer(entree)
      if (parcours === null) return
      calcules++
      for (const {
        tranches,
        netActivite,
        sansContrat,
        indemnite,
        cotisationAgent,
        avecContrat,
      } of parcours.mois) {
        expect(tranches.reduce((n, t) => n + t.trentiemes, 0)).toBe(30)
        expect(Math.min(sansContrat, indemnite, cotisationAgent)).toBeGreaterThanOrEqual(0)
        expect(avecContrat).toBe(sansContrat + indemnite - cotisationAgent)
        if (indemnite > 0) expect(sansContrat + indemnite).toBeLessThanOrEqual(netActivite + ARRONDIS)
      }
    }),
    { numRuns: 1_500 },
  )
  expect(calcules).toBeGreaterThan(700)
}, 120_000)
