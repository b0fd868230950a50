import { expect, it } from 'vitest'
import { lireAdresse, lireCorps, PARTIE_MAX } from './formulaire.ts'

it.each([
  ['a=%00b', { a: 'b' }],
  ['a=x%0%000b', { a: 'x%00b' }],
  ['a=1%00&a=%002&%00b=3', { a: ['1', '2'], b: '3' }],
  ['a=\0', { a: '' }],
  ['', {}],
])('aucun NUL ne passe, même écrit en deux fois : %j', (corps, lu) => {
  expect(lireCorps(corps)).toEqual(lu)
})

it.each([
  ['/portail/a%C3%A9?q=%', '/portail/a%C3%A9?q=%'],
  ['/portail/%?q=%', '/portail/%25?q=%'],
  ['/portail/%E0%A4', '/portail/%25E0%25A4'],
  [`/portail/${'é'.repeat(PARTIE_MAX)}`, `/portail/${'é'.repeat(PARTIE_MAX)}`],
  [`/portail/${'x'.repeat(PARTIE_MAX + 1)}?q=1`, '/adresse-trop-longue'],
])('une adresse qui ne se lit pas, ou trop longue, ne mène à aucune page : %j', (adresse, lue) => {
  expect(lireAdresse(adresse)).toBe(lue)
})
