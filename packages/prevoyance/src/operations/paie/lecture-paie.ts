import type { Centimes, MilliPourcent } from '../../socle/centimes.ts'
import { decimal, type Lecteur } from '../lecture.ts'

/** A monthly SMIC: under 100 000 €, so that the products of the rules stay in the exact domain. */
export const smic: Lecteur<Centimes> = decimal<Centimes>({
  decimales: 2,
  min: 1,
  max: 10_000_000,
  attendu: 'le SMIC mensuel en euros',
  exemple: '1823.03',
})

/** A working time in per cent, above zero. */
export const quotite: Lecteur<MilliPourcent> = decimal<MilliPourcent>({
  decimales: 3,
  min: 1,
  max: 100_000,
  attendu: 'une quotité en pour cent',
  exemple: '80',
})
