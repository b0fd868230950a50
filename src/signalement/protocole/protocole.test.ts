// The protocol beside the sealing package: work, numbers, metadata.
import { alea, enTexte } from '@maillage/coffre'
import { describe, expect, it } from 'vitest'
import { ouvrirEfforts, ouvrirSessions } from '../cles-serveur.ts'
import { type Defi, effortFait, peiner } from './effort.ts'
import { destinataireDeLAuteur } from './membre.ts'
import { preparerPiece, retirerMetadonnees, trouverMetadonnees } from './metadonnees.ts'
import { numeroDe } from './sceller-depot.ts'

const DEFI: Defi = { organisme: 'o', bits: 8, avant: 0, alea: 'a', sig: '' }

it('le destinataire de l’auteur n’est cru que signé par elle, quoi qu’un membre écrive avant', () => {
  const volet = (...corps: readonly [string, object][]) =>
    ({ messages: corps.map(([emetteur, dit]) => ({ emetteur, corps: dit })) }) as never
  const volets = (sien: object) =>
    new Map([
      ['N', volet(['referente', { destinataire: 'age1pq1faux' }])],
      ['E', volet(['referente', { destinataire: 'age1pq1faux' }], ['auteur', sien])],
    ] as const)
  expect(destinataireDeLAuteur({ volets: volets({ destinataire: 'age1pq1vrai' }) as never })).toBe(
    'age1pq1vrai',
  )
  expect(destinataireDeLAuteur({ volets: volets({}) as never })).toBeUndefined()
})

describe('le travail demandé', () => {
  it('vaut pour un défi et un dépôt, et pour eux seuls', () => {
    const nonces = Array.from({ length: 8 }, (_, i) => ({ depot: `d${i}`, nonce: peiner(DEFI, `d${i}`) }))
    for (const { depot, nonce } of nonces) expect(effortFait(DEFI, depot, nonce)).toBe(true)
    expect(nonces.filter(({ nonce }) => effortFait(DEFI, 'autre', nonce)).length).toBeLessThan(4)
    expect(effortFait({ ...DEFI, bits: 250 }, 'd0', nonces[0]!.nonce)).toBe(false)
  })
})

describe('le travail qui grandit avec l’affluence', () => {
  it('un bit de plus à chaque doublement au-dessus de vingt dépôts en dix minutes, quatre au plus, puis il retombe', () => {
    let ici = Date.parse('2026-12-07T10:00:00Z')
    const efforts = ouvrirEfforts(2, () => new Date(ici))
    const bits = () => efforts.donner('o').bits
    let faits = 0
    const jusqua = (n: number) => {
      for (; faits < n; faits++) {
        const defi = efforts.donner('o')
        expect(efforts.accepter(defi, `d${faits}`, peiner(defi, `d${faits}`))).toBe(true)
      }
    }
    const lus = [0, 19, 20, 39, 40, 79, 80, 159, 160, 400].map((n) => {
      jusqua(n)
      return [n, bits()]
    })
    expect(lus).toEqual([
      [0, 2],
      [19, 2],
      [20, 3],
      [39, 3],
      [40, 4],
      [79, 4],
      [80, 5],
      [159, 5],
      [160, 6],
      [400, 6],
    ])
    expect(efforts.donner('ailleurs').bits, 'une autre cellule n’en paie rien').toBe(2)
    ici += 600_001
    expect(bits()).toBe(2)
  })
  it('un défi sert une fois, dix minutes, pour sa cellule et son nombre de bits', () => {
    let ici = Date.parse('2026-12-07T10:00:00Z')
    const efforts = ouvrirEfforts(2, () => new Date(ici))
    const defi = efforts.donner('o')
    const nonce = peiner(defi, 'd')
    expect(efforts.accepter({ ...defi, bits: 0 }, 'd', nonce)).toBe(false)
    expect(efforts.accepter({ ...defi, organisme: 'p' }, 'd', nonce)).toBe(false)
    expect(efforts.accepter(defi, 'd', nonce)).toBe(true)
    expect(efforts.accepter(defi, 'd', nonce)).toBe(false)
    const tardif = efforts.donner('o')
    ici += 600_001
    expect(efforts.accepter(tardif, 'd', peiner(tardif, 'd'))).toBe(false)
    // What was used is forgotten once it has expired, and still serves nothing.
    expect(efforts.accepter(defi, 'd', nonce)).toBe(false)
  })
})

