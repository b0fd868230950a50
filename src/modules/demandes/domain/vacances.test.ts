import { describe, expect, it } from 'vitest'
import { anomalies, estNumeroNational, lireVacance, nommableLe } from './vacances.ts'

const dire = (valeurs: Record<string, string>) =>
  lireVacance(
    Object.fromEntries(Object.entries(valeurs).map(([libelle, valeur], n) => [`c${n}`, { libelle, valeur }])),
  )
const SANS_DEFAUT = {
  Motif: 'Mutation',
  'Grade ou emploi': 'Adjoint administratif',
  'Durée hebdomadaire': '24,5',
  'Vacant à partir du': '01/03/2027',
}
const ICI = { pieces: 0, urgence: '' }

describe('une vacance d’emploi', () => {
  it('se lit par les mots de son formulaire, et ne dit rien quand tout y est', () => {
    const lue = dire(SANS_DEFAUT)
    expect(lue).toEqual({
      motif: 'Mutation',
      grade: 'Adjoint administratif',
      heures: 24.5,
      vacantLe: '2027-03-01',
    })
    expect(anomalies(lue, ICI, '2027-01-15')).toEqual([])
  })
  it.each([
    [{ 'Durée hebdomadaire': '39' }, 'un temps complet en fait 35'],
    [{ 'Durée hebdomadaire': 'plein' }, 'ne se lit pas'],
    [{ 'Grade ou emploi': '' }, 'grade'],
    [{ Motif: 'Création' }, 'sans délibération'],
    [{ 'Vacant à partir du': '10/02/2027' }, 'moins d’un mois'],
    [{ 'Vacant à partir du': '' }, 'date de vacance'],
  ])('%j se voit', (change, phrase) => {
    const dites = anomalies(dire({ ...SANS_DEFAUT, ...change }), ICI, '2027-01-15')
    expect(dites).toHaveLength(1)
    expect(dites[0]).toContain(phrase)
  })
  it('une urgence dite et une délibération jointe lèvent les réserves', () => {
    const lue = dire({ ...SANS_DEFAUT, Motif: 'Création', 'Vacant à partir du': '20/01/2027' })
    expect(anomalies(lue, { pieces: 1, urgence: 'Départ imprévu' }, '2027-01-15')).toEqual([])
  })
  it('un mois se compte de date à date', () => {
    expect(nommableLe('2027-01-31')).toBe('2027-02-28')
    expect(nommableLe('2028-01-31')).toBe('2028-02-29')
  })
  it('un numéro du site national a six signes au moins', () => {
    expect(['V044260200012345', 'O040260219000090'].every(estNumeroNational)).toBe(true)
    expect(['', '12', 'numéro 5', '<b>'].some(estNumeroNational)).toBe(false)
  })
})
