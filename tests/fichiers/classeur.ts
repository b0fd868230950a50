// Workbooks made by hand, as no spreadsheet writes them.
import { crc32, deflateRawSync } from 'node:zlib'

/** A workbook from its parts, deflated; `annonce` is the unpacked size that the archive claims, the true one by default. */
export function classeur(parties: Record<string, string | Buffer>, annonce?: number): Buffer {
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
/** The parts of a workbook of one sheet, whose rows are given as XML. */
export const partiesDuClasseur = (feuille: string) => ({
  '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  'xl/workbook.xml': `<workbook xmlns:r="${OFFICE}"><sheets><sheet name="F" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${feuille}</sheetData></worksheet>`,
})
/** A cell that holds a text. */
export const texteDeCellule = (adresse: string, contenu: string) =>
  `<c r="${adresse}" t="inlineStr"><is><t>${contenu}</t></is></c>`
