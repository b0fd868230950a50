import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { remplirGabarit, type Variables, verifierGabarit } from './gabarit.ts'

const variables: Variables = {
  membre: { type: 'texte', libelle: 'Nom du membre' },
  visas: { type: 'liste', libelle: 'Visas du membre' },
  montant: { type: 'nombre', libelle: 'Montant' },
}

describe('un modèle de texte', () => {
  it('se remplit, une ligne par élément de liste', () => {
    expect(
      remplirGabarit('{{membre}}\n{{visas}}', { membre: 'CDG 53', visas: ['Vu le code', 'Vu le budget'] }),
    ).toBe('CDG 53\nVu le code\nVu le budget')
  })
  it('garde ou retire un passage selon une variable', () => {
    const texte = 'A{{#si montant}} pour {{montant}} €{{/si}}.'
    expect(remplirGabarit(texte, { montant: 12 })).toBe('A pour 12 €.')
    expect(remplirGabarit(texte, { montant: null })).toBe('A.')
  })
  it('montre le trou plutôt que de le cacher', () =>
    expect(remplirGabarit('Acte {{membre}}', {})).toBe('Acte […]'))
  it.each([
    ['{{membr}}', /Ligne 1 : « {{membr}} » n’est pas une variable connue/],
    ['ok\n{{membre', /Ligne 2 : une accolade double/],
    ['{{#si membre}} x', /Ligne 1 : la condition n’est pas fermée/],
    ['x {{/si}}', /ne ferme aucune condition/],
    ['{{constructor}}', /n’est pas une variable connue/],
  ])('situe la faute de « %s »', (texte, attendu) =>
    expect(verifierGabarit(texte, variables)[0]!.message).toMatch(attendu),
  )
  it('une valeur n’est jamais relue comme un modèle', () => {
    fc.assert(
      fc.property(fc.string(), (valeur) => {
        fc.pre(valeur !== '')
        expect(remplirGabarit('[{{membre}}]', { membre: `${valeur}{{visas}}` })).toBe(`[${valeur}{{visas}}]`)
      }),
    )
  })
  it('un texte sans accolade ressort tel quel', () => {
    fc.assert(
      fc.property(
        fc.string().filter((t) => !/[{}]/.test(t)),
        (texte) => {
          expect(verifierGabarit(texte, variables)).toEqual([])
          expect(remplirGabarit(texte, {})).toBe(texte)
        },
      ),
    )
  })
})
