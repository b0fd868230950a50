import { describe, expect, it } from 'vitest'
import { lectureDe, TEXTE_OCTETS_MAX } from './lecture.ts'

const octets = (texte: string) => new TextEncoder().encode(texte)
const genre = (o: Uint8Array) => lectureDe(o).genre
const u32 = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
const png = (largeur: number, hauteur: number) =>
  new Uint8Array([
    0x89,
    80,
    78,
    71,
    13,
    10,
    26,
    10,
    0,
    0,
    0,
    13,
    73,
    72,
    68,
    82,
    ...u32(largeur),
    ...u32(hauteur),
  ])
const jpeg = (largeur: number, hauteur: number) =>
  new Uint8Array([
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0],
    ...[0xff, 0xc4, 0, 3, 0],
    ...[0xff, 0xc0, 0, 11, 8, ...u32(hauteur).slice(2), ...u32(largeur).slice(2), 1, 1, 0x11, 0],
  ])

describe('ce que le bureau montre d’une pièce', () => {
  it('une page, un dessin à scripts, un courriel : leur texte, à la lettre', () => {
    for (const texte of [
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>',
      '\ufeff<!doctype html><script>alert(1)</script>',
      'From: a@b.fr\r\nSubject: é\r\n\r\n\tBonjour.',
      '',
    ])
      expect(lectureDe(octets(texte))).toEqual({ genre: 'texte', texte: texte.replace('\ufeff', '') })
  })

  it('un PDF est un PDF, même caché derrière une image ou une page', () => {
    for (const avant of ['', '<html>', '\x89PNG\r\n\x1a\n', 'x'.repeat(1000)])
      expect(genre(octets(`${avant}%PDF-1.7`))).toBe('pdf')
    expect(genre(octets(`${'x'.repeat(1024)}%PDF-1.7`))).toBe('texte')
  })

  it('une image dit sa taille ; trop grande, sans taille ou coupée, elle ne se dessine pas', () => {
    expect(lectureDe(png(4000, 3000))).toEqual({ genre: 'image', type: 'image/png' })
    expect(lectureDe(jpeg(4000, 3000))).toEqual({ genre: 'image', type: 'image/jpeg' })
    const refusees = [png(60_000, 60_000), png(0, 10), jpeg(60_000, 60_000), jpeg(0, 3)]
    for (const o of [...refusees, png(10, 10).slice(0, 20), jpeg(10, 10).slice(0, 14)])
      expect(genre(o)).toBe('autre')
  })

  it('tout le reste ne se montre pas : archive, document, octets quelconques, texte trop long', () => {
    for (const o of [
      new Uint8Array([80, 75, 3, 4, 0, 0]),
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]),
      new Uint8Array([0xc3, 0x28]),
      octets('GIF89a\0'),
      new Uint8Array(TEXTE_OCTETS_MAX + 1).fill(97),
    ])
      expect(genre(o)).toBe('autre')
  })

  it('ne s’arrête jamais sur une image abîmée', () => {
    for (let graine = 1; graine < 400; graine++) {
      const o = Uint8Array.from({ length: graine }, (_, i) => (i * graine * 31 + (i >> 2)) & 255)
      o.set([0xff, 0xd8, 0xff].slice(0, graine))
      expect(['image', 'autre']).toContain(genre(o))
    }
  })
})
