import {
  direJour,
  finDePeriode,
  type Jour,
  jourDuRang,
  joursInclus,
  type Pas,
  pas,
  plusAnnees,
  rangDuJour,
} from '../socle/index.ts'
import { anniversaire } from './calendrier.ts'
import { REGLES } from './regles.ts'

interface Periode {
  readonly debut: Jour
  readonly fin: Jour
}

export interface ResultatTpt {
  /** Days asked within the right, then beyond it. */
  readonly periodes: readonly (Periode & {
    readonly jours: number
    readonly phase: 'plein' | 'epuise'
    readonly taux: number
  })[]
  /** Whether the period asked lasts one to three months and stays within the right. */
  readonly conforme: boolean
  readonly motif: string
  /** Days left once this period is over. */
  readonly joursRestants: number
  readonly explication: readonly Pas[]
}

/**
 * Therapeutic part time of an official of the CNRACL: one year in all, by periods of one to three months, at full base pay, NBI,
 * residence and family supplements whatever the time worked; the right is whole again one year after the last period.
 * The year is counted in days, against its length date to date from the first period still counted.
 * Source: CGFP L.823-4; BIP, fiche TEMTHE.
 * @param passes past periods, none sharing a day
 */
export function tempsPartielTherapeutique(passes: readonly Periode[], demande: Periode): ResultatTpt {
  const comptes = encoreComptes(passes, demande.debut)
  const pris = comptes.reduce((somme, { debut, fin }) => somme + joursInclus(debut, fin), 0)
  const premier = rangDuJour(comptes[0]?.debut ?? demande.debut)
  const droit = anniversaire(premier, 1) - premier
  const demandes = joursInclus(demande.debut, demande.fin)
  const ouverts = Math.max(0, Math.min(demandes, droit - pris))
  const debut = rangDuJour(demande.debut)
  const run = (de: number, jours: number, phase: 'plein' | 'epuise', taux: number) =>
    jours === 0 ? [] : [{ debut: jourDuRang(de), fin: jourDuRang(de + jours - 1), jours, phase, taux }]
  const motif = motifDe(demande, ouverts < demandes)
  return {
    periodes: [
      ...run(debut, ouverts, 'plein', 100),
      ...run(debut + ouverts, demandes - ouverts, 'epuise', 0),
    ],
    conforme: motif === null,
    motif: motif ?? 'période d’un à trois mois, dans l’année ouverte',
    joursRestants: Math.max(0, droit - pris - ouverts),
    explication: [
      pas(
        comptes.length > 0 ? REGLES.tempsPartielFractionne : REGLES.tempsPartielTherapeutique,
        `un an en tout (${droit} jours) ; ${pris} déjà pris au ${direJour(demande.debut)}, ${demandes} demandés : ${motif ?? 'accordables'} ; traitement, NBI, indemnité de résidence et supplément familial entiers, régime indemnitaire selon la délibération`,
        { droit, dejaPris: pris, demandes },
        Math.max(0, droit - pris - ouverts),
      ),
    ],
  }
}

/** Periods since the last gap of one year: what came before is rebuilt. */
function encoreComptes(passes: readonly Periode[], jusqua: Jour): readonly Periode[] {
  const ordre = [...passes].sort((a, b) => (a.debut < b.debut ? -1 : 1))
  let depuis = 0
  for (const [i, { fin }] of ordre.entries()) {
    const suivant = ordre[i + 1]?.debut ?? jusqua
    if (plusAnnees(fin, 1) < suivant) depuis = i + 1
  }
  return ordre.slice(depuis)
}

function motifDe({ debut, fin }: Periode, depasse: boolean): string | null {
  if (depasse) return 'la période dépasse l’année ouverte : elle se reconstitue un an après la dernière'
  if (fin < finDePeriode(debut, 1)) return 'moins d’un mois : demandez au moins un mois'
  if (fin > finDePeriode(debut, 3)) return 'plus de trois mois : demandez une autre période ensuite'
  return null
}
