// An encryption failure never degrades to plaintext: whatever the sealing library does wrong, nothing leaves.
import { afterEach, expect, it, vi } from 'vitest'
import {
  cleSignature,
  DOMAINES,
  destinataireDe,
  ecrireMessage,
  envelopper,
  exporter,
  nouvelleCleVolet,
  nouvelleIdentite,
  sceller,
  signer,
} from '../src/index.ts'
import { creerTrousseau } from '../src/trousseau.ts'
import { attendreRefus } from './outils.ts'

const panne = vi.hoisted(() => ({
  rendre: undefined as
    | undefined
    | ((clair: Uint8Array, scelle: Uint8Array) => Uint8Array | Promise<Uint8Array>),
}))
vi.mock('age-encryption', async (importer) => {
  const vrai = await importer<typeof import('age-encryption')>()
  class Encrypter extends vrai.Encrypter {
    override async encrypt(clair: never): Promise<never> {
      const scelle: unknown = await super.encrypt(clair)
      return (panne.rendre ? await panne.rendre(clair, scelle as Uint8Array) : scelle) as never
    }
  }
  return { ...vrai, Encrypter }
})
vi.mock('hash-wasm', () => ({ argon2id: () => Promise.reject(new RangeError('WebAssembly.Memory()')) }))
afterEach(() => {
  panne.rendre = undefined
})

const SECRET = new TextEncoder().encode('je raconte ce que j’ai vu')
const ENTETE = 'age-encryption.org/v1\n'
const joindre = (...morceaux: (string | Uint8Array)[]) =>
  new Uint8Array(Buffer.concat(morceaux.map((m) => Buffer.from(m as string))))

const PANNES: [string, NonNullable<typeof panne.rendre>][] = [
  ['rend le clair', (clair) => clair],
  ['rend le clair derrière un en-tête', (clair) => joindre(ENTETE, clair)],
  [
    'rend un en-tête sans destinataire',
    (clair, scelle) => joindre(ENTETE, `--- ${'A'.repeat(43)}\n`, scelle.slice(-clair.length - 32)),
  ],
  ['rend un fichier vide', () => new Uint8Array()],
  ['rend un fichier coupé', (_, scelle) => scelle.slice(0, -1)],
  ['ajoute le clair à la fin', (clair, scelle) => joindre(scelle, clair)],
  [
    'oublie un destinataire',
    (_, scelle) =>
      joindre(
        Buffer.from(scelle)
          .toString('latin1')
          .replace(/-> mlkem768x25519 [^\n]+\n[^\n]+\n/, ''),
      ),
  ],
  ['échoue en citant le clair', () => Promise.reject(new Error(new TextDecoder().decode(SECRET)))],
]

it.each(PANNES)('quand la bibliothèque %s, rien ne sort', async (_, rendre) => {
  const pour = [await destinataireDe(nouvelleIdentite()), await destinataireDe(nouvelleIdentite())]
  const cle = cleSignature()
  const volet = nouvelleCleVolet({ dossier: 'd', volet: 'R', epoque: 1 })
  const message = {
    dossier: 'd',
    volet: 'R',
    epoque: 1,
    rang: 0,
    precedent: null,
    emetteur: 'a',
    jour: '2026-11-27',
    corps: 'secret',
  }
  panne.rendre = rendre
  for (const essai of [
    () => sceller(SECRET, pour),
    () => exporter(SECRET, pour),
    () => envelopper(volet, { id: 'x', scellement: pour[0]! }, { id: 'y', cle }),
    () => ecrireMessage(message, cle, pour[0]!),
  ]) {
    const refus = await attendreRefus(essai, 'chiffrement-impossible')
    expect(`${refus.message}${refus.stack}`).not.toContain('je raconte')
    expect(refus.message).toContain('rien n’a été envoyé')
  }
})

it('sans panne, la même bibliothèque scelle', async () => {
  expect((await sceller(SECRET, [await destinataireDe(nouvelleIdentite())])).length).toBeGreaterThan(4096)
})

it.each([
  '',
  'age1',
  'age1pq1',
  'age1pq1qqqq',
  'AGE1PQ1X',
  'age1tagpq1abc',
  'ssh-ed25519 AAAA',
  'age1pq1\n-> X25519 ',
])('le destinataire « %s » est refusé, jamais ignoré', async (faux) => {
  const bon = await destinataireDe(nouvelleIdentite())
  await attendreRefus(() => sceller(SECRET, [faux]), 'destinataire-invalide')
  await attendreRefus(() => sceller(SECRET, [bon, faux]), 'destinataire-invalide')
})

it('une clé hybride d’une lettre fausse est refusée', async () => {
  const bon = await destinataireDe(nouvelleIdentite())
  const faux = bon.slice(0, 100) + (bon[100] === 'q' ? 'p' : 'q') + bon.slice(101)
  await attendreRefus(() => sceller(SECRET, [faux]), 'destinataire-invalide')
})

it('un appareil sans mémoire pour la dérivation le dit, et ne rend ni trousseau ni erreur de bibliothèque', async () => {
  const cles = { id: 'claire', identite: nouvelleIdentite(), signature: cleSignature() }
  const secours = await destinataireDe(nouvelleIdentite())
  const refus = await attendreRefus(
    () => creerTrousseau(cles, 'cinq mots tirés au hasard', secours),
    'derivation-impossible',
  )
  expect(refus.message).toContain('mémoire')
})

it('une clé de signature abîmée est refusée avant de signer', async () => {
  for (const privee of ['', 'AAAA', 'é'])
    await attendreRefus(() => signer(DOMAINES.message, 1, { privee, publique: '' }), 'forme-invalide')
})
