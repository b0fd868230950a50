import { type Centimes, centimes, direEuros, enEuros, type Pas, pas } from '../socle/index.ts'
import { carte } from './carte.ts'
import { decimale, direDecimale, quotient } from './ratio.ts'

const SOURCE = 'loi Évin, art. 15 ; décret 90-769 ; CSS R.931-10-14'
const CHARGE = carte(
  'charge-sinistres',
  'Charge de sinistres de l’année : prestations et variation des provisions',
  SOURCE,
  'centimes',
)
const SP = carte('ratio-sp', 'Rapport sinistres à primes (S/P), provisions comprises', SOURCE, 'nombre', {
  arrondi: 'au dixième de pour cent',
})
const PAYE = carte(
  'ratio-paye',
  'Prestations payées rapportées aux primes : trompeur seul, la première année est surtout faite de provisions',
  SOURCE,
  'nombre',
  { arrondi: 'au dixième de pour cent' },
)

/** Accounts of one year, in cents. PSAP: claims incurred and not paid; PM: value of the rentes in payment. */
export interface CompteAnnuel {
  /** Positive. */
  readonly primesNettes: Centimes
  readonly prestations: Centimes
  readonly psapOuverture: Centimes
  readonly psapCloture: Centimes
  readonly pmOuverture: Centimes
  readonly pmCloture: Centimes
}

export interface ResultatComptes {
  /** Cents; negative when provisions are released beyond what was paid. */
  readonly charge: Centimes
  /** Per cent with one decimal. */
  readonly ratioSP: number
  readonly ratioPaye: number
  readonly explication: readonly Pas[]
}

/** Charge of claims, S/P and paid ratio of one year. */
export function arreterComptes(compte: CompteAnnuel): ResultatComptes {
  const { primesNettes, prestations, psapOuverture, psapCloture, pmOuverture, pmCloture } = compte
  const charge = centimes(prestations + (psapCloture - psapOuverture) + (pmCloture - pmOuverture))
  const sp = quotient(charge * 100, primesNettes, 1)
  const paye = quotient(prestations * 100, primesNettes, 1)
  const primes = direEuros(primesNettes)
  return {
    charge,
    ratioSP: decimale(sp, 1),
    ratioPaye: decimale(paye, 1),
    explication: [
      pas(
        CHARGE,
        `${direEuros(prestations)} + (${direEuros(psapCloture)} − ${direEuros(psapOuverture)}) + (${direEuros(pmCloture)} − ${direEuros(pmOuverture)})`,
        {
          prestations: enEuros(prestations),
          psapCloture: enEuros(psapCloture),
          pmCloture: enEuros(pmCloture),
        },
        enEuros(charge),
      ),
      pas(
        SP,
        `${direEuros(charge)} / ${primes} = ${direDecimale(sp, 1)} %`,
        { primesNettes: enEuros(primesNettes) },
        decimale(sp, 1),
      ),
      pas(
        PAYE,
        `${direEuros(prestations)} / ${primes} = ${direDecimale(paye, 1)} %`,
        { primesNettes: enEuros(primesNettes) },
        decimale(paye, 1),
      ),
    ],
  }
}

/** Premiums and claims of one year of occurrence, seen at one year-end, in cents. */
export interface AnneeDeSurvenance {
  readonly annee: number
  readonly primesNettes: Centimes
  /** Paid since the year of occurrence. */
  readonly paye: Centimes
  /** PSAP and PM still held for the claims of that year. */
  readonly provisions: Centimes
}

/** S/P by year of occurrence, per cent with one decimal: what each year will have cost, whenever it is paid. */
export const survenance = (
  annees: readonly AnneeDeSurvenance[],
): readonly { readonly annee: number; readonly charge: Centimes; readonly ratioSP: number }[] =>
  annees.map(({ annee, primesNettes, paye, provisions }) => {
    const charge = centimes(paye + provisions)
    return { annee, charge, ratioSP: decimale(quotient(charge * 100, primesNettes, 1), 1) }
  })
