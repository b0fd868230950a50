import { expect, it } from 'vitest'
import { squelette } from './squelette.ts'

it('ne distingue ni les mots ni le nombre de lignes', () => {
  const liste = (...mots: string[]) =>
    `<ul class="l">${mots.map((mot) => `<li><a href="/${mot}">${mot}</a></li>`).join('')}</ul>`
  expect(squelette(liste('a'))).toBe(squelette(liste('b', 'c', 'd')))
})

it('distingue une classe, un état, un élément de plus', () => {
  const base = squelette('<p class="a">x</p>')
  expect(squelette('<p class="b">x</p>')).not.toBe(base)
  expect(squelette('<p class="a" aria-live="polite">x</p>')).not.toBe(base)
  expect(squelette('<p class="a">x<br/></p>')).not.toBe(base)
  expect(squelette('<input type="text"/>')).not.toBe(squelette('<input type="date"/>'))
})
