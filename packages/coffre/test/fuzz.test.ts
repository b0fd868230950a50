// Every reader of bytes or text, fed with anything: it returns something right or refuses in French; nothing else ever comes out.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canoniser,
  cleSignature,
  DOMAINES,
  depuisTexte,
  enTexte,
  entropieDe,
  type Json,
  lireCanonique,
  motsDe,
  nouvelleIdentite,
  octetsCanoniques,
  ouvrir,
  ouvrirExport,
  Refus,
  sceller,
  signer,
  verifier,
  verifierAnnuaire,
  verifierPreuve,
} from '../src/index.ts'
import { recomposer } from '../src/sequestre.ts'
import { lireSigne } from '../src/signature.ts'
import { ouvrirParSecours } from '../src/trousseau.ts'
import { ATTENTE, attendreRefus } from './outils.ts'

const identite = nouvelleIdentite()
const publique = cleSignature().publique
const age = fc
  .uint8Array({ maxLength: 400 })
  .map((octets) => Buffer.concat([Buffer.from('age-encryption.org/v1\n-> mlkem768x25519 '), octets]))
const objet = fc
  .dictionary(
    fc.constantFrom('proto', 'sig', 'annuaire', 'membres', 'racine', '__proto__', 'id', 'sel'),
    fc.jsonValue(),
  )
  .map((v) => octetsCanoniques(nettoyer(v)))
const octets = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.json().map((t) => new TextEncoder().encode(t)),
  objet,
  age,
)
const texte = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string(),
  fc.constantFrom('part1', 'age1pq1', '', ' '),
)

const LECTEURS: [string, (entree: Uint8Array) => unknown][] = [
  ['un scellé', (o) => ouvrir(o, identite)],
  ['un export', (o) => ouvrirExport(o, identite)],
  ['du JSON canonique', lireCanonique],
  ['un contenu signé', (o) => lireSigne(o, DOMAINES.message, {}, () => publique)],
  ['un annuaire', (o) => verifierAnnuaire([o], ATTENTE)],
  ['une preuve', (o) => verifierPreuve(o, publique)],
  ['un trousseau', (o) => ouvrirParSecours(o, new Uint8Array(32))],
]
const LECTEURS_DE_TEXTE: [string, (entree: string) => unknown][] = [
  ['des mots', (t) => entropieDe(t, 12)],
  ['du base64url', depuisTexte],
  ['une carte', (t) => recomposer([t, t], 'age1pq1')],
  ['une identité', (t) => ouvrir(new Uint8Array(9), t)],
  ['une identité d’export', (t) => ouvrirExport(new Uint8Array(9), t)],
  ['un destinataire', (t) => sceller(new Uint8Array(9), [t])],
]

const soit = async (essai: () => unknown) => {
  try {
    return await essai()
  } catch (e) {
    if (!(e instanceof Refus)) throw e
    expect(e.message).toMatch(/\.$/)
    expect(e.cause).toBeUndefined()
    return e
  }
}

describe('lire n’importe quoi', () => {
  it.each(LECTEURS)('%s', async (_, lire) => {
    await fc.assert(
      fc.asyncProperty(octets, async (o) => void (await soit(() => lire(o)))),
      { numRuns: 250 },
    )
  })
  it.each(LECTEURS_DE_TEXTE)('%s', async (_, lire) => {
    await fc.assert(
      fc.asyncProperty(texte, async (t) => void (await soit(() => lire(t)))),
      { numRuns: 150 },
    )
  })
  it('un fichier age hostile ne pèse pas : en-tête sans fin, milliers d’enveloppes', async () => {
    const enveloppe = `-> mlkem768x25519 ${'A'.repeat(1494)}\n${'A'.repeat(43)}\n`
    for (const suite of ['-> a b\n'.repeat(20_000), enveloppe.repeat(200), 'x'.repeat(300_000)])
      await attendreRefus(
        () => ouvrir(new TextEncoder().encode(`age-encryption.org/v1\n${suite}`), identite),
        'illisible',
      )
  })
})

describe('propriétés', () => {
  it('une valeur JSON a une seule écriture, et se relit', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (brut) => {
        const valeur = nettoyer(brut)
        const ecrite = canoniser(valeur)
        expect(canoniser(lireCanonique(new TextEncoder().encode(ecrite)))).toBe(ecrite)
        expect(JSON.parse(ecrite)).toEqual(JSON.parse(JSON.stringify(valeur)))
      }),
    )
  })

  it.each([
    ' {}',
    '{} ',
    '{"b":1,"a":2}',
    '{"a":1,"a":1}',
    '1.0',
    '1e3',
    '-0',
    '"\\u0041"',
    '"\\/"',
    '\ufeff{}',
    '[1,]',
    '',
    'nul',
    '"\\ud800"',
    `${'['.repeat(66)}${']'.repeat(66)}`,
    `${'['.repeat(100_000)}`,
  ])('refuse une autre écriture : %j', async (ecriture) => {
    await attendreRefus(() => lireCanonique(new TextEncoder().encode(ecriture)), 'forme-invalide')
  })

  it('ce qui est scellé s’ouvre, et par personne d’autre', async () => {
    const { destinataireDe } = await import('../src/index.ts')
    const [pour, autre] = [await destinataireDe(identite), nouvelleIdentite()]
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 20_000 }), async (contenu) => {
        const scelle = await sceller(contenu, [pour])
        expect(await ouvrir(scelle, identite)).toEqual(new Uint8Array(contenu))
        await attendreRefus(() => ouvrir(scelle, autre), 'illisible')
      }),
      { numRuns: 25 },
    )
  })

  it('une signature ne vaut que pour sa valeur et sa clé', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (x, y) => {
        const [a, b] = [nettoyer(x), nettoyer(y)]
        const cle = cleSignature()
        const signature = signer(DOMAINES.message, a, cle)
        expect(verifier(DOMAINES.message, a, signature, cle.publique)).toBe(true)
        expect(verifier(DOMAINES.message, a, signature, publique)).toBe(false)
        expect(verifier(DOMAINES.message, b, signature, cle.publique)).toBe(canoniser(a) === canoniser(b))
      }),
      { numRuns: 40 },
    )
  })

  it('base64url : une seule écriture par suite d’octets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (o) => {
        expect(depuisTexte(enTexte(o))).toEqual(new Uint8Array(o))
      }),
    )
    for (const faux of ['A', 'AB', 'A=', 'AA==', 'A+', 'A/', ' AA', 'AAB'])
      expect(() => depuisTexte(faux)).toThrow(Refus)
  })

  it('un secret qui n’est pas de 16 ou 32 octets n’a pas de mots', async () => {
    for (const n of [0, 15, 17, 24, 31, 33])
      await attendreRefus(() => motsDe(new Uint8Array(n)), 'forme-invalide')
  })
})

/** JSON values of fast-check may hold lone surrogates or negative zero, which canonical JSON refuses or folds. */
function nettoyer(valeur: unknown): Json {
  return JSON.parse(
    JSON.stringify(valeur)
      .toWellFormed()
      .replace(/\\ud[89a-f][0-9a-f]{2}/gi, '?'),
  ) as Json
}
