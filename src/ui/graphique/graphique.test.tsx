import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { GraphiqueBarres, GraphiqueEmpile } from './barres.tsx'
import { ecarter } from './ecarter.ts'
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

  const annees = (libelles: readonly string[]) => libelles.map((libelle) => ({ libelle }))
  /** Names at the end of the lines of each drawing: where they stand, and what they say. */
  const noms = (html: string) =>
    html
      .split('</svg>')
      .slice(0, 2)
      .map((svg) =>
        [...svg.matchAll(/<g class="ligne"><text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)</g)].map(
          ([, x, y, mots]) => ({ x: Number(x), y: Number(y), mots: mots ?? '' }),
        ),
      )
  const rapports = (categories: readonly string[], ...valeurs: (readonly (number | null)[])[]) =>
    renderToStaticMarkup(
      <GraphiqueLignes
        {...commun}
        categories={annees(categories)}
        formater={(valeur) => `${valeur} %`}
        repere={{ valeur: 100, libelle: 'cotisations' }}
        series={['Par exercice', 'Par année des arrêts', 'Payé seulement'].map((libelle, rang) => ({
          libelle,
          valeurs: valeurs[rang] ?? [],
        }))}
      />,
    )

  it('d’une seule année ne met pas ses noms l’un sur l’autre', () => {
    const dessins = noms(rapports(['2025'], [86.7], [86.7], [85]))
    expect(dessins).toHaveLength(2)
    for (const dessin of dessins) {
      expect(dessin).toHaveLength(3)
      const hauteurs = dessin.map(({ y }) => y).toSorted((a, b) => a - b)
      for (const [rang, y] of hauteurs.entries())
        if (rang > 0) expect(y - hauteurs[rang - 1]!).toBeGreaterThanOrEqual(16)
    }
  })

  it('tient ses noms dans son cadre, au pied comme à droite', () => {
    const [large, serre] = noms(rapports(['2024', '2025', '2026'], [90, 95, 0], [92, 80, 0], [10, 20, 0]))
    for (const [dessin, taille] of [
      [large!, { largeur: 680, hauteur: 340 }],
      [serre!, { largeur: 340, hauteur: 280 }],
    ] as const)
      for (const { x, y, mots } of dessin) {
        // Six pixels and a half a letter, on average.
        expect(x + mots.length * 6.5).toBeLessThanOrEqual(taille.largeur)
        expect(y).toBeLessThanOrEqual(taille.hauteur - 30)
      }
  })

  it('laisse à sa hauteur le nom d’une ligne qui finit plus tôt', () => {
    const seule = noms(rapports(['2024', '2025'], [90, 95], [], []))[0]![0]!
    const accompagnee = noms(rapports(['2024', '2025'], [90, 95], [95, null], []))[0]!
    expect(accompagnee[0]!.y).toBe(seule.y)
    expect(accompagnee[1]!.x).toBeLessThan(accompagnee[0]!.x)
  })
})

describe('des mots sur une colonne', () => {
  it('s’écartent dans leur ordre, et ne bougent pas quand ils ont la place', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), { maxLength: 6 }), (positions) => {
        const places = ecarter(positions, 17, 304)
        expect(Math.max(0, ...places)).toBeLessThanOrEqual(304)
        for (const [i, a] of positions.entries())
          for (const [j, b] of positions.entries()) {
            if (i !== j) expect(Math.abs(places[i]! - places[j]!)).toBeGreaterThanOrEqual(17)
            if (a < b) expect(places[i]).toBeLessThan(places[j]!)
          }
        const larges = positions.map((_, rang) => rang * 20)
        expect(ecarter(larges, 17, 304)).toEqual(larges)
      }),
    )
  })
})
