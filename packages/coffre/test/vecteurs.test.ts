// What others published: RFC 8032, RFC 5869, RFC 8785, RFC 9106, BIP39, Padmé.
import { argon2Sync, createHash, hkdfSync } from 'node:crypto'
import { wordlist as ANGLAIS } from '@scure/bip39/wordlists/english.js'
import { wordlist as FRANCAIS } from '@scure/bip39/wordlists/french.js'
import fc from 'fast-check'
import { argon2id } from 'hash-wasm'
import { describe, expect, it, vi } from 'vitest'
import { DERIVATIONS, DOMAINES, PROTO } from '../src/domaines.ts'
import {
  alea,
  canoniser,
  cleSignature,
  empreinte,
  empreinteLongue,
  enTexte,
  entropieDe,
  type Json,
  marquer,
  motsDe,
  signer,
  verifier,
} from '../src/index.ts'
import { deriver, publiqueDe, signerOctets, signerVite, verifierOctets } from '../src/primitives.ts'
import { PLANCHER, rembourrer, retirerRembourrage, tailleRembourree } from '../src/rembourrage.ts'
import { attendreRefus, enHex, hex } from './outils.ts'

const juste = (sig: Uint8Array, octets: Uint8Array, pub: Uint8Array) =>
  verifierOctets(enTexte(sig), octets, enTexte(pub))

describe('Ed25519, RFC 8032 §7.1', () => {
  it.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
    [
      'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
      'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
      'af82',
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    ],
  ])('secret %s', async (secret, publique, message, signature) => {
    expect(enHex(publiqueDe(hex(secret)))).toBe(publique)
    expect(enHex(signerOctets(hex(message), hex(secret)))).toBe(signature)
    expect(enHex(await signerVite(new Uint8Array(hex(message)), hex(secret)))).toBe(signature)
    expect(juste(hex(signature), hex(message), hex(publique))).toBe(true)
    expect(juste(hex(signature), hex(`${message}00`), hex(publique))).toBe(false)
  })

  it('le système signe comme la bibliothèque, qui le remplace où il ne sait pas ; un secret d’une autre taille est refusé', async () => {
    const importer = vi.spyOn(crypto.subtle, 'importKey')
    const signe = vi.spyOn(crypto.subtle, 'sign')
    for (const octets of [new Uint8Array(), alea(300), alea(65_536)]) {
      const secret = alea(32)
      const attendue = enHex(signerOctets(octets, secret))
      expect(enHex(await signerVite(octets, secret))).toBe(attendue)
      expect(signe).toHaveBeenCalledTimes(1)
      importer.mockRejectedValueOnce(new DOMException('', 'NotSupportedError'))
      expect(enHex(await signerVite(octets, secret))).toBe(attendue)
      expect(signe).toHaveBeenCalledTimes(1)
      const subtle = vi.spyOn(crypto, 'subtle', 'get').mockReturnValue(undefined as never)
      expect(enHex(await signerVite(octets, secret))).toBe(attendue)
      subtle.mockRestore()
      signe.mockClear()
    }
    for (const taille of [0, 31, 33, 64])
      await attendreRefus(() => signerVite(alea(9), alea(taille)), 'forme-invalide')
    importer.mockRestore()
    signe.mockRestore()
  })

  it('refuse une signature malléable (S + L) et une clé d’ordre faible', () => {
    const secret = hex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
    const signature = signerOctets(new Uint8Array(), secret)
    const ordre = 2n ** 252n + 27742317777372353535851937790883648493n
    let s = BigInt(`0x${enHex(signature.slice(32).reverse())}`) + ordre
    const malleable = signature.map((octet, i) => {
      if (i < 32) return octet
      const [bas, reste] = [Number(s & 255n), s >> 8n]
      s = reste
      return bas
    })
    expect(juste(malleable, new Uint8Array(), publiqueDe(secret))).toBe(false)
    const faible = hex('0100000000000000000000000000000000000000000000000000000000000000')
    const passePartout = hex(`${enHex(faible)}${'00'.repeat(32)}`)
    expect(juste(passePartout, alea(20), faible)).toBe(false)
  })
})

it('les chaînes de domaine sont toutes différentes, et aucune n’en commence une autre', () => {
  const toutes = [...Object.values(DOMAINES), ...Object.values(DERIVATIONS)]
  expect(new Set(toutes).size).toBe(toutes.length)
  for (const a of toutes) {
    expect(a.startsWith(`${PROTO}/`)).toBe(true)
    expect(toutes.filter((b) => b.startsWith(a))).toEqual([a])
  }
})

it('une signature faite pour un usage ne vaut pour aucun autre, ni pour une autre valeur', () => {
  const cle = cleSignature()
  for (const fait of Object.values(DOMAINES)) {
    const signature = signer(fait, { a: 1 }, cle)
    expect(Object.values(DOMAINES).filter((lu) => verifier(lu, { a: 1 }, signature, cle.publique))).toEqual([
      fait,
    ])
    expect(verifier(fait, { a: 2 }, signature, cle.publique)).toBe(false)
  }
})

