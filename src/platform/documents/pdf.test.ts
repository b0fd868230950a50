import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, describe, expect, it } from 'vitest'
import { CompositionImpossible, ouvrirPdf } from './pdf.ts'

const pdf = ouvrirPdf(join(import.meta.dirname, '../../..'))
afterAll(() => pdf.fermer())

const releve = {
  titre: 'Relevé de décisions',
  'titre-court': 'Relevé',
  'sous-titre': 'Mardi 24 novembre 2026',
  cooperation: 'Coopération d’essai',
  pied: 'Établi le 24 novembre 2026',
  seance: [{ nom: 'Instance', valeur: 'Conférence des présidences' }],
  decisions: [
    {
      numero: '2026-11-D01',
      titre: '#set page(fill: red) *gras* =cmd()',
      portee: 'À trois',
      texte: 'Un 🗳️ vote. \u202B مرحبا \u202C\n\n$x^2$ @ref <label>',
      verdict: '3 voix pour.',
      reserves: [{ membre: 'CDG 49', texte: 'Clause de revoyure.' }],
    },
  ],
  autres: [{ question: 'Calendrier', issue: 'pris acte' }],
}
const le = new Date('2026-11-24T15:00:00Z')

async function lire(octets: Buffer) {
  const document = await getDocument({ data: new Uint8Array(octets) }).promise
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, (_, i) => document.getPage(i + 1)),
  )
  const textes = await Promise.all(
    pages.map(async (page) =>
      (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' '),
    ),
  )
  return {
    document,
    pages,
    texte: textes.join('\n').replaceAll(/\s+/g, ' '),
    structure: JSON.stringify(await pages[0]!.getStructTree()),
  }
}

describe('un document PDF', () => {
  it('est balisé, titré, en français, et se déclare PDF/UA', async () => {
    const octets = await pdf.rendre('releve-decisions', releve, le)
    const { document, structure } = await lire(octets)
    const { info, metadata } = await document.getMetadata()
    expect((info as { Title?: string }).Title).toBe('Relevé de décisions')
    expect(metadata?.getRaw()).toContain('pdfuaid:part')
    expect((info as { Language?: string }).Language ?? octets.toString('latin1')).toMatch(/fr/)
    expect(structure).toContain('"role":"H1"')
    expect(structure).toContain('"role":"H2"')
    expect((await document.getMarkInfo())?.Marked).toBe(true)
  })
  it('montre ce qui a été écrit sans l’interpréter', async () => {
    const { texte } = await lire(await pdf.rendre('releve-decisions', releve, le))
    expect(texte).toContain('#set page(fill: red) *gras* =cmd()')
    expect(texte).toContain('$x^2$ @ref <label>')
    expect(texte).toContain('Clause de revoyure.')
  })
  it('garde l’emoji et le nom de droite à gauche, et signale le caractère qu’aucune police ne dessine', async () => {
    const { texte } = await lire(
      await pdf.rendre(
        'releve-decisions',
        { ...releve, autres: [{ question: 'Rune \u{16A0} et tibétain \u0F40', issue: 'vu' }] },
        le,
      ),
    )
    expect(texte).toContain('🗳')
    expect(texte).toMatch(/مرحب/)
    expect(texte).toContain('Rune [?] et tibétain [?]')
  })
  it('supporte une note de 60 000 caractères', async () => {
    const note = 'Une phrase assez longue pour remplir la page. '.repeat(1300)
    const { document } = await lire(
      await pdf.rendre(
        'releve-decisions',
        { ...releve, decisions: [{ ...releve.decisions[0], texte: note }] },
        le,
      ),
    )
    expect(document.numPages).toBeGreaterThan(8)
  })
  it('donne les mêmes octets pour les mêmes données', async () => {
    const [un, deux] = [
      await pdf.rendre('releve-decisions', releve, le),
      await pdf.rendre('releve-decisions', releve, le),
    ]
    expect(un.equals(deux)).toBe(true)
  })
  it('refuse un document sans titre plutôt que de mentir sur son accessibilité', async () => {
    await expect(pdf.rendre('releve-decisions', { ...releve, titre: '' }, le)).rejects.toThrow(
      CompositionImpossible,
    )
    expect((await pdf.rendre('releve-decisions', releve, le)).subarray(0, 5).toString()).toBe('%PDF-')
  })
  it('le compositeur tué, le document en cours le dit et le suivant se fait', async () => {
    await pdf.rendre('releve-decisions', releve, le)
    const pid = pidDuCompositeur()
    const enCours = pdf.rendre('releve-decisions', releve, le)
    process.kill(pid, 'SIGKILL')
    await expect(enCours).rejects.toThrow('SIGKILL')
    expect((await pdf.rendre('releve-decisions', releve, le)).subarray(0, 5).toString()).toBe('%PDF-')
  })
})

function pidDuCompositeur(): number {
  const enfants = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], {
    encoding: 'utf8',
  })
  return Number.parseInt(enfants.split('\n').find((ligne) => ligne.includes('typst.processus'))!, 10)
}
