// The sealed format against others than us: the age project's own test vectors, OpenSSL, and the standard command where installed.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bech32 } from '@scure/base'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import * as VECTEURS from 'cctv-age'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { alea, destinataireDe, exporter, nouvelleIdentite, ouvrirExport, sceller } from '../src/index.ts'
import { graineDe } from '../src/scelle.ts'
import { ouvrirAvecOpenSsl } from './openssl.ts'
import { attendreRefus } from './outils.ts'

type Vecteur = { nom: string; attendu: string; empreinte?: string; identite: string; fichier: Uint8Array }

/** A vector: lines « key: value », an empty line, the file. Those armored, compressed or for a passphrase are not our business. */
function lireVecteur([nom, octets]: [string, Uint8Array]): Vecteur[] {
  const brut = Buffer.from(octets)
  const fin = brut.indexOf('\n\n')
  const champs = brut
    .subarray(0, fin)
    .toString('latin1')
    .split('\n')
    .map((ligne) => ligne.split(': ') as [string, string])
  const { expect: attendu, payload, armored, compressed, passphrase } = Object.fromEntries(champs)
  const identites = champs.flatMap(([cle, valeur]) => (cle === 'identity' ? [valeur] : []))
  if (armored || compressed || passphrase || identites.length !== 1) return []
  return [
    {
      nom,
      attendu: attendu!,
      identite: identites[0]!,
      fichier: brut.subarray(fin + 2),
      ...(payload ? { empreinte: payload } : {}),
    },
  ]
}

const vecteurs = Object.entries(VECTEURS as unknown as Record<string, Uint8Array>).flatMap(lireVecteur)

describe('vecteurs publiés du format age', () => {
  it('sont là, hybrides compris', () => {
    expect(vecteurs.length).toBeGreaterThan(60)
    expect(vecteurs.filter(({ identite }) => identite.includes('-PQ-')).length).toBeGreaterThan(15)
  })

  it.each(vecteurs)('$nom : $attendu', async ({ attendu, empreinte, identite, fichier }) => {
    if (attendu !== 'success')
      return void (await attendreRefus(() => ouvrirExport(fichier, identite), 'illisible'))
    const clair = await ouvrirExport(fichier, identite)
    expect(createHash('sha256').update(clair).digest('hex')).toBe(empreinte)
  })
})

describe('OpenSSL ouvre ce que le coffre scelle (hybride)', () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 200_000])('export de %i octets', async (taille) => {
    const [a, b] = [nouvelleIdentite(), nouvelleIdentite()]
    const clair = new Uint8Array(taille).map((_, i) => i)
    const scelle = await exporter(clair, [await destinataireDe(a), await destinataireDe(b)])
    for (const identite of [a, b])
      expect(Buffer.from(ouvrirAvecOpenSsl(scelle, graineDe(identite)))).toEqual(Buffer.from(clair))
    expect(() => ouvrirAvecOpenSsl(scelle, alea(32))).toThrow('aucune enveloppe')
  })

  it.each([
    ['par le système', 2],
    ['par la bibliothèque, où le système ne connaît pas X25519', 1],
    ['par la bibliothèque, où la page n’a pas de système', 0],
  ])('%s : le même format', async (_, demandes) => {
    const identite = nouvelleIdentite()
    const pour = [await destinataireDe(identite)]
    const paires = vi.spyOn(crypto.subtle, 'generateKey')
    if (demandes === 1) paires.mockRejectedValue(new DOMException('', 'NotSupportedError'))
    const absent = demandes === 0 && vi.spyOn(crypto, 'subtle', 'get').mockReturnValue(undefined as never)
    const scelle = await exporter(Buffer.from('un texte'), pour)
    if (absent) absent.mockRestore()
    expect(paires).toHaveBeenCalledTimes(demandes)
    paires.mockRestore()
    expect(Buffer.from(ouvrirAvecOpenSsl(scelle, graineDe(identite))).toString()).toBe('un texte')
    expect(Buffer.from(await ouvrirExport(scelle, identite)).toString()).toBe('un texte')
  })

  it.each([
    ['nul', 0n],
    ['un', 1n],
    ['d’ordre 8', 325606250916557431795983626356110631294008115727848805560023387167927233504n],
    ['d’ordre 8, l’autre', 39382357235489614581723060781553021112529911719440698176882885853963445705823n],
    ['moins un', 2n ** 255n - 20n],
    ['nul, non canonique', 2n ** 255n - 19n],
    ['nul, bit de tête', 2n ** 255n],
  ])('un point X25519 %s ne scelle rien, par le système comme par la bibliothèque', async (_, point) => {
    const { words } = bech32.decode((await destinataireDe(nouvelleIdentite())) as never, false)
    const octets = bech32.fromWords(words)
    octets.set(
      Array.from({ length: 32 }, (_, i) => Number((point >> BigInt(8 * i)) & 255n)),
      1184,
    )
    const faible = bech32.encode('age1pq', bech32.toWords(octets), false)
    await attendreRefus(() => exporter(alea(9), [faible]), 'chiffrement-impossible')
    const paires = vi.spyOn(crypto.subtle, 'generateKey').mockRejectedValue(new DOMException())
    await attendreRefus(() => exporter(alea(9), [faible]), 'chiffrement-impossible')
    expect(paires).toHaveBeenCalledTimes(1)
    paires.mockRestore()
  })

  it('le texte est lisible en tête de ce qui est scellé, le rembourrage suit', async () => {
    const identite = nouvelleIdentite()
    const clair = ouvrirAvecOpenSsl(
      await sceller(Buffer.from('{"a":1}'), [await destinataireDe(identite)]),
      graineDe(identite),
    )
    expect(clair).toHaveLength(4096)
    expect(Buffer.from(clair).toString('latin1').slice(0, 9)).toBe('{"a":1}\u0080\0')
  })
})

