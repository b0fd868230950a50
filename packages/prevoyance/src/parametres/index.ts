import type { Jour } from '../socle/jours.ts'
import { type Parametre, parametreAu } from '../socle/parametre.ts'
import { ANNUELS } from './annuels.ts'
import { DURABLES } from './durables.ts'

export { ANNUELS, DERNIER_JOUR_CONNU } from './annuels.ts'
export { DURABLES } from './durables.ts'
export { uniteParametre } from './unites.ts'

/** Every dated parameter, by the name under which the rules use it. */
export const PARAMETRES = { ...ANNUELS, ...DURABLES } as const

export type NomParametre = keyof typeof PARAMETRES

/** Whether a name is that of a parameter. */
export const estParametre = (nom: string): nom is NomParametre => Object.hasOwn(PARAMETRES, nom)

/** Whether the value of a parameter changes with the year: after `DERNIER_JOUR_CONNU`, the last one is carried on. */
export const estAnnuel = (nom: string): boolean => Object.hasOwn(ANNUELS, nom)

/** Record of a parameter on a day, or null before the first one recorded. */
export const enregistrement = (nom: NomParametre, jour: Jour): Parametre<number> | null =>
  parametreAu<number>(PARAMETRES[nom], jour)

const DOUTEUX: ReadonlySet<string> = new Set(
  Object.entries(PARAMETRES).flatMap(([nom, suite]) =>
    (suite as readonly Parametre<number>[]).some(({ confiance }) => confiance !== 'C') ? [nom] : [],
  ),
)

/** Whether at least one record of a parameter is not confirmed. */
export const estDouteux = (nom: NomParametre): boolean => DOUTEUX.has(nom)
