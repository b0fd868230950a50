import { describe, expect, it } from 'vitest'
import { pageDeLEnvoi } from './retour-a-la-page.ts'

const adressage = {
  pages: ['/seances', '/seances/:id', '/compte', '/achats/:id/lots/:lot'],
  envois: ['/seances/:id/clore', '/seances/:id/votes/:vote/clore', '/compte/mot-de-passe', '/sortir'],
}

describe('l’adresse d’un formulaire refusé', () => {
  it.each([
    ['/seances/12/clore', '/seances/12'],
    ['/seances/12/votes/3/clore', '/seances/12'],
    ['/compte/mot-de-passe', '/compte'],
  ])('%s ramène à %s', (chemin, page) => {
    expect(pageDeLEnvoi(adressage, chemin)).toBe(page)
  })

  it.each(['/sortir', '/rien', '/seances/12/rien', '/seances//clore', '/seances/12/clore/'])(
    '%s ne mène nulle part',
    (chemin) => {
      expect(pageDeLEnvoi(adressage, chemin)).toBeNull()
    },
  )
})
