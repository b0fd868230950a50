import { describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import {
  classeur,
  partiesDuClasseur as parties,
  texteDeCellule as texte,
} from '../../../tests/fichiers/classeur.ts'
import type { Colonne } from './colonnes.ts'
import { exporterXlsx } from './exporter.ts'
import { genreDe } from './genre.ts'
import { lireTableur } from './lire-tableur.ts'

const colonnes: Colonne[] = [
  { cle: 'code', libelles: ['Code'], obligatoire: true },
  { cle: 'taux', libelles: ['Taux'] },
  { cle: 'le', libelles: ['Le'], type: 'date' },
]

describe('la lecture d’un classeur', () => {
  it('garde les décimales saisies, les vraies dates et choisit la feuille qui a les en-têtes', async () => {
    const octets = await writeXlsxFile([
      { data: [['Notes'], ['rien à voir']], sheet: 'Lisez-moi' },
      {
        sheet: 'Données',
        data: [
          ['Code', 'Taux', 'Le'],
          ['01', 0.1 + 0.2, { type: Date, value: new Date('2026-11-24T00:00:00Z'), format: 'dd/mm/yyyy' }],
        ],
      },
    ]).toBuffer()
    const lu = await lireTableur(octets, colonnes)
    expect(lu.ok && lu.valeur.lignes).toEqual([
      { numero: 2, valeurs: { code: '01', taux: '0.3', le: '2026-11-24' } },
    ])
  })
  it('montre une formule en erreur au lieu d’une cellule vide', async () => {
    const feuille = `<row r="1">${texte('A1', 'Code')}</row><row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`
    const lu = await lireTableur(classeur(parties(feuille)), colonnes)
    expect(lu.ok && lu.valeur.lignes[0]?.valeurs).toEqual({ code: '#DIV/0!' })
  })
  it('rend son texte à une note plus longue que la cellule d’un classeur ne le permet, en disant qu’elle est coupée', async () => {
    const lu = await lireTableur(await exporterXlsx(colonnes, [{ code: 'x'.repeat(40_000) }]), colonnes)
    const code = lu.ok ? lu.valeur.lignes[0]!.valeurs['code']! : ''
    expect(code).toHaveLength(32_767)
    expect(code).toMatch(/texte coupé : il est entier dans l’export CSV\)$/)
  })
})

describe('un classeur hostile', { timeout: 60_000 }, () => {
  const bombe = { ...parties(''), 'xl/worksheets/sheet1.xml': Buffer.alloc(70 << 20, ' ') }
  const refuse = async (octets: Buffer, limites = {}) => {
    const lu = await lireTableur(octets, colonnes, limites)
    return lu.ok ? lu.valeur : lu.refus.message
  }
  it('une bombe de décompression est refusée, qu’elle dise ou taise sa taille', async () => {
    const franche = classeur(bombe)
    expect(franche.length).toBeLessThan(100_000)
    expect(await refuse(franche)).toMatch(/dépasse 64 Mo une fois décompressé/)
    expect(await refuse(classeur(bombe, 10))).toMatch(/dépasse 64 Mo une fois décompressé/)
  })
  it('une cellule perdue à l’autre bout de la feuille ne coûte pas la mémoire du serveur', async () => {
    const feuille = Array.from(
      { length: 3_000 },
      (_, i) => `<row r="${i * 300 + 1}">${texte(`XFD${i * 300 + 1}`, 'x')}</row>`,
    ).join('')
    expect(await refuse(classeur(parties(feuille)), { memoireMo: 64 })).toMatch(/trop de temps ou de mémoire/)
  })
  it('un classeur qui demande trop de temps est arrêté', async () => {
    const longue = 'Code\n'.concat('x\n'.repeat(40_000))
    expect(await refuse(Buffer.from(longue), { delaiMs: 1 })).toMatch(/trop de temps ou de mémoire/)
  })
  it.each([
    ['tronqué', (octets: Buffer) => octets.subarray(0, octets.length / 2), /abîmé|ni un CSV/],
    [
      'chiffré',
      (octets: Buffer) => {
        const copie = Buffer.from(octets)
        copie.writeUInt16LE(1, copie.lastIndexOf('PK\u0001\u0002') + 8)
        return copie
      },
      /mot de passe/,
    ],
  ])('un classeur %s est refusé en français', async (_, abimer, motif) => {
    expect(await refuse(abimer(classeur(parties(''))))).toMatch(motif)
  })
  it('une archive qui n’est pas un classeur est nommée pour ce qu’elle est', async () => {
    expect(await genreDe(classeur({ 'a.txt': 'a' }))).toBe('archive')
    expect(await refuse(classeur({ 'a.txt': 'a' }))).toMatch(/ni un CSV ni un classeur XLSX/)
  })
})
