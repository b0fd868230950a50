import { describe, expect, it } from 'vitest'
import { nommer, reconnaitre } from './reconnaitre.ts'

const octets = (texte: string) => new TextEncoder().encode(texte)

describe('un fichier déposé', () => {
  it('est reconnu à son contenu, pas à son nom', async () => {
    expect(await reconnaitre(octets('%PDF-1.7\n%âãÏÓ\n'))).toEqual({ ok: true, typeMime: 'application/pdf' })
    expect(await reconnaitre(octets('Note de séance, à lire.'))).toMatchObject({ ok: true })
  })
  it.each([
    ['vide', octets('')],
    ['un programme', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['une page', octets('<html><script>alert(1)</script>')],
    ['un dessin avec script', octets('<svg onload="alert(1)"/>')],
    ['des octets quelconques', new Uint8Array([0, 1, 2, 3, 250, 251])],
  ])('est refusé en français : %s', async (_nom, contenu) => {
    const reconnu = await reconnaitre(contenu)
    expect(reconnu.ok).toBe(false)
    expect(!reconnu.ok && reconnu.motif).toMatch(/fichier/)
  })
})

it.each([
  ['note.pdf', 'application/pdf', 'note.pdf'],
  ['NOTE.PDF', 'application/pdf', 'NOTE.PDF'],
  ['photo.jpeg', 'image/jpeg', 'photo.jpeg'],
  ['facture.pdf.exe', 'application/pdf', 'facture.pdf.exe.pdf'],
  ['rapport', 'application/pdf', 'rapport.pdf'],
  ['tableau.csv', 'text/plain; charset=utf-8', 'tableau.csv'],
  ['installer.bat', 'text/plain; charset=utf-8', 'installer.bat.txt'],
  ['page.hta', 'text/plain; charset=utf-8', 'page.hta.txt'],
  ['constructor', 'application/pdf', 'constructor.pdf'],
])('un fichier porte la fin de ce qu’il est : %s', (nom, type, attendu) => {
  expect(nommer(nom, type)).toBe(attendu)
  expect(nommer('a'.repeat(300), type).length).toBeLessThanOrEqual(200)
})
