import { expect, it } from 'vitest'
import { fautesDeReference } from '../accessibilite/references.ts'

const page = (contenu: string) => `<body><main id="contenu"><h1>Titre</h1>${contenu}</main></body>`

it('ne trouve rien dans une page tenue', () => {
  expect(
    fautesDeReference(
      page(
        '<a href="#contenu">Haut</a><label for="a">A</label><input id="a" aria-describedby="b c"/><p id="b"></p><p id="c"></p>',
      ),
    ),
  ).toEqual([])
})

it.each([
  ['<p id="x"></p><p id="x"></p>', 'l’identifiant « x » sert deux fois'],
  ['<label for="nom">Nom</label>', 'rien ne porte l’identifiant « nom »'],
  ['<input id="a" aria-describedby="a aide"/>', 'rien ne porte l’identifiant « aide »'],
  ['<button popoverTarget="menu"></button>', 'rien ne porte l’identifiant « menu »'],
  ['<a href="#bas">Bas</a>', 'rien ne porte l’identifiant « bas »'],
  ['<h1>Autre</h1>', '2 <h1>'],
  ['<h2>A</h2><h4>B</h4>', 'un titre de niveau 4 suit le niveau 2'],
  ['<nav aria-label="Pages"></nav><nav class="bas" aria-label="Pages"></nav>', 'deux repères nav « Pages »'],
])('signale %s', (contenu, faute) => {
  expect(fautesDeReference(page(contenu))).toEqual([faute])
})