it('une session finit après vingt minutes sans geste, et après douze heures quoi qu’on fasse', () => {
  const debut = Date.parse('2026-12-07T08:00:00Z')
  const minutes = (n: number) => debut + n * 60_000
  let ici = debut
  const sessions = ouvrirSessions<string>(() => new Date(ici))
  const [active, oubliee] = ['active', 'oubliée'].map((qui) => `Bearer ${sessions.ouvrir(qui)}`)
  for (let n = 15; n < 720; n += 15) {
    ici = minutes(n)
    expect(sessions.lire(active), `après ${n} minutes`).toBe('active')
  }
  expect(sessions.lire(oubliee)).toBeNull()
  ici = minutes(721)
  expect(sessions.lire(active)).toBeNull()
})

it('le numéro dit au téléphone a huit signes sans confusion, et ne se répète guère', () => {
  const numeros = Array.from({ length: 500 }, () => numeroDe(enTexte(alea(16))))
  for (const numero of numeros) expect(numero).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
  expect(new Set(numeros).size).toBe(500)
})

describe('les informations cachées', () => {
  const octets = (...parts: (string | number[])[]) =>
    new Uint8Array(
      Buffer.concat(parts.map((p) => (typeof p === 'string' ? Buffer.from(p, 'latin1') : Buffer.from(p)))),
    )
  const JPEG = octets(
    [0xff, 0xd8, 0xff, 0xe0, 0, 6],
    'JFIF',
    [0xff, 0xe1, 0, 14],
    'Exif\0\0LIEU12',
    [0xff, 0xfe, 0, 6],
    'mots',
    [0xff, 0xda, 0, 2],
    'IMAGE',
    [0xff, 0xd9],
  )
  const PNG = octets(
    [0x89],
    'PNG\r\n\x1a\n',
    [0, 0, 0, 4],
    'tEXtLIEU',
    [0, 0, 0, 0],
    [0, 0, 0, 4],
    'IDATPIXL',
    [0, 0, 0, 0],
  )
  const WEBP = octets(
    'RIFF',
    [38, 0, 0, 0],
    'WEBP',
    'VP8 ',
    [4, 0, 0, 0],
    'PIXL',
    'EXIF',
    [5, 0, 0, 0],
    'LIEU1',
    [0],
  )
  it.each([
    ['jpeg', JPEG, 'IMAGE'],
    ['png', PNG, 'PIXL'],
    ['webp', WEBP, 'PIXL'],
  ] as const)('%s : trouvées, retirées, l’image reste', (genre, image, contenu) => {
    expect(trouverMetadonnees(image)).toMatchObject({ genre, retirables: true })
    const nette = Buffer.from(retirerMetadonnees(image)).toString('latin1')
    expect(nette).toContain(contenu)
    expect(nette).not.toMatch(/LIEU|mots/)
    expect(trouverMetadonnees(retirerMetadonnees(image)).noms).toEqual([])
  })
  it('un choix les garde ; l’empreinte de l’original reste ; un autre type est rendu tel quel', async () => {
    const [gardee, retiree] = [
      preparerPiece('a.jpg', '', JPEG, true),
      preparerPiece('a.jpg', '', JPEG, false),
    ]
    expect([gardee.metadonnees, retiree.metadonnees]).toEqual(['conservees', 'retirees'])
    expect(await gardee.empreinteOrigine()).toBe(await retiree.empreinteOrigine())
    expect(preparerPiece('a.pdf', '', octets('%PDF-1.7'), false)).toMatchObject({
      metadonnees: 'conservees',
    })
  })
  it('un fichier coupé n’arrête rien', () => {
    for (const image of [JPEG, PNG, WEBP])
      for (let n = 0; n < image.length; n++)
        expect(() => retirerMetadonnees(image.subarray(0, n))).not.toThrow()
  })
})
