// A whole case, as the parties play it: an author, two members, a removed member, a wrong recipient, a deceitful server.
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AnnuaireVerifie,
  alea,
  type ClesAuteur,
  type CleVolet,
  clesAuteur,
  destinataireDe,
  developper,
  ecrireMessage,
  empreinte,
  entropieDe,
  envelopper,
  lireFil,
  type Message,
  membreDe,
  motsDe,
  nouvelleCleVolet,
  ouvrir,
  repondreAuDefi,
  sceller,
  verifierAnnuaire,
  verifierReponse,
} from '../src/index.ts'
import type { ClesMembre } from '../src/trousseau.ts'
import { ATTENTE, annuaireDe, attendreRefus, nouveauMembre, publier } from './outils.ts'

const DOSSIER = 'k3x9'
const FIL = { dossier: DOSSIER, volet: 'E' }
const LIEU = { ...FIL, epoque: 1 }

let auteur: ClesAuteur
let mots: string[]
let claire: ClesMembre
let denis: ClesMembre
let annuaire: AnnuaireVerifie
let cle: CleVolet

const cleDe = ({ emetteur, par }: { emetteur?: string; par?: string }) => {
  const id = emetteur ?? par
  return id === 'auteur' ? auteur.signature.publique : annuaire.membres.find((m) => m.id === id)?.signature
}
const message = (champs: Partial<Message>): Message => ({
  ...LIEU,
  rang: 0,
  precedent: null,
  emetteur: 'auteur',
  jour: '2026-11-27',
  corps: { texte: 'Bonjour' },
  ...champs,
})
const ecrire = async (champs: Partial<Message>, qui = auteur.signature, volet = cle) =>
  ecrireMessage(message(champs), qui, await destinataireDe(volet.identite))

beforeAll(async () => {
  mots = motsDe(alea(16))
  auteur = await clesAuteur(entropieDe(mots.join(' '), 12))
  claire = await nouveauMembre('claire')
  denis = await nouveauMembre('denis')
  annuaire = verifierAnnuaire([publier(await annuaireDe([claire, denis]))], ATTENTE)
  cle = nouvelleCleVolet(LIEU)
})

describe('clés de volet', () => {
  it('vont de l’autrice au membre de l’annuaire, et nulle part ailleurs', async () => {
    const enveloppe = await envelopper(cle, membreDe(annuaire, 'claire'), {
      id: 'auteur',
      cle: auteur.signature,
    })
    expect(await developper(enveloppe, claire, LIEU, cleDe)).toEqual({ ...cle, par: 'auteur' })
    await attendreRefus(() => developper(enveloppe, denis, LIEU, cleDe), 'illisible')
    await attendreRefus(
      () => developper(enveloppe, { ...claire, id: 'denis' }, LIEU, cleDe),
      'autre-contexte',
    )
    for (const ailleurs of [{ dossier: 'autre' }, { volet: 'I' }, { epoque: 2 }])
      await attendreRefus(
        () => developper(enveloppe, claire, { ...LIEU, ...ailleurs }, cleDe),
        'autre-contexte',
      )
  })

  it('reviennent à l’autrice avec ses douze mots', async () => {
    const pour = { id: 'auteur', scellement: auteur.destinataire }
    const enveloppe = await envelopper(cle, pour, { id: 'auteur', cle: auteur.signature })
    const revenue = await clesAuteur(entropieDe(`  ${mots.join(', ').toUpperCase()} \n`, 12))
    expect(
      await developper(enveloppe, { id: 'auteur', identite: revenue.identite }, LIEU, cleDe),
    ).toMatchObject(cle)
    const autre = await clesAuteur(alea(16))
    await attendreRefus(
      () => developper(enveloppe, { id: 'auteur', identite: autre.identite }, LIEU, cleDe),
      'illisible',
    )
  })

  it('refusent la clé qu’un serveur voudrait glisser comme nouvelle époque', async () => {
    const sienne = nouvelleCleVolet({ ...FIL, epoque: 2 })
    const pirate = await nouveauMembre('claire')
    const fausse = await envelopper(sienne, membreDe(annuaire, 'denis'), {
      id: 'claire',
      cle: pirate.signature,
    })
    await attendreRefus(() => developper(fausse, denis, { ...FIL, epoque: 2 }, cleDe), 'signature-invalide')
    const inconnue = await envelopper(sienne, membreDe(annuaire, 'denis'), {
      id: 'eve',
      cle: pirate.signature,
    })
    await attendreRefus(() => developper(inconnue, denis, { ...FIL, epoque: 2 }, cleDe), 'emetteur-inconnu')
  })

  it('ont toutes la même taille, quel que soit le destinataire', async () => {
    const par = { id: 'auteur', cle: auteur.signature }
    const autres = [
      membreDe(annuaire, 'claire'),
      membreDe(annuaire, 'denis'),
      { id: 'auteur', scellement: auteur.destinataire },
    ]
    const tailles = await Promise.all(autres.map(async (pour) => (await envelopper(cle, pour, par)).length))
    expect(new Set(tailles).size).toBe(1)
  })

  it('ne se donnent qu’à qui est dans l’annuaire vérifié', () =>
    attendreRefus(() => membreDe(annuaire, 'eve'), 'destinataire-absent'))
})

