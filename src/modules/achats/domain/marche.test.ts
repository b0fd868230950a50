import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comiteDe, entreeEnVigueur, jugerSignatures, manquesDe } from './adhesion/accord.ts'
import { attenteAvantSignature } from './attente.ts'
import { CRITERES_PROPOSES, classer, coutSixAns, pointsDePrix, verifierCriteres } from './criteres.ts'
import { fusionner, repartir, SEUIL_CELLULE } from './lots.ts'
import { lireTaux, peutOuvrir } from './offres.ts'

const syndicat = (nom: string, voix: number, signe: boolean, sieges = 1) => ({ nom, voix, sieges, signe })

describe('l’accord collectif', () => {
  it('est valable à la moitié juste des voix des organisations habilitées, et pas une de moins', () => {
    expect(jugerSignatures([syndicat('A', 50, true), syndicat('B', 50, false)])).toMatchObject({
      valide: true,
      signees: 50,
      exprimees: 100,
      manquantes: 0,
    })
    expect(jugerSignatures([syndicat('A', 49, true), syndicat('B', 50, false)])).toMatchObject({
      valide: false,
      manquantes: 1,
    })
    expect(jugerSignatures([])).toMatchObject({ valide: false })
  })
  it('ne compte pas les voix d’une organisation sans siège, ni sa signature', () => {
    const issue = jugerSignatures([
      syndicat('A', 40, true),
      syndicat('B', 60, false),
      syndicat('C', 30, true, 0),
    ])
    expect(issue).toMatchObject({ valide: false, exprimees: 100, signees: 40, nonHabilites: ['C'] })
    expect(comiteDe([syndicat('A', 40, true), syndicat('C', 30, true, 0)])).toEqual(['A'])
  })
  it('s’applique le lendemain de sa publication, ou plus tard s’il le dit', () => {
    expect(entreeEnVigueur({ publieLe: '2024-07-31', effetLe: null })).toBe('2024-08-01')
    expect(entreeEnVigueur({ publieLe: '2024-07-31', effetLe: '2025-01-01' })).toBe('2025-01-01')
    expect(entreeEnVigueur({ publieLe: '2024-07-31', effetLe: '2024-07-01' })).toBe('2024-08-01')
    expect(entreeEnVigueur({ publieLe: null, effetLe: '2025-01-01' })).toBe(null)
  })
  it('attend l’approbation de chaque assemblée', () => {
    const accord = { syndicats: [syndicat('A', 60, true)], signeLe: '2024-07-09', publieLe: '2024-07-31' }
    expect(manquesDe(accord, ['x'], ['x', 'y'])).toEqual(['approbations'])
    expect(manquesDe(accord, ['y', 'x'], ['x', 'y'])).toEqual([])
  })
})

describe('les petites cellules', () => {
  const cellules = fc.array(fc.record({ libelle: fc.string(), effectif: fc.nat(60) }), { maxLength: 12 })
  it('se fondent dans leurs voisines : jamais sous le seuil, jamais un agent perdu', () => {
    fc.assert(
      fc.property(cellules, fc.integer({ min: 2, max: 30 }), (liste, seuil) => {
        const rendues = fusionner(liste, seuil)
        const total = liste.reduce((t, { effectif }) => t + effectif, 0)
        expect(rendues.every(({ effectif }) => effectif >= seuil)).toBe(true)
        expect(rendues.reduce((t, { effectif }) => t + effectif, 0)).toBe(total < seuil ? 0 : total)
      }),
    )
  })
  it('gardent ce qui tient déjà', () => {
    const cellule = (libelle: string, effectif: number) => ({ libelle, effectif })
    expect(fusionner([cellule('a', 12), cellule('b', 4), cellule('c', 30), cellule('d', 2)])).toEqual([
      cellule('a', 12),
      cellule('b + c + d', 36),
    ])
    expect(fusionner([cellule('a', SEUIL_CELLULE - 1)])).toEqual([])
  })
})

describe('les lots', () => {
  const regle = (id: string, departements: string[], agentsMin: number, agentsMax: number | null) => ({
    id,
    numero: 1,
    departements,
    agentsMin,
    agentsMax,
  })
  it('tiennent chaque employeur dans un seul, et disent les autres', () => {
    const regles = [regle('a', ['44'], 0, 49), regle('b', [], 50, null), regle('c', ['44'], 60, 70)]
    const employeurs = [
      { id: '1', departement: '44', agents: 49 },
      { id: '2', departement: '53', agents: 50 },
      { id: '3', departement: '53', agents: 49 },
      { id: '4', departement: '44', agents: 65 },
    ]
    const { lots, sansLot, enDouble } = repartir(employeurs, regles)
    expect([...lots]).toEqual([
      ['1', 'a'],
      ['2', 'b'],
    ])
    expect([sansLot, enDouble]).toEqual([['3'], ['4']])
  })
})

