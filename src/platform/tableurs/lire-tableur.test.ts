import { crc32, deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import type { Colonne } from './colonnes.ts'
import { exporterXlsx } from './exporter.ts'
import { genreDe } from './genre.ts'
import { lireTableur } from './lire-tableur.ts'

const colonnes: Colonne[] = [
  { cle: 'code', libelles: ['Code'], obligatoire: true },
  { cle: 'taux', libelles: ['Taux'] },
  { cle: 'le', libelles: ['Le'], type: 'date' },
]

/** A workbook from its parts, deflated; `annonce` is the unpacked size that the archive claims, the true one by default. */
function classeur(parties: Record<string, string | Buffer>, annonce?: number): Buffer {
  const morceaux: Buffer[] = []
  const repertoire: Buffer[] = []
  let position = 0
  for (const [nom, contenu] of Object.entries(parties)) {
    const brut = Buffer.from(contenu)
    const serre = deflateRawSync(brut)
    const fiche = Buffer.alloc(26)
    fiche.writeUInt16LE(20, 0)
    fiche.writeUInt16LE(8, 4)
    fiche.writeUInt32LE(crc32(brut), 10)
    fiche.writeUInt32LE(serre.length, 14)
    fiche.writeUInt32LE(annonce ?? brut.length, 18)
    fiche.writeUInt16LE(nom.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(position, 10)
    morceaux.push(Buffer.from('PK\u0003\u0004'), fiche, Buffer.from(nom), serre)
    repertoire.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), fiche, place, Buffer.from(nom))
    position += 30 + nom.length + serre.length
  }
  const table = Buffer.concat(repertoire)
  const fin = Buffer.alloc(18)
  fin.writeUInt16LE(Object.keys(parties).length, 4)
  fin.writeUInt16LE(Object.keys(parties).length, 6)
  fin.writeUInt32LE(table.length, 8)
  fin.writeUInt32LE(position, 12)
  return Buffer.concat([...morceaux, table, Buffer.from('PK\u0005\u0006'), fin])
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const parties = (feuille: string) => ({
  '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  'xl/workbook.xml': `<workbook xmlns:r="${OFFICE}"><sheets><sheet name="F" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${feuille}</sheetData></worksheet>`,
})
const texte = (adresse: string, contenu: string) =>
  `<c r="${adresse}" t="inlineStr"><is><t>${contenu}</t></is></c>`

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

describe('un classeur hostile', () => {
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