const age = versionAge()
const dossier = mkdtempSync(join(tmpdir(), 'maillage-age-'))
afterAll(() => rmSync(dossier, { recursive: true }))

function versionAge(): string | undefined {
  try {
    return execFileSync('age', ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return undefined
  }
}

function ecrire(nom: string, contenu: string | Uint8Array): string {
  const chemin = join(dossier, nom)
  writeFileSync(chemin, contenu, { mode: 0o600 })
  return chemin
}

// Debian 12 has age 1.1.1, which knows no hybrid recipient: the command opens classical exports, OpenSSL above opens hybrid ones.
if (age)
  describe(`la commande age ${age}`, () => {
    it.each([0, 1, 65_536, 300_000])(
      'ouvre un export de %i octets, et le coffre ouvre le sien',
      async (taille) => {
        const identite = await generateX25519Identity()
        const cle = await identityToRecipient(identite)
        const clair = new Uint8Array(taille).map((_, i) => i * 7)
        const scelle = ecrire('export.age', await exporter(clair, [cle]))
        const secret = ecrire('cle.txt', `${identite}\n`)
        expect(execFileSync('age', ['-d', '-i', secret, scelle], { maxBuffer: 1e7 })).toEqual(
          Buffer.from(clair),
        )
        const sien = join(dossier, 'sien.age')
        execFileSync('age', ['-r', cle, '-o', sien, ecrire('clair', clair)])
        expect(Buffer.from(await ouvrirExport(readFileSync(sien), identite))).toEqual(Buffer.from(clair))
        rmSync(sien)
      },
    )
  })
else if (process.env['CI']) console.warn('Commande age absente : l’échange avec elle n’a pas été éprouvé.')

it('un export ne mêle jamais destinataires hybrides et classiques, ni ne reste sans destinataire', async () => {
  const classique = await identityToRecipient(await generateX25519Identity())
  const hybride = await destinataireDe(nouvelleIdentite())
  await attendreRefus(() => exporter(alea(9), [hybride, classique]), 'destinataire-invalide')
  await attendreRefus(() => exporter(alea(9), [classique, hybride]), 'destinataire-invalide')
  await attendreRefus(() => exporter(alea(9), [hybride, hybride]), 'destinataire-invalide')
  await attendreRefus(() => exporter(alea(9), []), 'sans-destinataire')
  await attendreRefus(() => sceller(alea(9), []), 'sans-destinataire')
})
