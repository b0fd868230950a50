import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { pageDeDemonstration } from '../demonstration/demonstration.page.tsx'
import { Page, PageSimple } from './page.tsx'

const rendre = (props: Partial<Parameters<typeof Page>[0]> = {}) =>
  renderToStaticMarkup(
    <Page
      titreOnglet="Essai"
      styles="/statique/style.css"
      demonstration={false}
      titre="Où en est-on ?"
      organisation="Coopération d’essai"
      compte={{ nom: 'Gestion', structure: 'Membre 44', initiales: 'GE', plusieursStructures: true }}
      navigation={[
        { href: '/a', libelle: 'Accueil', icone: 'accueil', courante: true, nombre: 2 },
        { href: '/b', libelle: 'Documents', icone: 'document', courante: false, separee: true },
      ]}
      {...props}
    >
      {props.children}
    </Page>,
  )

describe('le cadre d’une page', () => {
  it('mène au contenu, à la navigation et à la recherche, qui existent', () => {
    const html = rendre()
    for (const id of ['contenu', 'navigation', 'recherche']) {
      expect(html).toContain(`href="#${id}"`)
      expect(html.split(` id="${id}"`)).toHaveLength(2)
    }
  })

  it('dit où l’on est, une seule fois, et ce qui attend', () => {
    const html = rendre()
    expect(html.match(/aria-current="page"/g)).toHaveLength(1)
    expect(html).toMatch(/<a href="\/a" aria-current="page">/)
    expect(html).toContain('2<span class="vh"> en attente</span>')
  })

  it('n’offre de changer de structure qu’à qui en a plusieurs', () => {
    expect(rendre()).toContain('Changer de structure')
    const seule = { nom: 'Gestion', structure: 'Membre 44', initiales: 'GE', plusieursStructures: false }
    expect(rendre({ compte: seule })).not.toContain('Changer de structure')
  })

  it('montre le message de la dernière action et la note de la page', () => {
    const html = rendre({ message: 'C’est enregistré.', encart: <p>Réunion ouverte</p> })
    expect(html).toMatch(/role="status".*C’est enregistré\./)
    expect(html).toContain('Réunion ouverte')
  })

  it('ne demande ni recherche ni navigation à qui n’est pas connecté', () => {
    const html = renderToStaticMarkup(
      <PageSimple titreOnglet="Entrer" styles="/s.css" demonstration titre="Entrer">
        <p>Bonjour</p>
      </PageSimple>,
    )
    expect(html).not.toContain('href="#navigation"')
    expect(html).not.toContain('role="search"')
    expect(html).toContain('Changer de rôle')
  })
})

describe('tous les composants, sur une page', () => {
  const { contenu, h1 } = pageDeDemonstration()
  const html = rendre({ titre: h1, children: contenu, scripts: ['/statique/ilot.js'] })

  it('n’ont ni style en ligne, ni script en ligne, ni gestionnaire en ligne', () => {
    expect(html).not.toMatch(/\sstyle=/)
    expect(html).not.toMatch(/<style/)
    expect([...html.matchAll(/<script\b[^>]*>([^<]*)/g)].map(([balise, corps]) => [balise, corps])).toEqual([
      ['<script type="module" src="/statique/ilot.js">', ''],
    ])
    expect(html).not.toMatch(/<[^>]*\son[a-z]+=/)
  })

  it('ont des identifiants uniques, et ne citent que des identifiants qui existent', () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!)
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    const cites = [...html.matchAll(/\s(?:aria-describedby|aria-labelledby|for|popovertarget)="([^"]+)"/gi)]
      .flatMap(([, liste]) => liste!.split(' '))
      .concat([...html.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id!))
    expect(cites.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('cachent chaque icône aux lecteurs d’écran et nomment chaque graphique', () => {
    for (const [svg] of html.matchAll(/<svg\b[^>]*>/g)) {
      expect(svg).toMatch(/aria-hidden="true"|role="img" aria-label="[^"]{20,}"/)
    }
  })

  it('écrivent la ponctuation double à la française', () => {
    const textes = html.replaceAll(/<[^>]+>/g, '\n')
    expect(textes.match(/[^\s] [;:!?](?=\s)/g)).toBeNull()
    expect(textes.match(/\d [€%]/g)).toBeNull()
  })
})
