import { describe, expect, it } from 'vitest'
import { aNom, deNom, parLibelle, rapprocherMots } from './mots.ts'

it.each([
  ['Saint-Herblain', 'ST HERBLAIN'],
  ['Sainte-Luce-sur-Loire', 'ste luce sur loire'],
  ['L’Île-d’Yeu', "L'ILE D'YEU"],
  ['Sœur', 'soeur'],
])('« %s » et « %s » se rapprochent', (a, b) => {
  expect(rapprocherMots(a)).toBe(rapprocherMots(b))
})
it('une cellule se lit par le libellé ou par la clé, jamais par rien', () => {
  const libelles = { socle: 'socle commun', non_affiliee: 'non affiliée' }
  expect(parLibelle(libelles, 'Socle Commun')).toBe('socle')
  expect(parLibelle(libelles, 'non_affiliee')).toBe('non_affiliee')
  expect(parLibelle(libelles, 'autre')).toBeNull()
  expect(parLibelle(libelles, '🗳️')).toBeNull()
})

describe('un nom derrière « de » et « à »', () => {
  it.each([
    ['CDG 44', 'du CDG 44', 'au CDG 44'],
    ['Dép. 41', 'du Dép. 41', 'au Dép. 41'],
    [
      'Centre de gestion de la Sarthe',
      'du Centre de gestion de la Sarthe',
      'au Centre de gestion de la Sarthe',
    ],
    ['CC du Pays d’Ancenis', 'de la CC du Pays d’Ancenis', 'à la CC du Pays d’Ancenis'],
    ['Coordinatrice, CDG 44', 'de la Coordinatrice, CDG 44', 'à la Coordinatrice, CDG 44'],
    ['Conférence des présidences', 'de la Conférence des présidences', 'à la Conférence des présidences'],
    ['Centres de gestion bretons', 'des Centres de gestion bretons', 'aux Centres de gestion bretons'],
    ['Angers', 'd’Angers', 'à Angers'],
    ['Évron', 'd’Évron', 'à Évron'],
    ['Nantes', 'de Nantes', 'à Nantes'],
    ['Le Mans', 'du Mans', 'au Mans'],
    ['Les Sables-d’Olonne', 'des Sables-d’Olonne', 'aux Sables-d’Olonne'],
    ['La Flèche', 'de La Flèche', 'à La Flèche'],
    ['L’Huisserie', 'de L’Huisserie', 'à L’Huisserie'],
    ['Lempire', 'de Lempire', 'à Lempire'],
    ['Camille Martin', 'de Camille Martin', 'à Camille Martin'],
  ])('%s : %s, %s', (nom, de, a) => {
    expect([deNom(nom), aNom(nom)]).toEqual([de, a])
  })
})
