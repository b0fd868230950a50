import { expect, it } from 'vitest'
import { fragments } from './squelette.ts'

/** A page as one value: equal when nothing tells its fragments from those of another. */
const squelette = (html: string) => [...fragments(html)].sort().join()

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

it('reconnaît une partie déjà vue dans une page qui en ajoute une autre', () => {
  const page = (...parties: string[]) => fragments(`<body><main>${parties.join('')}</main></body>`)
  const [liste, formulaire] = ['<ul><li>a</li></ul>', '<form><label for="n">b</label><input id="n"/></form>']
  const seule = page(liste)
  const deux = page(liste, formulaire)
  const propres = [...deux].filter((fragment) => !seule.has(fragment))
  expect([...page('<ul><li>c</li><li>d</li></ul>', formulaire)].sort()).toEqual([...deux].sort())
  // The form, and the main part that now holds two; the list, its row and the frame are known.
  expect(propres).toHaveLength(2)
})

it('tient deux parties semblables pour différentes sous des classes différentes', () => {
  const dans = (classe: string) => fragments(`<div class="${classe}"><p>x</p></div>`)
  const sous = (classe: string) => fragments(`<section class="${classe}"><ul><li>x</li></ul></section>`)
  expect(dans('clair')).not.toEqual(dans('sombre'))
  expect([...sous('clair')].filter((fragment) => sous('sombre').has(fragment))).toHaveLength(0)
})
