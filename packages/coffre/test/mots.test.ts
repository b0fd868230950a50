// Twelve or twenty-four words, typed by a tired hand.
import { validateMnemonic } from '@scure/bip39'
import { wordlist as LISTE } from '@scure/bip39/wordlists/french.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alea, entropieDe, motsDe, type Refus } from '../src/index.ts'
import { attendreRefus, hex } from './outils.ts'

const ENTROPIE = hex('9e885d952ad362caeb4efe34a8e91bd2')
const MOTS = motsDe(ENTROPIE)

describe('douze mots reviennent au secret', () => {
  it.each([
    ['tels quels', MOTS.join(' ')],
    ['en capitales', MOTS.join(' ').toUpperCase()],
    ['sans accents', MOTS.join(' ').normalize('NFD').replace(/\p{M}/gu, '')],
    ['en accents décomposés', MOTS.join(' ').normalize('NFD')],
    ['numérotés, un par ligne', MOTS.map((mot, i) => `${i + 1}. ${mot}`).join('\r\n')],
    ['séparés de virgules et d’espaces insécables', MOTS.join(',\u00a0')],
  ])('%s', (_, saisie) => expect(entropieDe(saisie, 12)).toEqual(ENTROPIE))

  it('pour tout secret de 16 ou 32 octets', () => {
    const secret = fc.oneof(
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
    )
    fc.assert(
      fc.property(secret, (entropie) => {
        const mots = motsDe(entropie)
        expect(mots).toHaveLength(entropie.length === 16 ? 12 : 24)
        expect(entropieDe(mots.join(' '), mots.length as 12 | 24)).toEqual(new Uint8Array(entropie))
      }),
    )
  })

  it('chaque mot de la liste garde son nom sans accents, et ses quatre premières lettres le désignent', () => {
    const plier = (mot: string) => mot.normalize('NFD').replace(/\p{M}/gu, '')
    expect(new Set(LISTE.map(plier)).size).toBe(2048)
    expect(new Set(LISTE.map((mot) => plier(mot).slice(0, 4))).size).toBe(2048)
  })
})

describe('un mot mal recopié', () => {
  it('hors de la liste : sa place est dite, et le bon mot vient en premier', async () => {
    const saisis = MOTS.with(6, `${MOTS[6]}s`)
    const refus = await attendreRefus(() => entropieDe(saisis.join(' '), 12), 'mots-inconnus')
    expect(refus.soupcons).toHaveLength(1)
    expect(refus.soupcons[0]).toMatchObject({ position: 7 })
    expect(refus.soupcons[0]!.propositions[0]).toBe(MOTS[6])
  })

  it('à une lettre près, le bon mot est proposé dans tous les essais, en premier neuf fois sur dix', () => {
    let premiers = 0
    for (let essai = 0; essai < 300; essai++) {
      const mots = motsDe(alea(16))
      const i = essai % 12
      const mot = mots[i]!.normalize('NFD').replace(/\p{M}/gu, '')
      const ou = essai % mot.length
      const faux =
        essai % 2 === 0 ? mot.slice(0, ou) + mot.slice(ou + 1) : `${mot.slice(0, ou)}w${mot.slice(ou + 1)}`
      try {
        entropieDe(mots.with(i, faux).join(' '), 12)
      } catch (e) {
        const suspects = (e as Refus).soupcons.filter(({ position }) => position === i + 1)
        const propositions = suspects.flatMap((s) => s.propositions)
        if ((e as Refus).code === 'mots-inconnus')
          expect(propositions, `${faux} pour ${mots[i]}`).toContain(mots[i])
        if (propositions[0] === mots[i]) premiers++
      }
    }
    expect(premiers).toBeGreaterThan(250)
  })

  it('de la liste mais pas le bon : quinze fois sur seize le contrôle le voit', async () => {
    const saisis = MOTS.map((mot) => mot.normalize('NFD'))
    const vus = LISTE.filter((mot) => !validateMnemonic(saisis.with(0, mot).join(' '), LISTE))
    expect(vus.length).toBeGreaterThan(2047 * 0.91)
    for (const mot of vus.slice(0, 3)) {
      const refus = await attendreRefus(() => entropieDe(saisis.with(0, mot).join(' '), 12), 'mots-controle')
      expect(refus.message).toContain('mal recopié')
      for (const { position, propositions } of refus.soupcons)
        expect(
          entropieDe(
            saisis
              .with(0, mot)
              .with(position - 1, propositions[0]!)
              .join(' '),
            12,
          ),
        ).toHaveLength(16)
    }
  })

  it('confondu avec un mot voisin de la liste : le bon est proposé à sa place', async () => {
    const debut = [...MOTS.slice(0, 11)].map((mot) => mot.normalize('NFD'))
    let vus = 0
    for (const [bon, voisin] of VOISINS) {
      const fin = LISTE.find((mot) => validateMnemonic([...debut.with(3, bon), mot].join(' '), LISTE))!
      const saisis = [...debut.with(3, voisin), fin].join(' ')
      if (validateMnemonic(saisis, LISTE)) continue
      const { soupcons } = await attendreRefus(() => entropieDe(saisis, 12), 'mots-controle')
      expect(soupcons.find(({ position }) => position === 4)?.propositions).toContain(bon.normalize('NFC'))
      vus++
    }
    expect(vus).toBeGreaterThan(3)
  })

  it('manquant ou en trop : le nombre est dit, pas un mot', async () => {
    for (const mots of [MOTS.slice(1), [...MOTS, 'abeille'], []])
      expect((await attendreRefus(() => entropieDe(mots.join(' '), 12), 'mots-nombre')).soupcons).toEqual([])
    await attendreRefus(() => entropieDe(MOTS.join(' '), 24), 'mots-nombre')
    await attendreRefus(() => motsDe(alea(15)), 'forme-invalide')
  })
})

/** Pairs of the list that two letters set apart; no pair is nearer. */
const VOISINS = [
  ['acier', 'aviser'],
  ['agiter', 'aviser'],
  ['algue', 'ligue'],
  ['animal', 'maximal'],
  ['aspect', 'suspect'],
  ['bandage', 'langage'],
  ['belette', 'vedette'],
  ['bison', 'piston'],
  ['bonheur', 'boxeur'],
  ['bourse', 'source'],
] as const
