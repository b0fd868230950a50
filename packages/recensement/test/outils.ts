import { deflateRawSync } from 'node:zlib'
import { type AgentRecense, COLONNES, type Rapport } from '@maillage/prevoyance/recensement'
import { empaqueter } from '../src/classeur/zip.ts'
import { type OptionsRecensement, verifierRecensement } from '../src/index.ts'

export const DATE = '2026-11-01'

const ENTETE = [
  'siret',
  'matricule',
  'naissance',
  'statut',
  'regime',
  'categorie',
  'heures_hebdo',
  'indice_majore',
  'ri_mensuel',
]
const AGENT = ['29900000000016', 'A1', '1975', 'titulaire', 'CNRACL', 'C', '35', '372', '185,5']

export const TOUTES = COLONNES.map(({ nom }) => nom)

/** A header with only what is compulsory, then more columns. */
export const entete = (...autres: readonly string[]): string[] => [...ENTETE, ...autres]

/** A correct row for that header; the pseudonym says the row. */
export const agent = (rang: number, ...autres: readonly string[]): string[] => [
  AGENT[0] ?? '',
  `A${rang}`,
  ...AGENT.slice(2),
  ...autres,
]

/** CSV text of rows, semicolons and line feeds. */
export const csv = (...lignes: readonly (readonly string[])[]): string =>
  lignes.map((ligne) => `${ligne.join(';')}\n`).join('')

async function* enMorceaux(octets: Uint8Array, taille: number) {
  for (let i = 0; i < octets.length; i += taille) yield octets.subarray(i, i + taille)
}

/** Checks bytes or text, as one chunk or in chunks of `taille` bytes. */
export async function verifier(
  contenu: string | Uint8Array,
  options: Partial<OptionsRecensement> = {},
  taille = Number.POSITIVE_INFINITY,
): Promise<Rapport & { readonly agents: readonly AgentRecense[] }> {
  const agents: AgentRecense[] = []
  const octets = typeof contenu === 'string' ? Buffer.from(contenu) : contenu
  const rapport = await verifierRecensement(enMorceaux(octets, taille), {
    dateRecensement: DATE,
    surAgent: (a) => {
      agents.push(a)
    },
    ...options,
  })
  return { ...rapport, agents }
}

/** « row code » of each refusal. */
export const refusDe = (rapport: Rapport): string[] =>
  rapport.refusees.map(({ ligne, code }) => `${ligne} ${code}`)

const XML = '<?xml version="1.0" encoding="UTF-8"?>'
const DOC = 'http://schemas.openxmlformats.org'

/** A workbook written by hand, so that tests can hold what a writing library would never produce. Sheets: name → `<row>` elements. */
export function classeur(feuilles: Readonly<Record<string, string>>, prologue = ''): Buffer {
  const noms = Object.keys(feuilles)
  const parties: [string, string][] = [
    [
      'xl/workbook.xml',
      `<workbook xmlns="${DOC}/spreadsheetml/2006/main" xmlns:r="${DOC}/officeDocument/2006/relationships"><sheets>${noms
        .map((nom, i) => `<sheet name="${nom}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${DOC}/package/2006/relationships">${noms
        .map(
          (_, i) =>
            `<Relationship Id="rId${i + 1}" Type="${DOC}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
        )
        .join('')}</Relationships>`,
    ],
    ...noms.map((nom, i): [string, string] => [
      `xl/worksheets/sheet${i + 1}.xml`,
      `<worksheet xmlns="${DOC}/spreadsheetml/2006/main"><sheetData>${feuilles[nom]}</sheetData></worksheet>`,
    ]),
  ]
  return empaqueter([...parties.map(([nom, xml]) => [nom, Buffer.from(XML + prologue + xml)] as const)])
}

/** A `<row>` of text cells; a cell that begins with « < » is taken as raw XML for the inside of `<c>`. */
export function rangee(numero: number, cellules: readonly string[]): string {
  const c = cellules.map((cellule, i) => {
    const adresse = `${String.fromCharCode(65 + i)}${numero}`
    if (cellule.startsWith('<c')) return cellule.replace('<c', `<c r="${adresse}"`)
    return `<c r="${adresse}" t="inlineStr"><is><t>${cellule}</t></is></c>`
  })
  return `<row r="${numero}">${c.join('')}</row>`
}

/** An archive of one deflated file whose headers announce `annonce` bytes, whatever the truth: a liar or an honest bomb. */
export function zipCompresse(
  nom: string,
  contenu: Buffer,
  annonce: number,
  autres: readonly (readonly [string, Buffer])[],
): Buffer {
  const base = empaqueter(autres)
  const fin = base.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const repertoire = base.readUInt32LE(fin + 16)
  const compresse = deflateRawSync(contenu, { level: 9 })
  const octetsNom = Buffer.from(nom)
  const champs = Buffer.alloc(26)
  champs.writeUInt16LE(20, 0)
  champs.writeUInt16LE(8, 4)
  champs.writeUInt32LE(compresse.length, 14)
  champs.writeUInt32LE(annonce, 18)
  champs.writeUInt16LE(octetsNom.length, 22)
  const central = Buffer.alloc(14)
  central.writeUInt32LE(repertoire, 10)
  const nouveau = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), champs, central, octetsNom])
  const ancien = base.subarray(repertoire, fin)
  const pied = Buffer.from(base.subarray(fin))
  pied.writeUInt16LE(autres.length + 1, 8)
  pied.writeUInt16LE(autres.length + 1, 10)
  pied.writeUInt32LE(ancien.length + nouveau.length, 12)
  pied.writeUInt32LE(repertoire + 30 + octetsNom.length + compresse.length, 16)
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), champs, octetsNom, compresse])
  return Buffer.concat([base.subarray(0, repertoire), local, ancien, nouveau, pied])
}
