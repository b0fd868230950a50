// Public keys that no honest page makes: points that are known to be bad, other spellings of good ones, coefficients out of range.
import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import { bech32 } from '@scure/base'
import { expect, it } from 'vitest'
import { destinataireDe, nouvelleIdentite, Refus, verifierDestinataire } from '../src/index.ts'

const octetsDe = (cle: string) => new Uint8Array(bech32.fromWords(bech32.decode(cle as never, false).words))
const cleDe = (octets: Uint8Array) => bech32.encode('age1pq', bech32.toWords(octets), false)
const bonne = octetsDe(await destinataireDe(nouvelleIdentite(new Uint8Array(32).fill(7))))
const hexa = (texte: string) => Uint8Array.from(texte.match(/../g)!, (o) => Number.parseInt(o, 16))
const avecPoint = (point: Uint8Array) => {
  const octets = bonne.slice()
  octets.set(point, 1184)
  return cleDe(octets)
}
const avecReseau = (changer: (pq: Uint8Array) => void) => {
  const octets = bonne.slice()
  changer(octets.subarray(0, 1184))
  return cleDe(octets)
}
const P = 2n ** 255n - 19n
const petitBoutiste = (n: bigint) =>
  Uint8Array.from({ length: 32 }, (_, i) => Number((n >> BigInt(8 * i)) & 0xffn))

// https://cr.yp.to/ecdh.html#validate: the seven coordinates of small order below 2^255, then those that the unused high bit hides.
const PETITS = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'cdeb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b880',
  '4c9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f11d7',
  'd9ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'daffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'dbffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
]

it('croit les clés que nos pages créent', async () => {
  expect(() => verifierDestinataire(cleDe(bonne))).not.toThrow()
  for (let i = 0; i < 8; i++) verifierDestinataire(await destinataireDe(nouvelleIdentite()))
})

it.each(PETITS)('refuse le point d’ordre faible %s', (point) => {
  expect(() => verifierDestinataire(avecPoint(hexa(point)))).toThrow(Refus)
})

it('refuse une autre écriture d’un bon point : bit de tête, coordonnée au-delà du corps', () => {
  const point = bonne.slice(1184)
  point[31]! |= 0x80
  expect(() => verifierDestinataire(avecPoint(point))).toThrow(Refus)
  // The base point is u = 9: 9 + p still fits in 255 bits.
  expect(() => verifierDestinataire(avecPoint(petitBoutiste(9n)))).not.toThrow()
  expect(() => verifierDestinataire(avecPoint(petitBoutiste(9n + P)))).toThrow(Refus)
})

it('refuse un point de l’autre courbe, et un bon point auquel s’ajoute un point d’ordre faible', () => {
  // u = 2 is on the twist: the system's X25519 computes with it all the same.
  expect(x25519.getSharedSecret(new Uint8Array(32).fill(9), petitBoutiste(2n))).toHaveLength(32)
  expect(() => verifierDestinataire(avecPoint(petitBoutiste(2n)))).toThrow(Refus)
  const { Point } = ed25519
  const ordreHuit = Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')
  const mele = Point.BASE.multiply(5n).add(ordreHuit)
  expect(() => verifierDestinataire(avecPoint(ed25519.utils.toMontgomery(mele.toBytes())))).toThrow(Refus)
  const pur = Point.BASE.multiply(5n)
  expect(() => verifierDestinataire(avecPoint(ed25519.utils.toMontgomery(pur.toBytes())))).not.toThrow()
})

it('refuse un réseau hors bornes, tout de zéros, et une clé toute de 0xFF', () => {
  // 3329 written in the first of the two coefficients of three bytes, then in the second.
  expect(() => verifierDestinataire(avecReseau((pq) => pq.set([0x01, 0x0d, 0x00])))).toThrow(Refus)
  expect(() => verifierDestinataire(avecReseau((pq) => pq.set([0x00, 0x10, 0xd0])))).toThrow(Refus)
  expect(() => verifierDestinataire(avecReseau((pq) => pq.set([0x00, 0x0d, 0xd0])))).not.toThrow()
  expect(() => verifierDestinataire(avecReseau((pq) => pq.fill(0, 0, 1152)))).toThrow(Refus)
  expect(() => verifierDestinataire(cleDe(new Uint8Array(1216).fill(0xff)))).toThrow(Refus)
  expect(() => verifierDestinataire(avecPoint(new Uint8Array(32).fill(0xff)))).toThrow(Refus)
})

it('refuse ce qui n’est pas une clé hybride entière', () => {
  for (const autre of ['', 'age1pq1', cleDe(bonne.subarray(0, 1215)), cleDe(bonne).slice(0, -1)])
    expect(() => verifierDestinataire(autre)).toThrow(Refus)
})
