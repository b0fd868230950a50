import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { BarreDHorloges } from '../temps/horloges.tsx'
import { BarreDeVoix } from './barre-de-voix.tsx'
import { GrilleDeVote, type LigneDeVote } from './grille-de-vote.tsx'
import { SuitesParMembre } from './suites-par-membre.tsx'

const OPTIONS = [
  { valeur: 'pour', libelle: 'Pour', icone: 'fait', ton: 'ok' },
  { valeur: 'contre', libelle: 'Contre', icone: 'contre', ton: 'alerte' },
] as const
const grille = (ligne: Partial<LigneDeVote>) =>
  renderToStaticMarkup(
    <GrilleDeVote
      titre="Vote"
      colonneLignes="Membre"
      colonnesInfo={['Présence']}
      options={OPTIONS}
      lignes={[{ cle: '44', titre: 'Membre 44', infos: [{ mot: 'Présent' }], choix: null, ...ligne }]}
    />,
  )

describe('la grille de vote', () => {
  it('dit le vote par un mot, pas seulement par une marque', () => {
    expect(grille({ choix: 'pour' })).toContain('<span class="mot">Pour</span>')
    expect(grille({ choix: null })).not.toContain('class="mot"')
  })

  it('donne un bouton rond nommé par option, et garde le choix', () => {
    const html = grille({ choix: 'contre', saisie: { nom: 'vote-44' } })
    expect(html.match(/type="radio" name="vote-44"/g)).toHaveLength(2)
    expect(html.match(/checked=""/g)).toHaveLength(1)
    expect(html).toMatch(/checked="" value="contre"|value="contre"[^>]*checked=""/)
    expect(html).toContain('Membre 44\u202f: </span><span class="mot">Contre</span>')
  })

  it('poste un vote d’un seul bouton quand une adresse est donnée', () => {
    const html = grille({ saisie: { nom: 'choix', action: '/votes', champs: { organisme: '44' } } })
    expect(html.match(/<form action="\/votes" method="post">/g)).toHaveLength(2)
    expect(html).toContain('<input type="hidden" name="organisme" value="44"/>')
  })

  it('met une phrase à la place des marques de qui n’a pas de voix', () => {
    const html = grille({ hors: 'Informé, sans voix sur ce point', saisie: { nom: 'vote' } })
    expect(html).toContain('colSpan="2"')
    expect(html).not.toContain('type="radio"')
  })

  it('rattache le refus d’une ligne à ses boutons', () => {
    const html = grille({ faute: 'Absent sans pouvoir.', saisie: { nom: 'vote' } })
    expect(html).toContain('id="faute-44"')
    expect(html.match(/aria-describedby="faute-44"/g)).toHaveLength(2)
  })
})

describe('la barre de voix', () => {
  const barre = (seuil: number) =>
    renderToStaticMarkup(
      <BarreDeVoix
        seuil={seuil}
        voix={[
          { cle: 'a', libelle: '49', genre: 'abstention' },
          { cle: 'b', libelle: '44', genre: 'pour', poids: 2 },
        ]}
      />,
    )
  it('range les voix pour en premier et hachure l’abstention', () => {
    const html = barre(2)
    expect(html.indexOf('voix-pour')).toBeLessThan(html.indexOf('voix-abstention'))
    expect(html).toMatch(/class="voix-abstention" fill="url\(#voix-hachures\)"/)
    expect(html).toContain('class="voix-pour"></rect>')
  })
  it('ne marque pas un seuil que le nombre de voix ne peut pas atteindre', () => {
    expect(barre(3)).toContain('class="seuil"')
    expect(barre(4)).not.toContain('class="seuil"')
    expect(barre(0)).not.toContain('class="seuil"')
  })
})

describe('la barre du temps passé', () => {
  const largeurs = (html: string) =>
    [...html.matchAll(/<rect[^>]* width="([\d.]+)%"/g)].map(([, l]) => Number(l))
  it('partage toute la largeur quand elle est seule', () => {
    const html = renderToStaticMarkup(
      <BarreDHorloges
        parts={[
          { tour: 'service', valeur: 3 },
          { tour: 'tiers', valeur: 1 },
        ]}
      />,
    )
    expect(largeurs(html)).toEqual([75, 25])
  })
  it('reste dans l’échelle commune, et ne dessine rien pour zéro', () => {
    const html = renderToStaticMarkup(
      <BarreDHorloges
        echelle={10}
        parts={[
          { tour: 'service', valeur: 8 },
          { tour: 'demandeur', valeur: 0 },
          { tour: 'tiers', valeur: 8 },
        ]}
      />,
    )
    expect(largeurs(html)).toEqual([80, 20])
  })
})

describe('les suites par membre', () => {
  it('nomme chaque case par son membre, et grise qui n’est pas engagé', () => {
    const html = renderToStaticMarkup(
      <SuitesParMembre
        titre="Suites"
        colonneLignes={{ titre: 'Décision' }}
        colonneBilan="Effective"
        membres={[
          { cle: 'a', libelle: 'Membre A' },
          { cle: 'b', libelle: 'Membre B' },
        ]}
        lignes={[
          {
            cle: '1',
            titre: 'Partager',
            bilan: '1 sur 1',
            cases: {
              a: { ton: 'ok', icone: 'fait', mot: 'Exécutoire', detail: 'le 3 juil.', href: '/a' },
              b: { ton: 'neutre', icone: 'informe', mot: 'Informé', hors: true },
            },
          },
        ]}
      />,
    )
    expect(html).toMatch(/data-titre="Membre A"><a class="case" href="\/a">.*Exécutoire.*le 3\u00a0juil\./)
    expect(html).toMatch(/<td role="cell" data-titre="Membre B" class="informe">/)
  })
})
