import type { Unite } from '../socle/regle.ts'

/** How many raw units make one shown unit: 100 cents are one euro, 100 000 thousandths of a per cent are one. */
const ECHELLES: Readonly<Record<Unite, number>> = {
  centimes: 100,
  'milli-pourcent': 100_000,
  'dix-milliemes-euro': 10_000,
  dixiemes: 10,
  code: 1,
  points: 1,
  jours: 1,
  trentiemes: 1,
  nombre: 1,
  'oui-non': 1,
  date: 1,
  texte: 1,
}

export const echelleDe = (unite: Unite): number => ECHELLES[unite]
