import { expect, it } from 'vitest'
import { parLibelle, rapprocherMots } from './mots.ts'

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