it('l’empreinte d’un grand fichier par le système est celle que le paquet calcule, avec ou sans lui', async () => {
  for (const octets of [new Uint8Array(), alea(65_536), new Uint8Array(3_000_001).fill(9)]) {
    const attendue = createHash('sha256').update(octets).digest('base64url')
    expect([empreinte(octets), await empreinteLongue(octets)]).toEqual([attendue, attendue])
    const subtle = vi.spyOn(crypto, 'subtle', 'get').mockReturnValue(undefined as never)
    expect(await empreinteLongue(octets)).toBe(attendue)
    subtle.mockRestore()
  }
})

it('une marque est un HKDF de la valeur sous la clé, que node:crypto refait ; elle change avec le domaine, la valeur et la clé', () => {
  const cle = new Uint8Array(32).fill(7)
  const refaite = (info: string, secret: Uint8Array) =>
    Buffer.from(hkdfSync('sha256', secret, PROTO, info, 32)).toString('base64url')
  const marque = marquer(DOMAINES.effort, { b: 1, a: 'é' }, cle)
  expect(marque).toBe(refaite(`${DOMAINES.effort}\0{"a":"é","b":1}`, cle))
  const autres = [
    marquer(DOMAINES.defi, { b: 1, a: 'é' }, cle),
    marquer(DOMAINES.effort, { b: 2, a: 'é' }, cle),
    marquer(DOMAINES.effort, { b: 1, a: 'é' }, new Uint8Array(32).fill(8)),
  ]
  expect(new Set([marque, ...autres]).size).toBe(4)
})

describe('HKDF-SHA256, RFC 5869 annexe A', () => {
  const suite = (de: number, a: number) => Uint8Array.from({ length: a - de + 1 }, (_, i) => de + i)
  const ikm = new Uint8Array(22).fill(0x0b)
  it.each([
    [
      'A.1',
      ikm,
      suite(0, 12),
      suite(0xf0, 0xf9),
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    ],
    [
      'A.2',
      suite(0, 0x4f),
      suite(0x60, 0xaf),
      suite(0xb0, 0xff),
      'b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87',
    ],
    [
      'A.3',
      ikm,
      new Uint8Array(),
      new Uint8Array(),
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    ],
  ])('%s', (_, secret, sel, info, attendu) => {
    expect(enHex(deriver(secret, sel, info, attendu.length / 2))).toBe(attendu)
  })
})

