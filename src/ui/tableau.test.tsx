import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { type Colonne, Tableau } from './tableau.tsx'

type Ligne = { readonly nom: string; readonly agents: number }
const LIGNES: readonly Ligne[] = [
  { nom: 'Évron', agents: 12 },
  { nom: '<i>Ernée</i>', agents: 1739 },
]
const COLONNES: readonly Colonne<Ligne>[] = [
  { cle: 'nom', titre: 'Commune', entete: true, triable: true, contenu: ({ nom }) => nom, total: 'Total' },
  {
    cle: 'agents',
    titre: 'Agents',
    nombre: true,
    triable: true,
    contenu: ({ agents }) => agents,
    total: '1 751',
  },
]
const rendre = (props: Partial<Parameters<typeof Tableau<Ligne>>[0]> = {}) =>
  renderToStaticMarkup(
    <Tableau titre="Communes" colonnes={COLONNES} lignes={LIGNES} cleDe={({ nom }) => nom} {...props} />,
  )

describe('un tableau', () => {
  it('a un titre, des en-têtes de colonne et de ligne, et garde ses rôles quand il s’empile', () => {
    const html = rendre()
    expect(html).toContain('Communes</caption>')
    expect(html.match(/scope="col"/g)).toHaveLength(2)
    // Two rows and the totals.
    expect(html.match(/scope="row"/g)).toHaveLength(3)
    expect(html).toContain('role="table"')
    expect(html).toContain('role="rowheader"')
    expect(html).toContain('data-titre="Agents"')
  })

  it('échappe ce que les gens ont écrit', () => {
    expect(rendre()).toContain('&lt;i&gt;Ernée&lt;/i&gt;')
  })

  it('trie par des liens, dit le tri courant, et propose l’ordre inverse', () => {
    const html = rendre({ tri: { cle: 'nom', sens: 'asc' }, trier: ({ cle, sens }) => `?tri=${cle}.${sens}` })
    expect(html).toMatch(/<th[^>]*aria-sort="ascending"[^>]*><a class="tri" href="\?tri=nom\.desc"/)
    expect(html).toContain('href="?tri=agents.asc"')
    expect(html.match(/aria-sort/g)).toHaveLength(1)
  })

  it('marque la ligne courante', () => {
    expect(rendre({ estCourante: ({ agents }) => agents === 12 }).match(/aria-current="true"/g)).toHaveLength(
      1,
    )
  })

  it('défile dans une région nommée que le clavier atteint', () => {
    expect(rendre({ defile: true })).toMatch(/<section class="scroll" aria-label="Communes" tabindex="0">/)
  })

  it('dit pourquoi il est vide au lieu d’une table sans ligne', () => {
    const html = rendre({ lignes: [], vide: <p>Aucune commune.</p> })
    expect(html).toBe('<p>Aucune commune.</p>')
  })
})
