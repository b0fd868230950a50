import { describe, expect, it } from 'vitest'
import { REGLES } from '../genere/explique.gen.ts'
import { direResultat } from './index.ts'

const regleEn = (unite: string) => Object.values(REGLES).find((regle) => regle.unite === unite)!.id

describe('le résultat d’un pas', () => {
  it('se dit dans l’unité de sa règle', () => {
    expect(direResultat({ regle: regleEn('centimes'), resultat: 2028.18 })).toMatch(/^2\s028,18\s€$/)
    expect(direResultat({ regle: regleEn('centimes'), resultat: 0 })).toMatch(/^0,00\s€$/)
    expect(direResultat({ regle: regleEn('milli-pourcent'), resultat: 1.61 })).toMatch(/^1,61\s%$/)
  })

  it('reste ce qu’il est quand il n’est pas un nombre', () => {
    expect(direResultat({ regle: 'inconnue', resultat: true })).toBe('oui')
    expect(direResultat({ regle: 'inconnue', resultat: null })).toBe('')
    expect(direResultat({ regle: 'inconnue', resultat: 'demi-traitement' })).toBe('demi-traitement')
    expect(direResultat({ regle: 'inconnue', resultat: 78 })).toBe('78')
  })
})
