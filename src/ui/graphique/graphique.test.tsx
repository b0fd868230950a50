import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { GraphiqueBarres, GraphiqueEmpile } from './barres.tsx'
import { GraphiqueLignes } from './lignes.tsx'

const commun = {
  id: 'g',
  conclusion: 'Deux fois plus en février.',
  titre: 'Réponses',
  nomDesCategories: 'Mois',
  categories: [{ libelle: 'janv.' }, { libelle: 'févr.', courante: true }, { libelle: 'mars' }],
}

describe('un graphique', () => {
  it('se nomme par sa conclusion et donne ses chiffres en table, y compris ce qui manque', () => {
    const html = renderToStaticMarkup(
      <GraphiqueBarres {...commun} libelle="Réponses" valeurs={[1, 2, null]} />,
    )
    expect(html.match(/role="img" aria-label="Deux fois plus en février\."/g)).toHaveLength(2)
    expect(html).toContain('<caption class="vh">Réponses</caption>')
    expect(html).toContain('sans donnée')
    // Two sizes, two bars each: nothing is drawn for a missing value.
    expect(html.match(/<rect[^>]*class="serie serie-clair"/g)).toHaveLength(4)
  })

  it('empile des séries aux textures différentes et en donne le total', () => {
    const html = renderToStaticMarkup(
      <GraphiqueEmpile
        {...commun}
        series={[
          { libelle: 'Fait', motif: 'plein', valeurs: [1, 2, 3] },
          { libelle: 'Reste', motif: 'hachures', valeurs: [4, 0, 1] },
        ]}
      />,
    )
    expect(html).toContain('fill="url(#g-l-hachures)"')
    expect(html).toMatch(/data-titre="Total">5</)
    expect(html).toContain('Reste</li>')
  })

  it('dessine ce qui manque sans le compter', () => {
    const html = renderToStaticMarkup(
      <GraphiqueEmpile
        {...commun}
        series={[
          { libelle: 'Reçu', motif: 'plein', valeurs: [1, 2, 3] },
          { libelle: 'Manque', motif: 'contour', valeurs: [4, 0, 1] },
        ]}
      />,
    )
    expect(html).toMatch(/data-titre="Total">1</)
    expect(html).not.toMatch(/data-titre="Total">5</)
  })

  it('se dessine sans erreur quand tout vaut zéro ou quand rien n’est connu', () => {
    for (const valeurs of [
      [0, 0, 0],
      [null, null, null],
    ]) {
      const html =
        renderToStaticMarkup(<GraphiqueBarres {...commun} libelle="R" valeurs={valeurs} />) +
        renderToStaticMarkup(<GraphiqueLignes {...commun} series={[{ libelle: 'R', valeurs }]} />)
      expect(html).not.toContain('NaN')
      expect(html).not.toContain('Infinity')
    }
  })

  it('coupe la ligne là où une valeur manque', () => {
    const html = renderToStaticMarkup(
      <GraphiqueLignes {...commun} series={[{ libelle: 'R', valeurs: [1, null, 3] }]} />,
    )
    expect(/class="trait" d="([^"]+)"/.exec(html)?.[1]?.match(/M/g)).toHaveLength(2)
  })
})
