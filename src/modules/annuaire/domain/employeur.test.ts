import { describe, expect, it } from 'vitest'
import { lireEmployeur, lireSiret } from './employeur.ts'

// A number whose key is right.
const SIREN = '214401093'
const ligne = { siret: SIREN, nom: '  Commune   de Nantes ', genre: 'Obligatoire', du: '2020-01-01' }

describe('un numéro d’employeur', () => {
  it('se lit avec ses espaces, en SIREN ou en SIRET', () => {
    expect(lireSiret('214 401 093')).toEqual({ ok: true, valeur: { siren: SIREN, siret: null } })
    expect(lireSiret('356 000 000 00048')).toEqual({
      ok: true,
      valeur: { siren: '356000000', siret: '35600000000048' },
    })
  })
  it.each([
    ['2,14401E+13', 'Le tableur a arrondi'],
    ['14401093', 'a sans doute retiré le zéro'],
    ['2144010930001', 'a sans doute retiré le zéro'],
    ['21440109', 'Il n’y a que 8 chiffres'],
    ['2144010', 'Il y a 7 chiffres'],
    ['21440109A', 'ne contient que des chiffres'],
    ['214401094', 'La clé de ce SIREN est fausse'],
    ['21440109300000', 'La clé de ce SIRET est fausse'],
  ])('« %s » est refusé avec sa raison', (texte, raison) => {
    const lu = lireSiret(texte)
    expect(lu.ok ? '' : lu.refus).toContain(raison)
  })
})

describe('une ligne d’employeur', () => {
  it('se lit malgré les espaces, la casse et les accents', () => {
    expect(lireEmployeur({ ...ligne, nature: 'Intercommunalite', code_insee: '2a004' })).toEqual({
      ok: true,
      valeur: {
        siren: SIREN,
        siret: null,
        nom: 'Commune de Nantes',
        nature: 'epci',
        codeInsee: '2A004',
        commune: null,
        genre: 'obligatoire',
        du: '2020-01-01',
        au: null,
        centre: null,
      },
    })
  })
  it.each([
    ['siret', { siret: '123' }],
    ['nom', { nom: 'X' }],
    ['nom', { nom: 'x'.repeat(161) }],
    ['nature', { nature: 'royaume' }],
    ['code_insee', { code_insee: '4410' }],
    ['genre', { genre: '' }],
    ['du', { du: '1026-01-01' }],
    ['au', { au: '2019-12-31' }],
  ])('une faute est dite à sa colonne : %s', (cle, cellules) => {
    const lu = lireEmployeur({ ...ligne, ...cellules })
    expect(lu).toMatchObject({ ok: false, refus: { cle } })
  })
})
