import {
  direJour,
  finDePeriode,
  type Jour,
  joursInclus,
  type Pas,
  pas,
  plusJours,
  premierDes,
} from '../socle/index.ts'
import { REGLES } from './regles.ts'

export type StatutDisponibilite = 'titulaire' | 'stagiaire' | 'contractuel-public'

/** Which year of the position a day belongs to. */
export type RangDisponibilite =
  | 'initiale'
  | 'renouvellement-1'
  | 'renouvellement-2'
  | 'exceptionnelle'
  | 'au-dela'

const ANNEES: Readonly<Record<StatutDisponibilite, readonly RangDisponibilite[]>> = {
  titulaire: ['initiale', 'renouvellement-1', 'renouvellement-2', 'exceptionnelle'],
  stagiaire: ['initiale', 'renouvellement-1', 'renouvellement-2'],
  'contractuel-public': ['initiale'],
}

export interface PeriodeDisponibilite {
  readonly debut: Jour
  readonly fin: Jour
  readonly jours: number
  readonly rang: RangDisponibilite
}

export interface ResultatDisponibilite {
  readonly periodes: readonly PeriodeDisponibilite[]
  /** Last day without the exceptional year. */
  readonly terme: Jour
  /** Last day with it; null where the status has none. */
  readonly termeExceptionnel: Jour | null
  readonly explication: readonly Pas[]
}

/**
 * Disponibilité d'office for health of a tenured official: one year, renewed twice, a third time by exception. Unpaid leave of
 * a trainee: one year, renewed twice; of a contract agent: one year. Years are counted date to date.
 * No statutory pay: sickness allowance, then temporary invalidity allowance, are other rules; the contract's minimum keeps the
 * same target as at half pay. Source: BIP, fiche DISOFF; décret 2022-581, art. 3.
 * @param fin last day asked: what goes past the maximum is `au-dela`
 */
export function disponibiliteOffice(
  statut: StatutDisponibilite,
  debut: Jour,
  fin: Jour,
): ResultatDisponibilite {
  const rangs = ANNEES[statut]
  const annees = rangs.map((rang, i) => ({
    rang,
    debut: plusJours(finDePeriode(debut, 12 * i), 1),
    fin: finDePeriode(debut, 12 * (i + 1)),
  }))
  const derniere = annees.at(-1)!
  const toutes = [...annees, { rang: 'au-dela' as const, debut: plusJours(derniere.fin, 1), fin }]
  const periodes = toutes
    .filter((annee) => annee.debut <= fin && annee.debut <= annee.fin)
    .map((annee) => {
      const dernier = premierDes(annee.fin, fin)
      return { debut: annee.debut, fin: dernier, jours: joursInclus(annee.debut, dernier), rang: annee.rang }
    })
  const terme = annees.filter(({ rang }) => rang !== 'exceptionnelle').at(-1)!.fin
  const termeExceptionnel = derniere.rang === 'exceptionnelle' ? derniere.fin : null
  const suite = termeExceptionnel ? `, jusqu’au ${direJour(termeExceptionnel)} par exception` : ''
  return {
    periodes,
    terme,
    termeExceptionnel,
    explication: [
      pas(
        statut === 'titulaire' ? REGLES.disponibilite : REGLES.congeSansTraitement,
        `du ${direJour(debut)} au ${direJour(terme)} au plus${suite} ; sans traitement, après avis du conseil médical`,
        { statut, debut, fin },
        terme,
      ),
    ],
  }
}
