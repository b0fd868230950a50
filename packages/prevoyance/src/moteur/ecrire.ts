import type { Centimes, MilliPourcent } from '../socle/centimes.ts'
import { direEuros, direTaux, enEuros, enPourcent } from '../socle/formats.ts'
import type { Unite, ValeurDite } from '../socle/regle.ts'

/** A raw value as an answer writes it: euros, per cent, true or false, or the number itself. */
export function ecrire(valeur: number, unite: Unite): ValeurDite {
  switch (unite) {
    case 'centimes':
      return enEuros(valeur as Centimes)
    case 'milli-pourcent':
      return enPourcent(valeur as MilliPourcent)
    case 'dix-milliemes-euro':
      return valeur / 10_000
    case 'dixiemes':
      return valeur / 10
    case 'oui-non':
      return valeur === 1
    default:
      return valeur
  }
}

/** A raw value as a French sentence says it. */
export function dire(valeur: number, unite: Unite): string {
  switch (unite) {
    case 'centimes':
      return direEuros(valeur as Centimes)
    case 'milli-pourcent':
      return direTaux(valeur as MilliPourcent)
    case 'dix-milliemes-euro':
      return `${String(valeur / 10_000).replace('.', ',')}\u00a0€`
    case 'oui-non':
      return valeur === 1 ? 'oui' : 'non'
    default:
      return String(ecrire(valeur, unite)).replace('.', ',')
  }
}