describe('Argon2id', () => {
  const options = (memory: number, passes: number, parallelism: number) => ({
    memory,
    passes,
    parallelism,
    tagLength: 32,
  })
  it('OpenSSL, notre témoin, rend le vecteur de la RFC 9106 §5.3', () => {
    const [message, nonce] = [Buffer.alloc(32, 1), Buffer.alloc(16, 2)]
    const avec = { secret: Buffer.alloc(8, 3), associatedData: Buffer.alloc(12, 4) }
    const rendu = argon2Sync('argon2id', { message, nonce, ...avec, ...options(32, 3, 4) })
    expect(rendu.toString('hex')).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659')
  })

  it('la bibliothèque du navigateur rend le vecteur de l’implémentation de référence, et toujours comme OpenSSL', async () => {
    const calculer = (
      password: Uint8Array,
      salt: Uint8Array,
      memorySize: number,
      iterations: number,
      parallelism = 1,
    ) => argon2id({ password, salt, memorySize, iterations, parallelism, hashLength: 32, outputType: 'hex' })
    const publie = '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7'
    expect(await calculer(Buffer.from('password'), Buffer.from('somesalt'), 65_536, 2)).toBe(publie)
    const octets = (min: number, max: number) => fc.uint8Array({ minLength: min, maxLength: max })
    await fc.assert(
      fc.asyncProperty(
        octets(1, 60),
        octets(8, 32),
        fc.integer({ min: 8, max: 300 }),
        fc.integer({ min: 1, max: 4 }),
        async (m, sel, memoire, passes) => {
          const temoin = argon2Sync('argon2id', { message: m, nonce: sel, ...options(memoire, passes, 1) })
          expect(await calculer(m, sel, memoire, passes)).toBe(temoin.toString('hex'))
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('BIP39', () => {
  // The reference vectors are in English: a secret must name the same ranks in French.
  it.each([
    ['00'.repeat(16), `${'abandon '.repeat(11)}about`],
    ['7f'.repeat(16), 'legal winner thank year wave sausage worth useful legal winner thank yellow'],
    ['80'.repeat(16), 'letter advice cage absurd amount doctor acoustic avoid letter advice cage above'],
    ['ff'.repeat(16), `${'zoo '.repeat(11)}wrong`],
    [
      '9e885d952ad362caeb4efe34a8e91bd2',
      'ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic',
    ],
    ['00'.repeat(32), `${'abandon '.repeat(23)}art`],
    [
      '80'.repeat(32),
      'letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic bless',
    ],
    [
      '68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c',
      'hamster diagram private dutch cause delay private meat slide toddler razor book happy fancy gospel tennis maple dilemma loan word shrug inflict delay length',
    ],
  ])('%s', (entropie, anglais) => {
    const mots = motsDe(hex(entropie))
    const rangs = anglais.split(' ').map((mot) => ANGLAIS.indexOf(mot))
    expect(mots).toEqual(rangs.map((rang) => FRANCAIS[rang]!.normalize('NFC')))
    expect(enHex(entropieDe(mots.join(' '), mots.length as 12 | 24))).toBe(entropie)
  })

  it('la liste française est celle du dépôt bitcoin/bips, mot pour mot', () => {
    const empreinte = createHash('sha256')
      .update(`${FRANCAIS.join('\n')}\n`)
      .digest('hex')
    expect(empreinte).toBe('ebc3959ab7801a1df6bac4fa7d970652f1df76b683cd2f4003c941c63d517e59')
  })
})

describe('JSON canonique, RFC 8785', () => {
  it('l’exemple du §3.2.2', () => {
    const numbers = [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001]
    const string = '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/'
    expect(canoniser({ numbers, string, literals: [null, true, false] })).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('l’ordre du §3.2.3, par unités UTF-16', () => {
    const cles = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
    const objet = Object.fromEntries(cles.map((cle) => [cle, 0]))
    expect(Object.keys(JSON.parse(canoniser(objet)) as object).sort()).toEqual([
      '\r',
      '1',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ])
    expect(canoniser(objet)).toBe(
      '{"\\r":0,"1":0,"\u0080":0,"\u00f6":0,"\u20ac":0,"\ud83d\ude00":0,"\ufb33":0}',
    )
  })

  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
  ])('nombre de l’annexe B : %s', (ieee, texte) => {
    expect(canoniser(Buffer.from(ieee, 'hex').readDoubleBE())).toBe(texte)
  })

  it.each([
    ['NaN', Number.NaN],
    ['l’infini', Number.POSITIVE_INFINITY],
    ['undefined', undefined],
    ['un trou', [1, undefined]],
    ['un champ absent', { a: undefined }],
    ['une fonction', () => 0],
    ['une date', new Date(0)],
    ['un demi-caractère', '\ud800'],
    ['une clé brisée', { '\udc00': 1 }],
    ['un grand entier', 1n],
    ['une table', new Map()],
  ])('refuse %s', async (_, valeur) => {
    await attendreRefus(() => canoniser(valeur as Json), 'forme-invalide')
  })
})

describe('Padmé', () => {
  it.each([
    [0, 4096],
    [4096, 4096],
    [4097, 4352],
    [5000, 5120],
    [9000, 9216],
    [65_537, 67_584],
    [1_000_000, 1_015_808],
    [20_000_000, 20_447_232],
  ])('%i → %i', (n, attendu) => expect(tailleRembourree(n)).toBe(attendu))

  it('n’ajoute jamais plus de 12 %, est stable, croissante, et laisse peu de tailles possibles', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: PLANCHER, max: 2 ** 27 }),
        fc.integer({ min: 0, max: 5000 }),
        (n, plus) => {
          const taille = tailleRembourree(n)
          expect(taille).toBeGreaterThanOrEqual(n)
          expect(taille / n).toBeLessThan(1.12)
          expect(tailleRembourree(taille)).toBe(taille)
          expect(tailleRembourree(n + plus)).toBeGreaterThanOrEqual(taille)
        },
      ),
    )
    const seaux = new Set(Array.from({ length: 60_000 }, (_, n) => tailleRembourree(n)))
    expect(seaux.size).toBeLessThanOrEqual(64)
  })

  it('se retire exactement, quel que soit le contenu', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9000 }), (contenu) => {
        expect(retirerRembourrage(rembourrer(contenu))).toEqual(new Uint8Array(contenu))
      }),
    )
  })

  it.each([
    ['vide', new Uint8Array()],
    ['sans marque', new Uint8Array(4096)],
    ['trop court', rembourrer(new Uint8Array(5)).slice(0, 4095)],
    ['trop long', new Uint8Array([...rembourrer(new Uint8Array(5)), 0])],
    ['une autre marque', rembourrer(new Uint8Array(5)).map((octet) => (octet === 0x80 ? 0x81 : octet))],
  ])('refuse un rembourrage %s', async (_, octets) => {
    await attendreRefus(() => retirerRembourrage(octets), 'illisible')
  })
})

it('cent mille tirages sont tous différents', () => {
  expect(new Set(Array.from({ length: 100_000 }, () => enTexte(alea(16)))).size).toBe(100_000)
})
