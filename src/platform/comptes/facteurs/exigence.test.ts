import { describe, expect, it } from 'vitest'
import { doitProuverDeuxFois, prouveeDeuxFois } from './exigence.ts'

describe('second facteur', () => {
  it.each([
    ['courriel', false],
    ['mot-de-passe', false],
    ['invitation', false],
    ['', false],
    ['courriel otp', true],
    ['mot-de-passe secours', true],
    ['proconnect', false],
    ['proconnect-double', true],
    ['cle', true],
    ['courrielotp', false],
  ])('« %s » prouve deux fois : %s', (preuves, attendu) => {
    expect(prouveeDeuxFois(preuves)).toBe(attendu)
  })
  it.each([
    ['membre', ['presidence'], true],
    ['observateur', ['gestion'], true],
    [null, ['secretariat_mairie'], false],
    [null, ['secretariat_mairie', 'exploitation'], true],
    [null, ['referent_signalement'], true],
  ] as const)('%s, %j : exigé %s', (roleMembre, fonctions, attendu) => {
    expect(doitProuverDeuxFois({ roleMembre, fonctions: [...fonctions] })).toBe(attendu)
  })
})
