import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expliquer, type Nom } from '../src/moteur/expliquer.ts'
import { MINIMUM_LEGAL, SORTIES } from '../src/moteur/masse.ts'
import { SITUATIONS } from '../src/moteur/situation.ts'
import { OPERATIONS } from '../src/operations/index.ts'
import { lireJson } from '../src/operations/json/json.ts'

const JOUR = '2026-01-01'
const TOURS = { numRuns: 500 }

const agent = fc.record({
  regime: fc.constantFrom(0, 1),
  indiceMajore: fc.integer({ min: 366, max: 1_600 }),
  fractionNum: fc.integer({ min: 4, max: 35 }),
  fractionDen: fc.constant(35),
  nbiPoints: fc.integer({ min: 0, max: 60 }),
  ri: fc.integer({ min: 0, max: 300_000 }),
  trimestres: fc.integer({ min: 0, max: 180 }),
  tauxInvalidite: fc.integer({ min: 0, max: 100_000 }),
  categorieInvalidite: fc.integer({ min: 0, max: 3 }),
})
const situation = fc.constantFrom(...Object.values(SITUATIONS))
const taux = fc.integer({ min: 0, max: 100_000 })
const option = fc.record({
  tauxTiNbi: taux,
  tauxRi: taux,
  tauxRente: taux,
  tauxRenfortRi: taux,
  tauxCapital: taux,
})
const tarif = fc.integer({ min: 0, max: 3_000 })
const offre = fc.record({
  tauxIncapacite: tarif,
  tauxInvaliditeOffre: tarif,
  tauxRetraite: tarif,
  tauxDeces: tarif,
  tauxRenfort: tarif,
})

const valeursDe = (donnees: Readonly<Partial<Record<Nom, number>>>, noms: readonly Nom[]) =>
  expliquer({ ...MINIMUM_LEGAL, ...donnees }, noms, JOUR).valeurs

describe('whatever the agent, the leave, the option and the bid', () => {
  test('nothing is negative, everything is a whole number of cents', () => {
    fc.assert(
      fc.property(agent, situation, option, offre, (...parts) => {
        const v = valeursDe(Object.assign({}, ...parts), SORTIES)
        for (const nom of SORTIES.filter((nom) => nom !== 'revenuAvecContrat')) {
          expect(Number.isSafeInteger(v[nom])).toBe(true)
          expect(v[nom]).toBeGreaterThanOrEqual(0)
        }
      }),
      TOURS,
    )
  })

  test('the contract never brings more than the net of activity', () => {
    fc.assert(
      fc.property(agent, situation, option, (...parts) => {
        const v = valeursDe(Object.assign({}, ...parts), ['netTotal', 'revenuMaintenu', 'indemnite', 'rente'])
        if (v.indemnite > 0) expect(v.revenuMaintenu + v.indemnite).toBeLessThanOrEqual(v.netTotal)
        expect(v.rente).toBeLessThanOrEqual(v.netTotal)
      }),
      TOURS,
    )
  })

  test('the contribution is the sum of its lines, and splits without loss', () => {
    fc.assert(
      fc.property(agent, offre, (...parts) => {
        const lignes = [
          'cotisationIncapacite',
          'cotisationInvalidite',
          'cotisationRetraite',
          'cotisationDeces',
          'cotisationRenfort',
        ] as const
        const v = valeursDe(Object.assign({}, ...parts), ['partAgent', ...lignes])
        expect(v.cotisation).toBe(lignes.reduce((somme, nom) => somme + v[nom], 0))
        expect(v.partEmployeur + v.partAgent).toBe(v.cotisation)
        expect(2 * v.partEmployeur).toBeGreaterThanOrEqual(v.cotisationMinimum)
      }),
      TOURS,
    )
  })

  test('a better paid agent has no lower net, contribution, target or capital', () => {
    fc.assert(
      fc.property(agent, option, offre, fc.integer({ min: 1, max: 100 }), (a, o, b, pointsDePlus) => {
        const noms = ['netTotal', 'netTiNbi', 'cible', 'cotisation', 'capitalDeces'] as const
        // As in every contract met, RI is never better covered than base pay; else the rounding of the net of RI would show.
        const niveau = { ...a, ...o, ...b, tauxRi: Math.min(o.tauxRi, o.tauxTiNbi) }
        const moins = valeursDe(niveau, noms)
        const plus = valeursDe({ ...niveau, indiceMajore: a.indiceMajore + pointsDePlus }, noms)
        // Each line of a net is rounded: one point more is worth at least half a euro, many times what roundings move.
        for (const nom of noms) expect(plus[nom]).toBeGreaterThanOrEqual(moins[nom])
      }),
      TOURS,
    )
  })

  test('a better guarantee never pays less', () => {
    fc.assert(
      fc.property(agent, situation, taux, taux, (a, s, t1, t2) => {
        const [bas, haut] = t1 <= t2 ? [t1, t2] : [t2, t1]
        const payer = (t: number) =>
          valeursDe({ ...a, ...s, tauxTiNbi: t, tauxRi: t, tauxRente: t }, ['indemnite', 'rente'])
        expect(payer(haut).indemnite).toBeGreaterThanOrEqual(payer(bas).indemnite)
        expect(payer(haut).rente).toBeGreaterThanOrEqual(payer(bas).rente)
      }),
      TOURS,
    )
  })
})

