import { describe, expect, it } from 'vitest'
import { calendrierDe, situer } from './calendrier.ts'

describe('le calendrier à rebours', () => {
  it('finit la veille du début du contrat, et redonne le rythme de la source', () => {
    const etapes = calendrierDe('prevoyance', '2025-01-01')
    expect(etapes[0]).toMatchObject({ cle: 'decision', du: '2023-07-01' })
    expect(etapes.at(-1)!.au).toBe('2024-12-31')
    // The commission of the source met on 5 July 2024, and the comités sociaux of a département from 24 September to 26 November.
    expect(situer(etapes.find(({ cle }) => cle === 'attribution')!, '2024-07-05')).toBe('en_cours')
    const cst = etapes.find(({ cle }) => cle === 'cst')!
    expect([situer(cst, '2024-09-24'), situer(cst, '2024-11-12')]).toEqual(['en_cours', 'en_cours'])
  })
  it('ne compte jamais un mois comme trente jours, et aucune étape ne finit avant de commencer', () => {
    for (const objet of ['prevoyance', 'fournitures'] as const)
      for (const debut of ['2028-03-31', '2027-02-28', '2028-01-01'])
        for (const { du, au } of calendrierDe(objet, debut)) expect(du <= au).toBe(true)
    expect(calendrierDe('fournitures', '2028-03-31').find(({ cle }) => cle === 'marche')!.du).toBe(
      '2027-09-30',
    )
  })
})
