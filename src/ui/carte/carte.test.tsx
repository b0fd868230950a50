import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Carte, classeDe } from './carte.tsx'
import { contours } from './contours.ts'

describe('la carte des départements', () => {
  it('connaît les 96 départements de métropole, chacun dans ses bornes', () => {
    expect(contours().size).toBe(96)
    for (const { boite, nomAu } of contours().values()) {
      expect(nomAu.x).toBeGreaterThan(boite.gauche)
      expect(nomAu.x).toBeLessThan(boite.droite)
      expect(nomAu.y).toBeGreaterThan(boite.haut)
      expect(nomAu.y).toBeLessThan(boite.bas)
      expect(nomAu.largeur).toBeGreaterThan(0)
    }
    expect(contours().get('44')?.boite.gauche).toBeLessThan(contours().get('72')!.boite.gauche)
  })

  it('met une valeur posée sur une borne dans la classe du dessus, et l’absence à part', () => {
    const bornes = [40, 55, 70, 80]
    expect([39.9, 40, 54, 80, 100, null].map((valeur) => classeDe(valeur, bornes))).toEqual([
      1, 2, 2, 5, 5, 0,
    ])
  })

  it('dit « sans donnée » plutôt que zéro, et oublie un code inconnu', () => {
    const html = renderToStaticMarkup(
      <Carte
        conclusion="La Sarthe n’a rien transmis."
        titre="Parts"
        libelle="Part"
        bornes={[1, 2, 3, 4]}
        departements={[
          { code: '72', valeur: null },
          { code: '44', valeur: 0 },
          { code: '999', valeur: 3 },
        ]}
      />,
    )
    expect(html.match(/sans donnée/g)).toHaveLength(2)
    expect(html.match(/<path d=/g)!.length).toBeGreaterThanOrEqual(2)
    expect(html).toContain('Loire-Atlantique (44)')
    expect(html).not.toContain('999')
  })
})
