import { expect, it } from 'vitest'
import { lireCorps } from './formulaire.ts'

it.each([
  ['a=%00b', { a: 'b' }],
  ['a=x%0%000b', { a: 'x%00b' }],
  ['a=1%00&a=%002&%00b=3', { a: ['1', '2'], b: '3' }],
  ['a=\0', { a: '' }],
  ['', {}],
])('aucun NUL ne passe, même écrit en deux fois : %j', (corps, lu) => {
  expect(lireCorps(corps)).toEqual(lu)
})
