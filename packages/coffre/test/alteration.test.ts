// One bit changed anywhere in anything sealed or signed is seen, and the refusal never says what was wrong inside.
import { describe, expect, it, vi } from 'vitest'
import {
  alea,
  attesterDepot,
  type CodeRefus,
  cleSignature,
  destinataireDe,
  developper,
  ecrireMessage,
  empreinteDepot,
  envelopper,
  exporter,
  lireFil,
  nouvelleCleVolet,
  nouvelleIdentite,
  ouvrir,
  ouvrirExport,
  type Refus,
  sceller,
  verifierAnnuaire,
  verifierPreuve,
} from '../src/index.ts'
import { creerTrousseau, destinataireSecours, ouvrirParSecours, ouvrirTrousseau } from '../src/trousseau.ts'
import { ATTENTE, annuaireDe, attendreRefus, bitsRetournes, nouveauMembre, publier } from './outils.ts'

// Here the keystore is opened hundreds of times: the derivation is the real one, at a token cost.
vi.mock('hash-wasm', async (importer) => {
  const vrai = await importer<typeof import('hash-wasm')>()
  return {
    ...vrai,
    argon2id: (options: object) => vrai.argon2id({ ...options, memorySize: 8, iterations: 1 } as never),
  }
})

const LIEU = { dossier: 'd', volet: 'R', epoque: 1 }
const cle = nouvelleCleVolet(LIEU)
const signature = cleSignature()
const identite = nouvelleIdentite()
const pour = await destinataireDe(identite)
const cleDe = () => signature.publique

/** Every altered copy is refused with one of `codes`; returns how many were tried. */
async function toutRefuse(
  copies: Iterable<Uint8Array>,
  ouvrirCopie: (copie: Uint8Array) => unknown,
  ...codes: CodeRefus[]
) {
  let combien = 0
  for (const copie of copies) {
    await attendreRefus(() => ouvrirCopie(copie), ...codes)
    combien++
  }
  return combien
}

describe('un bit changé est vu', () => {
  it('dans un contenu scellé', async () => {
    const scelle = await sceller(alea(3000), [pour])
    expect(
      await toutRefuse(bitsRetournes(scelle, 120), (x) => ouvrir(x, identite), 'illisible'),
    ).toBeGreaterThan(100)
  })

  it('dans un export', async () => {
    const scelle = await exporter(alea(50), [pour])
    expect(
      await toutRefuse(bitsRetournes(scelle, 80), (x) => ouvrirExport(x, identite), 'illisible'),
    ).toBeGreaterThan(60)
  })

  it('dans une enveloppe, et dans un message', async () => {
    const enveloppe = await envelopper(cle, { id: 'moi', scellement: pour }, { id: 'par', cle: signature })
    const moi = { id: 'moi', identite }
    await toutRefuse(bitsRetournes(enveloppe, 60), (x) => developper(x, moi, LIEU, cleDe), 'illisible')
    const ctx = { ...LIEU, rang: 0, precedent: null, emetteur: 'a', jour: '2026-11-27', corps: 1 }
    const message = await ecrireMessage(ctx, signature, await destinataireDe(cle.identite))
    const lire = (octets: Uint8Array) => lireFil([{ octets, epoque: 1 }], [cle], LIEU, cleDe)
    expect((await lire(message)).messages).toHaveLength(1)
    expect(await toutRefuse(bitsRetournes(message, 60), lire, 'illisible')).toBeGreaterThan(50)
  })

  it('à chaque bit d’une preuve de dépôt', async () => {
    const preuve = await attesterDepot(
      { organisme: 'o', jour: '2026-11-27', depot: empreinteDepot([alea(5)]) },
      signature,
    )
    const lire = (x: Uint8Array) => verifierPreuve(x, signature.publique)
    expect(await toutRefuse(bitsRetournes(preuve), lire, 'forme-invalide', 'signature-invalide')).toBe(
      preuve.length * 8 + 1,
    )
  })

  it('dans un annuaire', async () => {
    const fichier = publier(await annuaireDe([await nouveauMembre('claire')]))
    expect(verifierAnnuaire([fichier], ATTENTE).rang).toBe(1)
    const codes = ['annuaire-malforme', 'annuaire-signature', 'annuaire-contreseing'] as const
    const essais = await toutRefuse(
      bitsRetournes(fichier, 500),
      (x) => verifierAnnuaire([x], ATTENTE),
      ...codes,
    )
    expect(essais).toBeGreaterThan(400)
  })

  it('dans un trousseau, par la phrase et par les 24 mots', async () => {
    const [entropie, phrase] = [alea(32), 'cinq mots tirés au hasard']
    const { fichier } = await creerTrousseau(
      await nouveauMembre('claire'),
      phrase,
      await destinataireSecours(entropie),
    )
    const texte = new TextDecoder().decode(fichier)
    const codes = ['forme-invalide', 'trousseau-affaibli', 'phrase-refusee', 'secours-refuse'] as const
    let vus = 0
    for (const copie of bitsRetournes(fichier, 60)) {
      // Each half guards its own copy of the keys and the whole header: a change is seen by at least one, and never gives other keys.
      const parPhrase = await ouvrirTrousseau(copie, phrase).then(
        () => undefined,
        (e: Refus) => e.code,
      )
      const parSecours = await ouvrirParSecours(copie, entropie).then(
        () => undefined,
        (e: Refus) => e.code,
      )
      const refus = [parPhrase, parSecours].filter((code) => code !== undefined)
      expect(refus.length).toBeGreaterThan(0)
      for (const code of refus) expect(codes).toContain(code)
      vus++
    }
    expect(vus).toBeGreaterThan(50)
    expect(texte).toContain('"id":"claire"')
  })
})

describe('un contenu coupé, allongé ou étranger', () => {
  it('est refusé avec le même code, la même phrase et sans cause', async () => {
    const scelle = await sceller(new Uint8Array(100_000), [pour])
    const autre = await sceller(new Uint8Array(100_000), [await destinataireDe(nouvelleIdentite())])
    const essais = [
      new Uint8Array(),
      scelle.slice(0, 22),
      scelle.slice(0, -1),
      scelle.slice(0, 70_000),
      new Uint8Array([...scelle, 0]),
      new Uint8Array([...scelle, ...scelle]),
      new Uint8Array([...scelle.slice(0, 2000), ...autre.slice(2000)]),
      autre,
      await exporter(alea(100), [pour]),
      alea(5000),
    ]
    const refus = await Promise.all(
      essais.map((octets) => attendreRefus(() => ouvrir(octets, identite), 'illisible')),
    )
    expect(new Set(refus.map((r) => r.message)).size).toBe(1)
    expect(new Set(refus.map((r) => Object.keys(r).sort().join())).size).toBe(1)
  })

  it('deux scellés du même contenu n’ont rien de commun, et la taille ne dit que son seau', async () => {
    const [un, deux] = await Promise.all([
      sceller(Buffer.from('oui'), [pour]),
      sceller(Buffer.from('non, pas du tout'), [pour]),
    ])
    expect(un.length).toBe(deux.length)
    const meme = await sceller(Buffer.from('oui'), [pour])
    expect(Buffer.from(un.slice(-4000)).equals(Buffer.from(meme.slice(-4000)))).toBe(false)
    expect(Buffer.from(un).includes('oui')).toBe(false)
  })
})