test('every step is explained: formula, source, and only what was read', () => {
  const { trace } = expliquer(
    { ...MINIMUM_LEGAL, ...SITUATIONS.DEMI_TRAITEMENT, indiceMajore: 400, ri: 30_000, tauxIncapacite: 1_610 },
    SORTIES,
    JOUR,
  )
  for (const { formule, source, libelle, valeurs } of trace) {
    expect(formule).not.toMatch(/undefined|NaN|\$\{/)
    expect(source.length * libelle.length).toBeGreaterThan(0)
    expect(Object.values(valeurs).every((v) => v !== undefined)).toBe(true)
  }
  const texte = trace.map(({ regle, formule }) => `${regle} ${formule}`).join('\n')
  expect(texte).toContain('cible 90\u00a0% × 1\u202f562,88\u00a0€ + 40\u00a0% ×')
  // The agent belongs to the CNRACL: contributions of the régime général are neither computed nor told.
  expect(texte).not.toContain('6,9\u00a0%')
})

test('what is not confirmed says so in its source', () => {
  const { trace } = expliquer({ regime: 1, indiceMajore: 400 }, ['netTiNbi'], JOUR)
  expect(trace.find(({ regle }) => regle === 'retenueRetraiteTiNbi')?.source).toContain('non confirmé')
  const csg = expliquer({ partEmployeurAnnuelle: 30_000 }, ['csgCrdsPart'], JOUR).trace[0]
  expect(csg?.source).toContain('non confirmé')
})

test('something missing is asked for in French', () => {
  expect(() => expliquer({ indiceMajore: 400 }, ['cible'], JOUR)).toThrow(
    'Il manque une donnée : Part du net',
  )
  expect(() => expliquer({ indiceMajore: 400 }, ['tib'], '2016-01-01')).toThrow(
    'choisissez une date plus récente',
  )
})

describe('bad input of the point operations is located', () => {
  const repondre = (nom: string, json: string) => {
    const lu = lireJson(json)
    if (!lu.ok) throw new Error(lu.message)
    return OPERATIONS.find((operation) => operation.nom === nom)!.executer(lu.valeur, 'entree')
  }
  test.each([
    ['traitement', '{"indiceMajore":366,"quotite":100,"date":"2026-02-30"}', 'entree.date'],
    ['traitement', '{"indiceMajore":366,"quotite":100,"date":"2019-01-01"}', 'entree.date'],
    ['traitement', '{"indiceMajore":366.5,"quotite":100,"date":"2026-01-01"}', 'entree.indiceMajore'],
    ['traitement', '{"indiceMajore":366,"quotite":0,"date":"2026-01-01"}', 'entree.quotite'],
    ['plafond-ijss', '{"smicMensuel":1823.035,"joursDuMois":30}', 'entree.smicMensuel'],
    ['plafond-ijss', '{"smicMensuel":1e300,"joursDuMois":30}', 'entree.smicMensuel'],
    ['garantie-incapacite', '{"niveau":"AUTRE"}', 'entree.niveau'],
    [
      'garantie-invalidite',
      '{"netReference":-1,"taux":90,"pension":0,"autresPrestations":0}',
      'entree.netReference',
    ],
    [
      'cotisation',
      '{"assiette":{"tib":1},"elements":["nbi"],"taux":[{"garantie":"a","taux":1}]}',
      'entree.elements[0]',
    ],
    [
      'cotisation',
      '{"assiette":{"tib":1},"elements":["tib","tib"],"taux":[{"garantie":"a","taux":1}]}',
      'entree.elements[1]',
    ],
    [
      'cotisation',
      '{"assiette":{"tib":1},"elements":["tib"],"taux":[{"garantie":"a","taux":1.2345}]}',
      'entree.taux[0].taux',
    ],
    ['participation', '{"cotisation":10,"regime":"obligatoire","regle":{"type":"don"}}', 'entree.regle.type'],
    [
      'participation',
      '{"cotisation":10,"regime":"obligatoire","regle":{"type":"tranches","brut":1,"tranches":[{"montant":1},{"montant":2}]}}',
      'entree.regle.tranches[0]',
    ],
    [
      'participation',
      '{"cotisation":10,"cotisationMinimum":11,"regime":"obligatoire","regle":{"type":"montant","montant":1}}',
      'entree.cotisationMinimum',
    ],
    [
      'regime-social',
      '{"pass":48060,"brutAnnuel":1,"partEmployeurAnnuelle":1,"effectif":1,"regime":"CNRACL"}',
      'entree.regime',
    ],
  ])('%s %s', (nom, json, chemin) => {
    expect(() => repondre(nom, json)).toThrow(expect.objectContaining({ chemin }))
  })
})
