import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { pageFacile } from './facile.page.tsx'

const CENTRES = [
  { organisme: 'cdg-62', nom: 'Centre de gestion du Pas-de-Calais', telephone: '03 21 00 00 00' },
]

describe.each([
  ['avec JavaScript', false],
  ['sans JavaScript', true],
])('le facile à lire, %s', (_, sansScript) => {
  const html = renderToStaticMarkup(pageFacile(CENTRES, sansScript).contenu)
  const phrases = html
    .replaceAll(/<\/?(?:strong|a)\b[^>]*>/g, '')
    .split(/<[^>]+>/)
    .flatMap((texte) => texte.split(/(?<=[.?!:…])\s/))
    .map((phrase) => phrase.trim())
    .filter(Boolean)

  it('une idée par phrase : quatorze mots au plus, une virgule au plus hors d’une énumération', () => {
    expect(phrases.length).toBeGreaterThan(60)
    expect(phrases.filter((phrase) => phrase.split(/\s+/).length > 14)).toEqual([])
    expect(phrases.filter((phrase) => phrase.split(', ').length > 2 && !phrase.includes('…'))).toEqual([])
  })

  it('des chiffres et des mots de tous les jours : ni nombre en lettres, ni sigle, ni mot de droit ou de technique', () => {
    const sans = html.replaceAll('Revenir avec mes douze mots', '')
    expect(sans).not.toMatch(/\b(deux|trois|sept|douze)\b/)
    expect(sans).not.toMatch(/\b[A-Z]{2,}\b/)
    expect(sans).not.toMatch(
      /représailles|auteur|recevab|saisir|ouvrés|serveur|navigateur|cellule|JavaScript/i,
    )
  })

  it('mène à chaque centre, à son téléphone, au retour, sans rien demander', () => {
    for (const adresse of ['/deposer/cdg-62', '/retour', '/']) expect(html).toContain(`href="${adresse}"`)
    expect(html).toContain('03\u00a021\u00a000\u00a000\u00a000')
    expect(html).not.toMatch(/<form|<input|<script/)
  })
})
