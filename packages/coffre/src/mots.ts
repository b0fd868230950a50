import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist as LISTE } from '@scure/bip39/wordlists/french.js'
import type { Octets } from './primitives.ts'
import { essayer, Refus, refuser, type Soupcon } from './refus.ts'

const RANG = new Map(LISTE.map((mot, rang) => [plier(mot), rang]))

/** French BIP39 words of a drawn secret: 16 bytes give 12 words (an author), 32 give 24 (a recovery sheet). */
export function motsDe(entropie: Uint8Array): string[] {
  if (entropie.length !== 16 && entropie.length !== 32) refuser('forme-invalide')
  return entropyToMnemonic(entropie, LISTE).normalize('NFC').split(' ')
}

/**
 * The secret of words typed by hand: accents, capitals, numbering, commas and line breaks do not matter. Refuses `mots-nombre`,
 * `mots-inconnus` or `mots-controle`, with the words that are likely wrong and what to try. All is done on this device.
 */
export function entropieDe(saisie: string, nombre: 12 | 24): Octets {
  const mots = plier(saisie).match(/[a-z]+/g) ?? []
  if (mots.length !== nombre) refuser('mots-nombre')
  const inconnus = mots.flatMap((mot, i) => (RANG.has(mot) ? [] : [i]))
  const entropie = inconnus.length === 0 ? decoder(mots) : undefined
  if (entropie) return entropie
  const juste = (i: number) => (p: Proche) => decoder(mots.with(i, p.mot)) !== undefined
  const inconnu = inconnus.length > 0
  const soupcons = (inconnu ? inconnus : mots.keys().toArray()).map((i) => {
    const proches = prochesDe(mots[i]!).filter((p) => p.ecart > 0)
    const justes = proches.filter(juste(i))
    return { i, proches: inconnu ? [...new Set([...justes, ...proches])] : justes }
  })
  const probables = soupcons.filter(({ proches }) => proches.length > 0)
  probables.sort((a, b) => a.proches[0]!.ecart - b.proches[0]!.ecart)
  const retenus = inconnu ? soupcons : probables.slice(0, 5)
  const dits = retenus.map(({ i, proches }) => dire(mots[i]!, i, proches))
  throw new Refus(inconnu ? 'mots-inconnus' : 'mots-controle', dits)
}

type Proche = Readonly<{ mot: string; ecart: number }>

/** A suspicion said with the spelling of the list. */
function dire(mot: string, i: number, proches: readonly Proche[]): Soupcon {
  const propositions = proches.slice(0, 5).map((proche) => LISTE[RANG.get(proche.mot)!]!.normalize('NFC'))
  return { position: i + 1, mot, propositions }
}

function plier(texte: string): string {
  const lettres = texte.toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae')
  return lettres.normalize('NFD').replace(/\p{M}/gu, '')
}

const decoder = (mots: readonly string[]): Octets | undefined =>
  essayer(() => new Uint8Array(mnemonicToEntropy(mots.map((mot) => LISTE[RANG.get(mot)!]).join(' '), LISTE)))
    ?.valeur

/** Words of the list within two slips of the pen, or with the same first four letters (which name one word), nearest first. */
function prochesDe(saisi: string): Proche[] {
  const ecart = (mot: string) =>
    mot === saisi ? 0 : mot.slice(0, 4) === saisi.slice(0, 4) ? 1 : ecartEntre(mot, saisi)
  const proches = [...RANG.keys()].map((mot) => ({ mot, ecart: ecart(mot) })).filter((p) => p.ecart <= 2)
  return proches.sort((a, b) => a.ecart - b.ecart)
}

/** Letters added, lost or changed (Levenshtein). */
function ecartEntre(a: string, b: string): number {
  let ligne = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 0; i < a.length; i++) {
    const suivante = [i + 1]
    for (let j = 0; j < b.length; j++)
      suivante.push(Math.min(ligne[j + 1]! + 1, suivante[j]! + 1, ligne[j]! + (a[i] === b[j] ? 0 : 1)))
    ligne = suivante
  }
  return ligne.at(-1)!
}
