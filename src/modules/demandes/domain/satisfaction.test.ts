import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparer, partDe, regrouper, repartir } from './satisfaction.ts'
import { tirer } from './tirage.ts'

const compte = fc
  .integer({ min: 5, max: 2000 })
  .chain((exprimes) =>
    fc.integer({ min: 0, max: exprimes }).map((insatisfaits) => ({ insatisfaits, exprimes })),
  )

describe('la part des insatisfaits', () => {
  it('sur 300 réponses, 15 % s’encadrent à quatre points, et 17 % n’en sont pas différents', () => {
    const suivi = partDe({ insatisfaits: 45, exprimes: 300 })!
    const delai = partDe({ insatisfaits: 51, exprimes: 300 })!
    expect(suivi.haut - suivi.bas).toBeCloseTo(0.081, 2)
    expect(comparer(suivi, delai)).toBe('pareil')
  })
  it('ne se dit pas sous cinq réponses', () => {
    expect(partDe({ insatisfaits: 2, exprimes: 4 })).toBeNull()
  })
  it('est toujours dans son intervalle, entre 0 et 1', () => {
    fc.assert(
      fc.property(compte, (c) => {
        const { part, bas, haut } = partDe(c)!
        expect(0 <= bas && bas <= part + 1e-9 && part <= haut + 1e-9 && haut <= 1).toBe(true)
      }),
    )
  })
  it('deux parts aux intervalles qui se couvrent à moitié ne portent pas de flèche ; la comparaison se retourne', () => {
    fc.assert(
      fc.property(compte, compte, (a, b) => {
        const [avant, apres] = [partDe(a)!, partDe(b)!]
        if (
          avant.bas <= apres.part &&
          apres.part <= avant.haut &&
          apres.bas <= avant.part &&
          avant.part <= apres.haut
        )
          expect(comparer(avant, apres)).toBe('pareil')
        const retour = { moins: 'plus', plus: 'moins', pareil: 'pareil' } as const
        expect(comparer(apres, avant)).toBe(retour[comparer(avant, apres)])
      }),
    )
  })
})

describe('la vague annuelle', () => {
  it('tire le nombre voulu, jamais plus qu’il n’y a, et personne n’est oublié', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { maxLength: 20 }), fc.nat(3000), (strates, voulu) => {
        const parts = repartir(strates, voulu)
        const somme = (t: readonly number[]) => t.reduce((s, n) => s + n, 0)
        expect(somme(parts)).toBe(Math.min(voulu, somme(strates)))
        const vivantes = strates.filter((n) => n > 0).length
        for (const [i, n] of parts.entries()) {
          expect(n).toBeLessThanOrEqual(strates[i]!)
          if (voulu >= vivantes && strates[i]! > 0) expect(n).toBeGreaterThan(0)
        }
      }),
    )
  })
})

describe('ce qui sort du réseau', () => {
  it('aucune cellule, seule ou regroupée, n’est sous le seuil, et aucune ne se perd', () => {
    const cellule = fc.record({
      cle: fc.string({ maxLength: 4 }),
      nombre: fc.nat(40),
      ouvertes: fc.nat(5),
    })
    fc.assert(
      fc.property(fc.array(cellule, { maxLength: 12 }), (cellules) => {
        const { gardees, regroupees } = regrouper(cellules, 10)
        expect(gardees.length + regroupees.length).toBe(cellules.length)
        for (const { nombre } of gardees) expect(nombre).toBeGreaterThanOrEqual(10)
        const somme = regroupees.reduce((s, { nombre }) => s + nombre, 0)
        if (regroupees.length > 0 && gardees.length > 0) expect(somme).toBeGreaterThanOrEqual(10)
      }),
    )
  })
})

it('tire une vague : chaque centre et chaque taille donnent leur part, la même graine donne les mêmes, personne deux fois', () => {
  const candidat = fc.record({
    personneId: fc.uuid(),
    courriel: fc.constant('a@exemple.invalid'),
    organismeId: fc.uuid(),
    centreId: fc.constantFrom('35', '44', '53'),
    centre: fc.constant('CDG'),
    population: fc.option(fc.integer({ min: 50, max: 40_000 })),
    rang: fc.uuid(),
  })
  fc.assert(
    fc.property(
      fc.uniqueArray(candidat, { selector: ({ personneId }) => personneId, maxLength: 80 }),
      fc.integer({ min: 1, max: 100 }),
      (candidats, voulu) => {
        const strates = tirer(candidats, voulu)
        const tires = strates.flatMap((strate) => strate.tires)
        expect(tires).toHaveLength(Math.min(voulu, candidats.length))
        expect(new Set(tires.map(({ personneId }) => personneId)).size).toBe(tires.length)
        for (const { tires: siens, existants } of strates) {
          expect(siens.length).toBeLessThanOrEqual(existants)
          if (voulu >= strates.length) expect(siens.length).toBeGreaterThan(0)
        }
        const rejoue = tirer(candidats.toReversed(), voulu).flatMap((strate) => strate.tires)
        expect(rejoue.map(({ personneId }) => personneId)).toEqual(tires.map(({ personneId }) => personneId))
      },
    ),
  )
})
