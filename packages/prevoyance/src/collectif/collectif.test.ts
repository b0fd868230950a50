import { describe, expect, test } from 'vitest'
import type { Centimes } from '../socle/index.ts'
import { alertesDe, DISPENSES, payeur, survenance, type Transfert } from './index.ts'
import { quotient } from './ratio.ts'

const convention = { debut: '2025-01-01', terme: '2030-12-31', preavisMois: 6, seuilSP: 100 }

describe('clauses', () => {
  test('une convention de six ans, prévenue à temps, S/P dépassé : rien à signaler', () => {
    expect(alertesDe(convention, { recueLe: '2026-06-30', effetLe: '2027-01-01', ratioSP: 104 })).toEqual([])
  })

  test('préavis trop court d’un jour, S/P sous le seuil', () => {
    expect(alertesDe(convention, { recueLe: '2026-07-02', effetLe: '2027-01-01', ratioSP: 99.9 })).toEqual([
      'preavis-trop-court',
      'sp-sous-le-seuil',
    ])
  })

  test('sept ans au plus, prolongation comprise', () => {
    const demande = { recueLe: '2026-01-01', effetLe: '2027-01-01', ratioSP: null }
    expect(alertesDe({ ...convention, terme: '2031-12-31' }, demande)).toEqual([])
    expect(alertesDe({ ...convention, terme: '2032-01-01' }, demande)).toEqual(['duree-excessive'])
  })

  test('aucune dispense n’est active tant que le décret n’est pas publié', () => {
    expect(DISPENSES).toHaveLength(3)
    expect(DISPENSES.some(({ active }) => active)).toBe(false)
  })
})

describe('changement d’assureur', () => {
  const transfert: Transfert = { bascule: '2027-01-01', obligatoire: true, reprise: 'revalorisations' }
  const enCours = { debutArret: '2026-09-01', prestationsDues: '2026-12-01', rechuteLe: null }

  test('l’arrêt en cours reste à l’ancien assureur, les revalorisations passent au nouveau', () => {
    expect(payeur(enCours, transfert)).toMatchObject({ prestation: 'ancien', revalorisation: 'nouveau' })
    expect(payeur(enCours, { ...transfert, reprise: 'aucune' })).toMatchObject({ revalorisation: 'ancien' })
    expect(payeur(enCours, { ...transfert, reprise: 'totale' })).toMatchObject({ prestation: 'nouveau' })
  })

  test('une prestation née après la résiliation d’un arrêt antérieur reste à l’ancien', () => {
    const { prestation, explication } = payeur({ ...enCours, prestationsDues: '2027-02-01' }, transfert)
    expect(prestation).toBe('ancien')
    expect(explication[0]!.formule).toContain('même née après la résiliation')
    expect(explication[0]!.source).toContain('non confirmé')
  })

  test('l’arrêt du jour de la bascule est au nouveau, celui de la veille à l’ancien', () => {
    const commence = (debutArret: string) => payeur({ ...enCours, debutArret }, transfert).prestation
    expect(commence('2027-01-01')).toBe('nouveau')
    expect(commence('2026-12-31')).toBe('ancien')
  })

  test('la rechute : au nouveau contrat obligatoire ; question ouverte s’il est facultatif', () => {
    const rechute = { ...enCours, rechuteLe: '2027-03-01' }
    expect(payeur(rechute, transfert).prestation).toBe('nouveau')
    const ouverte = payeur(rechute, { ...transfert, obligatoire: false })
    expect(ouverte.prestation).toBe('aucun')
    expect(ouverte.explication[0]!.source).toContain('question ouverte')
  })
})

test('S/P par année de survenance : ce que chaque année aura coûté', () => {
  const annee = (n: number, paye: number, provisions: number) => ({
    annee: n,
    primesNettes: 100_000_00 as Centimes,
    paye: paye as Centimes,
    provisions: provisions as Centimes,
  })
  expect(survenance([annee(2025, 18_000_00, 67_000_00), annee(2026, 40_000_00, 60_500_00)])).toEqual([
    { annee: 2025, charge: 85_000_00, ratioSP: 85 },
    { annee: 2026, charge: 100_500_00, ratioSP: 100.5 },
  ])
})

test('un quotient est arrondi au plus proche, le demi vers le haut, à toute grandeur', () => {
  expect(quotient(1, 3, 1)).toBe(3)
  expect(quotient(5, 100, 1)).toBe(1)
  expect(quotient(-5, 100, 1)).toBe(0)
  expect(quotient(-15, 100, 1)).toBe(-1)
  expect(quotient(3_000_000_000_000_00, 7, 0)).toBe(42_857_142_857_143)
})
