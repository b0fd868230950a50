import { direJour, type Jour, type Pas, pas } from '../socle/index.ts'
import { carte } from './carte.ts'

const EVIN = carte(
  'maintien-des-prestations',
  'Prestations en cours à la résiliation : l’ancien assureur continue de les servir',
  'loi 89-1009 (Évin), art. 7',
  'texte',
  { du: '1990-01-01', confiance: 'R' },
)
const ANTERIEURES = carte(
  'affections-anterieures',
  'Contrat collectif obligatoire : les suites d’affections antérieures ne peuvent être refusées',
  'loi 2025-1251, art. 4 ; BIP, fiche PARTIC',
  'texte',
  { du: '2025-12-24' },
)
const RECHUTE = carte(
  'rechute-apres-changement',
  'Rechute après un changement d’assureur',
  'notices des contrats : source principale de litiges',
  'texte',
  { confiance: '?' },
)

export type Assureur = 'ancien' | 'nouveau' | 'aucun'

export interface Transfert {
  /** First day of the new contract; the former one ends the day before. */
  readonly bascule: Jour
  /** Whether the new contract is collective and mandatory. */
  readonly obligatoire: boolean
  /** The new insurer takes over nothing, only revaluations, or the whole of the benefits under way (with the reserves). */
  readonly reprise: 'aucune' | 'revalorisations' | 'totale'
}

/** A claim: first day of the stop, and day on which its benefits begin (half pay, or rente). */
export interface Sinistre {
  readonly debutArret: Jour
  readonly prestationsDues: Jour
  /** Last day at work between the first stop and a relapse for the same cause; null when there is no relapse. */
  readonly rechuteLe: Jour | null
}

/** Who pays what after a change of insurer. */
export interface Prise {
  readonly prestation: Assureur
  readonly revalorisation: Assureur
  readonly explication: readonly Pas[]
}

/**
 * Who pays a claim when the insurer changes. A stop begun before the change stays with the former insurer, for the benefits
 * under way and those it will give rise to (immediate or deferred); revaluations to come are the new one's when it took them
 * over. A relapse after the change falls on the new insurer under a mandatory contract, which cannot refuse the after-effects.
 */
export function payeur(sinistre: Sinistre, transfert: Transfert): Prise {
  const { bascule, reprise, obligatoire } = transfert
  if (sinistre.rechuteLe !== null && sinistre.rechuteLe >= bascule) {
    const prestation = obligatoire ? 'nouveau' : 'aucun'
    const formule = obligatoire
      ? 'rechute sous le nouveau contrat obligatoire : il ne peut refuser les suites d’une affection antérieure, sans préjudice de ce que doit l’ancien'
      : 'rechute sous un contrat facultatif : lisez la notice des deux contrats, aucun texte ne tranche'
    const regle = obligatoire ? ANTERIEURES : RECHUTE
    return {
      prestation,
      revalorisation: prestation,
      explication: [pas(regle, formule, { rechuteLe: sinistre.rechuteLe }, prestation)],
    }
  }
  if (sinistre.debutArret >= bascule) {
    const formule = `arrêt commencé le ${direJour(sinistre.debutArret)}, sous le nouveau contrat`
    return {
      prestation: 'nouveau',
      revalorisation: 'nouveau',
      explication: [pas(ANTERIEURES, formule, { debutArret: sinistre.debutArret }, 'nouveau')],
    }
  }
  const prestation: Assureur = reprise === 'totale' ? 'nouveau' : 'ancien'
  const revalorisation: Assureur = reprise === 'aucune' ? 'ancien' : 'nouveau'
  const formule =
    reprise === 'totale'
      ? 'arrêt antérieur repris en totalité par le nouvel assureur, avec les provisions'
      : `arrêt antérieur au ${direJour(bascule)} : l’ancien assureur sert la prestation${sinistre.prestationsDues >= bascule ? ', même née après la résiliation' : ''}${reprise === 'revalorisations' ? ' ; les revalorisations à venir sont au nouveau' : ''}`
  return {
    prestation,
    revalorisation,
    explication: [pas(EVIN, formule, { debutArret: sinistre.debutArret, bascule }, prestation)],
  }
}
