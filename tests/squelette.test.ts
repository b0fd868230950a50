import { expect, it } from 'vitest'
import { squelette, squelettesDePage } from './squelette.ts'

it('ne distingue ni les mots ni le nombre de lignes', () => {
  const liste = (...mots: string[]) =>
    `<ul class="l">${mots.map((mot) => `<li><a href="/${mot}">${mot}</a></li>`).join('')}</ul>`
  expect(squelette(liste('a'))).toBe(squelette(liste('b', 'c', 'd')))
})

it('distingue une classe, un état, un élément de plus', () => {
  const base = squelette('<p class="a">x</p>')
  expect(squelette('<p class="b">x</p>')).not.toBe(base)
  expect(squelette('<p class="a" aria-live="polite">x</p>')).not.toBe(base)
  expect(squelette('<p class="a"></p>')).not.toBe(base)
  expect(squelette('<p class="a">x<br/></p>')).not.toBe(base)
  expect(squelette('<input type="text"/>')).not.toBe(squelette('<input type="date"/>'))
})

it('ne tient pas compte des traits d’un dessin, sauf de ceux qui disent quelque chose', () => {
  const dessin = (traits: string) => squelette(`<svg aria-hidden="true">${traits}</svg>`)
  expect(dessin('<path d="M1 1"></path><circle r="2"></circle>')).toBe(dessin('<rect width="3"></rect>'))
  expect(dessin('<path class="alerte"></path>')).not.toBe(dessin('<path></path>'))
  expect(dessin('<path><title>Loire</title></path>')).not.toBe(dessin('<path></path>'))
})

it('sépare le contenu d’une page du cadre qui l’entoure', () => {
  const page = (cadre: string, contenu: string) =>
    squelettesDePage(`<body><nav>${cadre}</nav><main>${contenu}</main></body>`)
  const simple = page('<a href="/">A</a>', '<p>x</p>')
  expect(page('<a href="/">A</a><b>1</b>', '<p>y</p>')).toEqual({
    ...simple,
    cadre: expect.not.stringMatching(simple.cadre),
  })
  expect(page('<a href="/">A</a>', '<ul></ul>')).toEqual({
    ...simple,
    contenu: expect.not.stringMatching(simple.contenu),
  })
})
