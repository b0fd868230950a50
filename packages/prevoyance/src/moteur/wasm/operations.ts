import { F64, I, I32, type Octets } from '../simd/octets.ts'
import { HorsTexte } from './texte.ts'

/** Instructions that push a number, and its type. */
export interface Code {
  readonly type: number
  readonly corps: Octets
  /** A whole number written in the text: it becomes a float64 without any instruction. */
  readonly valeur?: number
  /** A whole number read without a sign: as a float64 it is never negative. */
  readonly sansSigne?: boolean
  /** Both whole numbers of a quotient, which `| 0` turns into a division of whole numbers. */
  readonly quotient?: readonly [Octets, Octets]
}

const f64 = (valeur: number): Octets => [0x44, ...new Uint8Array(Float64Array.of(valeur).buffer)]

export const nombre = (valeur: number): Code =>
  Number.isInteger(valeur) && Math.abs(valeur) < 2 ** 31
    ? { type: I32, corps: I.entier(valeur), valeur }
    : { type: F64, corps: f64(valeur) }

export function enF64({ type, corps, valeur, sansSigne }: Code): Octets {
  if (type === F64) return corps
  if (valeur !== undefined) return f64(valeur)
  return [...corps, sansSigne === true ? 0xb8 : 0xb7]
}

export function enI32({ type, corps }: Code): Octets {
  if (type !== I32) throw new HorsTexte('a whole number expected: end with « | 0 »')
  return corps
}

const ENTIERES: Readonly<Record<string, number>> = {
  '+': 0x6a,
  '-': 0x6b,
  '*': 0x6c,
  '&': 0x71,
  '|': 0x72,
  '^': 0x73,
  '<<': 0x74,
  '>>': 0x75,
  '>>>': 0x76,
  '===': 0x46,
  '!==': 0x47,
  '<': 0x48,
  '>': 0x4a,
  '<=': 0x4c,
  '>=': 0x4e,
}
const REELLES: Readonly<Record<string, number>> = {
  '+': 0xa0,
  '-': 0xa1,
  '*': 0xa2,
  '/': 0xa3,
  '===': 0x61,
  '!==': 0x62,
  '<': 0x63,
  '>': 0x64,
  '<=': 0x65,
  '>=': 0x66,
}
const COMPARE = ['===', '!==', '<', '>', '<=', '>=']
const BITS = ['&', '|', '^', '<<', '>>', '>>>']
const TRONQUER = [0xfc, 0x02]
const DIVISER = 0x6d

/**
 * An operation, as JavaScript does it while whole numbers stay under 2^31: `/` gives a float64, `(a / b) | 0` of two whole numbers
 * their quotient, `x | 0` of a float64 its whole part, `x >>> 0` the same bits without a sign.
 */
export function binaire(signe: string, gauche: Code, droite: Code): Code {
  if (signe === '&&')
    return { type: I32, corps: [...enI32(gauche), 0x04, I32, ...enI32(droite), 0x05, ...I.entier(0), 0x0b] }
  if (signe === '||')
    return { type: I32, corps: [...enI32(gauche), 0x04, I32, ...I.entier(1), 0x05, ...enI32(droite), 0x0b] }
  // Without a sign a number may pass 2^31: only its bits are those of a whole number.
  const entiers =
    gauche.type === I32 &&
    droite.type === I32 &&
    (BITS.includes(signe) || (gauche.sansSigne !== true && droite.sansSigne !== true))
  if (signe === '|' && droite.valeur === 0) {
    if (gauche.quotient !== undefined) return { type: I32, corps: [...gauche.quotient.flat(), DIVISER] }
    return { type: I32, corps: gauche.type === F64 ? [...gauche.corps, ...TRONQUER] : gauche.corps }
  }
  if (signe === '>>>' && droite.valeur === 0) return { type: I32, corps: enI32(gauche), sansSigne: true }
  const type = COMPARE.includes(signe) ? I32 : F64
  if (entiers && signe === '/')
    return {
      type: F64,
      corps: [...enF64(gauche), ...enF64(droite), REELLES['/']!],
      quotient: [gauche.corps, droite.corps],
    }
  const code = (entiers ? ENTIERES : REELLES)[signe]
  if (code === undefined) throw new HorsTexte(`« ${signe} » between these numbers`)
  return entiers
    ? { type: I32, corps: [...gauche.corps, ...droite.corps, code] }
    : { type, corps: [...enF64(gauche), ...enF64(droite), code] }
}

export function unaire(signe: '-' | '!', sur: Code): Code {
  if (signe === '!') return { type: I32, corps: [...enI32(sur), ...I.nul] }
  if (sur.valeur !== undefined) return nombre(-sur.valeur)
  return sur.type === F64
    ? { type: F64, corps: [...sur.corps, 0x9a] }
    : { type: I32, corps: [...I.entier(0), ...sur.corps, ENTIERES['-']!] }
}

/** Functions of `Math` that a processor has. */
export function coder(nom: string, [a, b]: readonly Code[], local: (type: number) => number): Code {
  if (nom === 'Math.clz32') return { type: I32, corps: [...enI32(a!), 0x67] }
  if (nom !== 'Math.min' && nom !== 'Math.max') throw new HorsTexte(`« ${nom} » is not compiled`)
  const petit = nom === 'Math.min'
  if (a!.type === F64 || b!.type === F64)
    return { type: F64, corps: [...enF64(a!), ...enF64(b!), petit ? 0xa4 : 0xa5] }
  const [un, deux] = [local(I32), local(I32)]
  return {
    type: I32,
    corps: [
      ...[...a!.corps, ...I.garder(un), ...b!.corps, ...I.garder(deux)],
      ...[...I.lire(un), ...I.lire(deux), petit ? 0x48 : 0x4a, 0x1b],
    ],
  }
}
