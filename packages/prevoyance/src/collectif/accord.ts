import { type Pas, pas } from '../socle/index.ts'
import { carte } from './carte.ts'
import { decimale, direDecimale, quotient } from './ratio.ts'

const REGLE = carte(
  'accord-majoritaire',
  'Validité d’un accord collectif : la moitié au moins des voix des organisations habilitées à négocier',
  'CGFP L.223-1 et L.221-3',
  'milli-pourcent',
  {
    du: '2022-03-01',
    arrondi: 'taux affiché au centième de pour cent ; la validité se juge sur les voix, sans arrondi',
  },
)

/** A union at the last elections of the level of the agreement. */
export interface Organisation {
  readonly nom: string
  readonly voix: number
  /** At least one seat in the CST of reference: entitled to negotiate. */
  readonly habilitee: boolean
  readonly signataire: boolean
}

/**
 * Whether an agreement is valid: signatories entitled to negotiate gather at least half (50 % is enough) of the votes cast
 * for all the unions entitled to negotiate. Signatures of the others do not count.
 * @param organisations the entitled ones have at least one vote together
 */
export function jugerAccord(organisations: readonly Organisation[]): {
  readonly taux: number
  readonly valide: boolean
  readonly explication: readonly Pas[]
} {
  const somme = (retenues: readonly Organisation[]) => retenues.reduce((total, { voix }) => total + voix, 0)
  const habilitees = organisations.filter(({ habilitee }) => habilitee)
  const signatures = somme(habilitees.filter(({ signataire }) => signataire))
  const exprimees = somme(habilitees)
  const centiemes = quotient(signatures * 100, exprimees, 2)
  const valide = 2 * signatures >= exprimees
  const ecartees = organisations.filter(({ habilitee, signataire }) => signataire && !habilitee)
  const note = ecartees.length > 0 ? ' ; les signatures d’organisations non habilitées ne comptent pas' : ''
  const formule = `${signatures} / ${exprimees} voix = ${direDecimale(centiemes, 2)} % ${valide ? '≥' : '<'} 50 %${note}`
  return {
    taux: decimale(centiemes, 2),
    valide,
    explication: [pas(REGLE, formule, { signatures, exprimees }, valide)],
  }
}
