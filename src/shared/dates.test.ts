import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ajouterJours,
  ajouterMois,
  estJour,
  horlogeParis,
  instantParis,
  jourDe,
  jourDeSemaine,
  joursEntre,
  lireJour,
} from './dates.ts'
import { ajouterJoursOuvres, estOuvre, joursFeries, joursOuvresEntre, paques } from './jours-ouvres.ts'

const jour = fc.integer({ min: 0, max: 60_000 }).map((n) => ajouterJours('1950-01-01', n))

describe('jours', () => {
  it('refuse un jour qui n’existe pas', () => {
    expect(estJour('2026-02-30')).toBe(false)
    expect(estJour('2028-02-29')).toBe(true)
    expect(lireJour('31/09/2026')).toBeNull()
    expect(lireJour(' 4/9/2026 ')).toBe('2026-09-04')
    expect(lireJour('24/11/26')).toBeNull()
  })
  it('lit un mois écrit, entier ou abrégé, jamais un qui en dit deux', () => {
    expect(lireJour('28 novembre 2026')).toBe('2026-11-28')
    expect(lireJour('1er Déc. 2026')).toBe('2026-12-01')
    expect(lireJour('3 AOÛT 2026')).toBe('2026-08-03')
    expect(lireJour('3 jui 2026')).toBeNull()
    expect(lireJour('31 avril 2026')).toBeNull()
  })
  it('compte les mois de date à date', () => {
    expect(ajouterMois('2026-01-31', 1)).toBe('2026-02-28')
    expect(ajouterMois('2028-01-31', 1)).toBe('2028-02-29')
    expect(ajouterMois('2026-11-30', -12)).toBe('2025-11-30')
    expect(ajouterMois('2026-12-15', 1)).toBe('2027-01-15')
  })
  it('ajouter puis retrancher des jours ramène au même jour', () => {
    fc.assert(
      fc.property(jour, fc.integer({ min: -4000, max: 4000 }), (j, n) => {
        expect(ajouterJours(ajouterJours(j, n), -n)).toBe(j)
        expect(joursEntre(j, ajouterJours(j, n))).toBe(n)
      }),
    )
  })
  it('donne l’heure de Paris, été comme hiver', () => {
    expect(instantParis('2026-11-24', '14:00').toISOString()).toBe('2026-11-24T13:00:00.000Z')
    expect(instantParis('2026-07-14', '09:30').toISOString()).toBe('2026-07-14T07:30:00.000Z')
    expect(jourDe(new Date('2026-12-31T23:30:00Z'))).toBe('2027-01-01')
  })
  it('donne l’horloge de Paris que donne la bibliothèque, à tout instant depuis 1970', () => {
    const paris = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Paris',
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (secondes) => {
        const instant = new Date(secondes * 1000)
        expect(horlogeParis(instant)).toBe(paris.format(instant).replace(' ', 'T'))
      }),
      { numRuns: 2000 },
    )
  })
  it('relit toute heure de Paris qui existe', () => {
    fc.assert(
      fc.property(jour, fc.integer({ min: 4, max: 23 }), fc.integer({ min: 0, max: 59 }), (j, h, m) => {
        const heure = `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`
        expect(horlogeParis(instantParis(j, heure)).slice(0, 16)).toBe(`${j}T${heure}`)
      }),
    )
  })
})

describe('jours ouvrés', () => {
  it.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('place Pâques %i au %s', (annee, attendu) => expect(paques(annee)).toBe(attendu))
  it('connaît onze fériés, treize en Alsace-Moselle', () => {
    expect(joursFeries(2026)).toHaveLength(11)
    expect(joursFeries(2026, true)).toHaveLength(13)
    expect(joursFeries(2026)).toContain('2026-05-14')
  })
  it('saute le 11 novembre et la fin de semaine', () => {
    expect(ajouterJoursOuvres('2026-11-10', 1)).toBe('2026-11-12')
    expect(ajouterJoursOuvres('2026-11-13', 1)).toBe('2026-11-16')
    expect(ajouterJoursOuvres('2026-11-14', 0)).toBe('2026-11-16')
    expect(joursOuvresEntre('2026-11-09', '2026-11-16')).toBe(4)
  })
  it('tombe toujours un jour ouvré, au bon nombre de jours', () => {
    fc.assert(
      fc.property(jour, fc.integer({ min: 1, max: 60 }), (depart, n) => {
        const fin = ajouterJoursOuvres(depart, n)
        expect(estOuvre(fin)).toBe(true)
        expect(joursOuvresEntre(depart, fin)).toBe(n)
        expect(jourDeSemaine(fin)).toBeLessThanOrEqual(5)
      }),
    )
  })
})
