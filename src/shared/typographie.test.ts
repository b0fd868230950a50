import { describe, expect, it } from 'vitest'
import {
  compte,
  dansJours,
  date,
  dateCourte,
  dateLongue,
  dateSaisie,
  duree,
  heure,
  jourDuMois,
  mois,
  montant,
  nombre,
  typographier,
} from './typographie.ts'

describe('typographie française', () => {
  it('espace la ponctuation double, les guillemets et les unités', () => {
    expect(typographier('Qui décide ? « Le CDG 44 » : 50 % ; non !')).toBe(
      'Qui décide\u202f? «\u00a0Le CDG\u00a044\u00a0»\u202f: 50\u00a0%\u202f; non\u202f!',
    )
    expect(typographier('https://exemple.fr?a=1;b')).toBe('https://exemple.fr?a=1;b')
  })
  it('compose un morceau de phrase, et deux fois de suite sans rien changer', () => {
    expect(typographier(' : la suite')).toBe('\u202f: la suite')
    expect(typographier(' %')).toBe('\u00a0%')
    const phrase = 'Coût : 118 400,00 € le 24 novembre à 15 h 11 ; « non ! »'
    expect(typographier(typographier(phrase))).toBe(typographier(phrase))
  })
  it('ne sépare pas un nombre de ses milliers, de son unité, ni un jour de son mois', () => {
    expect(typographier('1 739 agents, 75 000,50 €, 10 Mo')).toBe(
      '1\u00a0739 agents, 75\u00a0000,50\u00a0€, 10\u00a0Mo',
    )
    expect(typographier('le 24 novembre 2026 à 15 h 11, avant le 1er déc.')).toBe(
      'le 24\u00a0novembre 2026 à 15\u00a0h\u00a011, avant le 1er\u00a0déc.',
    )
    expect(typographier('art. 7 du décret n° 2022-581')).toBe('art.\u00a07 du décret n°\u00a02022-581')
  })
  it('laisse les heures à deux points, les listes et les mots sans signe', () => {
    for (const texte of ['14:30', '44, 49, 53', 'Évron', 'a:b;c', '4 Centres', '12 maisons', '2026-11-D05'])
      expect(typographier(texte)).toBe(texte)
  })
  it('écrit les nombres et les montants', () => {
    expect(nombre(1739)).toBe('1\u00a0739')
    expect(montant(11_840_000)).toBe('118\u00a0400,00\u00a0€')
    expect(montant(-5)).toBe('−0,05\u00a0€')
    expect(compte(2, 'séance')).toBe('2\u00a0séances')
    expect(compte(1, 'séance')).toBe('1\u00a0séance')
  })
  it('écrit les jours et les heures de Paris', () => {
    expect(dateLongue('2026-11-24').replaceAll('\u00a0', ' ')).toBe('mardi 24 novembre 2026')
    expect(date('2026-12-01').replaceAll('\u00a0', ' ')).toBe('1er décembre 2026')
    expect(dateCourte('2026-12-04').replaceAll('\u00a0', ' ')).toBe('4 déc.')
    expect(dateCourte('2027-12-04', '2026-01-01').replaceAll('\u00a0', ' ')).toBe('4 déc. 2027')
    expect(dateSaisie('2026-12-04')).toBe('04/12/2026')
    expect(heure(new Date('2026-11-24T13:05:00Z'))).toBe('14\u00a0h\u00a005')
    expect(dansJours(-3)).toBe('il y a 3\u00a0jours')
  })
})

describe('les durées', () => {
  it.each([
    [45, '45 min'],
    [60, '1 h'],
    [150, '2 h 30'],
    [125, '2 h 05'],
  ])('%i minutes se lit « %s »', (minutes, mots) => {
    expect(duree(minutes).replaceAll('\u00a0', ' ')).toBe(mots)
  })
})

it('un mois se dit en titre, ses jours sous lui', () => {
  expect(mois('2026-12-04')).toBe('Décembre 2026')
  expect(mois('2027-08-01')).toBe('Août 2027')
  expect(jourDuMois('2026-12-04')).toBe('vendredi\u00a04')
  expect(jourDuMois('2026-12-01')).toBe('mardi\u00a01er')
})