describe('les critères', () => {
  it('font cent, avec un prix et un seul', () => {
    expect(verifierCriteres(CRITERES_PROPOSES)).toBe(null)
    expect(verifierCriteres([{ cle: 'prix', nom: 'Prix', poids: 99, genre: 'prix' }])).toBe('total')
    expect(verifierCriteres([{ cle: 'x', nom: 'X', poids: 100, genre: 'note' }])).toBe('aucun-prix')
    expect(verifierCriteres([])).toBe('total')
  })
  it('donnent tous les points de prix au moins cher, et jamais plus que le poids', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.array(fc.integer({ min: 1, max: 10 ** 13 }), { minLength: 1 }),
        (poids, couts) => {
          const plusBas = Math.min(...couts)
          const points = couts.map((cout) => pointsDePrix(poids, plusBas, cout))
          expect(Math.max(...points)).toBe(poids * 100)
          // Cheaper never scores less.
          for (const [i, a] of couts.entries())
            for (const [j, b] of couts.entries())
              if (a < b) expect(points[i]).toBeGreaterThanOrEqual(points[j]!)
        },
      ),
    )
  })
  it('classent au centième, partagent un rang, et n’en donnent ni à l’offre écartée ni à l’offre seule', () => {
    const criteres = [
      { cle: 'prix', nom: 'Prix', poids: 50, genre: 'prix' as const },
      { cle: 'g', nom: 'Garanties', poids: 50, genre: 'note' as const },
    ]
    const offre = (id: string, cout: number, notes: number[], ecartee = false) => ({
      id,
      cout,
      ecartee,
      notes: { g: notes },
    })
    const [a, b, c] = classer(
      [offre('a', 200, [2000]), offre('b', 100, [1000, 1000]), offre('c', 1, [2000], true)],
      criteres,
    )
    expect(a).toMatchObject({ points: { prix: 2500, g: 5000 }, total: 7500, rang: 1 })
    expect(b).toMatchObject({ points: { prix: 5000, g: 2500 }, total: 7500, rang: 1 })
    expect(c).toMatchObject({ total: null, rang: null })
    expect(classer([offre('a', 1, [1000])], criteres)[0]).toMatchObject({ total: 7500, rang: null })
    expect(classer([offre('a', 1, []), offre('b', 1, [1])], criteres)[0]).toMatchObject({ total: null })
  })
  it('comptent six ans au plus haut de la clause, au centime chaque année', () => {
    expect(coutSixAns(100_00, 3, 5_000)).toEqual([100_00, 100_00, 100_00, 105_00, 110_25, 115_76])
    expect(coutSixAns(333, 6, 99_000)).toEqual(Array(6).fill(333))
  })
})

describe('le délai avant signature', () => {
  it('est de onze jours par voie électronique, seize sinon', () => {
    const par = (p: 'electronique' | 'autre') =>
      attenteAvantSignature('appel_offres', { le: '2024-07-10', par: p }, 3)
    expect(par('electronique')).toEqual({ jours: 11, signatureDes: '2024-07-22', obligatoire: true })
    expect(par('autre')).toMatchObject({ jours: 16, signatureDes: '2024-07-27' })
  })
  it('n’est pas dû avec un seul candidat, ni hors procédure formalisée', () => {
    const envoi = { le: '2024-07-10', par: 'electronique' as const }
    expect(attenteAvantSignature('appel_offres', envoi, 1).obligatoire).toBe(false)
    expect(attenteAvantSignature('convention', envoi, 3).obligatoire).toBe(false)
  })
})

describe('les offres', () => {
  it('lisent un taux au millième de pour cent, et refusent le reste', () => {
    expect(['1,62', '1.62 %', '0', '2,205', '15,'].map(lireTaux)).toEqual([1620, 1620, 0, 2205, null])
    expect(['', '-1', '101', '1,2345', 'x'].map(lireTaux)).toEqual([null, null, null, null, null])
  })
  it('ne s’ouvrent qu’après l’heure limite, une fois', () => {
    const marche = { publieLe: new Date(0), limite: new Date(1000), ouvertLe: null }
    expect(peutOuvrir(marche, new Date(1000))).toBe('avant-limite')
    expect(peutOuvrir(marche, new Date(1001))).toBe(null)
    expect(peutOuvrir({ ...marche, ouvertLe: new Date(1001) }, new Date(2000))).toBe('deja-ouvert')
    expect(peutOuvrir({ ...marche, publieLe: null }, new Date(2000))).toBe('non-publie')
  })
})
