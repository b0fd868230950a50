import { expect, it } from 'vitest'
import { estCourriel } from './courriel.ts'

it.each(['mairie@blain.fr', 'a.b+c@sous-domaine.exemple.org', 'rh@ville-é.fr', "o'brien@mairie.fr"])(
  '« %s » est une adresse',
  (adresse) => {
    expect(estCourriel(adresse)).toBe(true)
  },
)
it.each([
  '',
  'mairie',
  'mairie@blain',
  'mairie @blain.fr',
  'mairie@blain..fr',
  'mairie@-blain.fr',
  'a@b.fr, c@d.fr',
  '<mairie@blain.fr>',
  `${'a'.repeat(65)}@blain.fr`,
  `a@${'b'.repeat(250)}.fr`,
])('« %s » n’en est pas une', (adresse) => {
  expect(estCourriel(adresse)).toBe(false)
})