describe('un fil', () => {
  it('se lit dans l’ordre, signé, et dit où il en est', async () => {
    const un = await ecrire({ corps: { texte: 'Voici les faits' } })
    const deux = await ecrire(
      { rang: 1, precedent: empreinte(un), emetteur: 'claire', corps: 'Reçu' },
      claire.signature,
    )
    const { messages, suite } = await lireFil(
      [un, deux].map((octets) => ({ octets, epoque: 1 })),
      [cle],
      FIL,
      cleDe,
    )
    expect(messages.map(({ emetteur, corps }) => [emetteur, corps])).toEqual([
      ['auteur', { texte: 'Voici les faits' }],
      ['claire', 'Reçu'],
    ])
    const trois = await ecrire({ rang: 2, precedent: empreinte(deux) })
    expect((await lireFil([{ octets: trois, epoque: 1 }], [cle], FIL, cleDe, suite)).suite.rang).toBe(3)
  })

  it('refuse un message répété, absent, permuté, réécrit, d’un autre dossier ou d’un autre signataire', async () => {
    const un = await ecrire({})
    const deux = await ecrire({ rang: 1, precedent: empreinte(un) })
    const lire = (scelles: Uint8Array[]) =>
      lireFil(
        scelles.map((octets) => ({ octets, epoque: 1 })),
        [cle],
        FIL,
        cleDe,
      )
    await attendreRefus(() => lire([un, un]), 'fil-rompu')
    await attendreRefus(() => lire([deux]), 'fil-rompu')
    await attendreRefus(() => lire([deux, un]), 'fil-rompu')
    await attendreRefus(async () => lire([await ecrire({ corps: 'autre' }), deux]), 'fil-rompu')
    await attendreRefus(async () => lire([await ecrire({ dossier: 'autre' })]), 'autre-contexte')
    await attendreRefus(async () => lire([await ecrire({ volet: 'I' })]), 'autre-contexte')
    await attendreRefus(async () => lire([await ecrire({ epoque: 2 })]), 'autre-contexte')
    await attendreRefus(async () => lire([await ecrire({ emetteur: 'claire' })]), 'signature-invalide')
    await attendreRefus(async () => lire([await ecrire({ emetteur: 'eve' })]), 'emetteur-inconnu')
    await attendreRefus(
      async () => lire([await ecrire({}, auteur.signature, nouvelleCleVolet(LIEU))]),
      'illisible',
    )
    await attendreRefus(() => lireFil([{ octets: un, epoque: 7 }], [cle], FIL, cleDe), 'illisible')
  })

  it('change d’époque quand un membre part : il ne lit plus la suite, et personne ne revient en arrière', async () => {
    const neuve = nouvelleCleVolet({ ...FIL, epoque: 2 })
    const enveloppe = await envelopper(neuve, membreDe(annuaire, 'denis'), {
      id: 'denis',
      cle: denis.signature,
    })
    await attendreRefus(() => developper(enveloppe, claire, { ...FIL, epoque: 2 }, cleDe), 'illisible')
    const un = await ecrire({})
    const deux = await ecrire({ epoque: 2, rang: 1, precedent: empreinte(un) }, auteur.signature, neuve)
    const suite = [
      { octets: un, epoque: 1 },
      { octets: deux, epoque: 2 },
    ]
    expect((await lireFil(suite, [cle, neuve], FIL, cleDe)).messages).toHaveLength(2)
    await attendreRefus(() => lireFil(suite, [cle], FIL, cleDe), 'illisible')
    const recul = await ecrire({ rang: 2, precedent: empreinte(deux) })
    await attendreRefus(
      () => lireFil([...suite, { octets: recul, epoque: 1 }], [cle, neuve], FIL, cleDe),
      'fil-rompu',
    )
  })
})

it('le défi prouve les mots sans les dire, pour un seul hôte et un seul défi', () => {
  const reponse = repondreAuDefi('d1', 'accueil.example', auteur.signature)
  expect(verifierReponse('d1', 'accueil.example', reponse, auteur.signature.publique)).toBe(true)
  expect(verifierReponse('d2', 'accueil.example', reponse, auteur.signature.publique)).toBe(false)
  expect(verifierReponse('d1', 'leurre.example', reponse, auteur.signature.publique)).toBe(false)
  expect(verifierReponse('d1', 'accueil.example', 'n’importe quoi', auteur.signature.publique)).toBe(false)
})

it('une identité classique n’ouvre ni ne reçoit rien de scellé', async () => {
  const classique = 'AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0'
  await attendreRefus(() => ouvrir(alea(10), classique), 'forme-invalide')
  const recipient = 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj'
  await attendreRefus(() => sceller(alea(10), [recipient]), 'destinataire-invalide')
})
