import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ecrireCsv } from './ecrire-csv.ts'
import { rendreTexte } from './valeurs.ts'

const colonnes = [{ titre: 'Valeur', valeur: (ligne: string) => ligne }]

describe('un export CSV', () => {
  it.each(['=cmd()', '+1+1', '@SUM(A1)', '-2+3', '\tx', '\r=1'])('désarme la formule « %s »', (formule) => {
    const [, ligne] = parse(ecrireCsv(colonnes, [formule]), { delimiter: ';', bom: true }) as string[][]
    expect(ligne![0]).toBe(`'${formule}`)
  })
  it('laisse un nombre négatif tel quel', () =>
    expect(ecrireCsv(colonnes, ['-12,50'])).toContain('\n-12,50\r\n'))
  it('se relit à l’identique une fois les apostrophes de garde retirées', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: 'grapheme' }).filter((t) => t !== ''),
          { minLength: 1 },
        ),
        (valeurs) => {
          const lues = parse(ecrireCsv(colonnes, valeurs), {
            delimiter: ';',
            bom: true,
            record_delimiter: '\r\n',
          }) as string[][]
          expect(lues.slice(1).map(([v]) => rendreTexte(v!))).toEqual(valeurs.map((v) => v.toWellFormed()))
        },
      ),
    ))
})
