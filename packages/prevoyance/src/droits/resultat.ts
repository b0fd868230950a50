import { direJour, type Jour, jourDuRang, type Pas, rangDuJour } from '../socle/index.ts'
import type { PeriodeDroits, Phase } from './types.ts'

/** Pay of one day: phase, and rate in per cent. */
export interface Journee {
  readonly phase: Phase
  readonly taux: number
}

export interface ResultatDroits {
  readonly periodes: readonly PeriodeDroits[]
  readonly explication: readonly Pas[]
}

/** Cuts days into runs of equal phase and rate. @param debut day of the first one */
export function enPeriodes(debut: Jour, journees: readonly Journee[]): PeriodeDroits[] {
  const origine = rangDuJour(debut)
  const periodes: PeriodeDroits[] = []
  let depart = 0
  for (const [i, { phase, taux }] of journees.entries()) {
    const suivante = journees[i + 1]
    if (suivante?.phase === phase && suivante.taux === taux) continue
    periodes.push({
      debut: jourDuRang(origine + depart),
      fin: jourDuRang(origine + i),
      jours: i - depart + 1,
      phase,
      taux,
    })
    depart = i + 1
  }
  return periodes
}

const DIRE: Readonly<Record<Phase, string>> = {
  carence: 'jour de carence, sans traitement',
  plein: 'taux plein de la période',
  demi: 'demi-traitement',
  epuise:
    'droits épuisés : avis du conseil médical ; le demi-traitement est maintenu dans l’attente de la décision',
  'sans-traitement': 'droits à rémunération épuisés ou non ouverts : congé sans traitement',
}

/** Builds the result: the runs, and one step of explanation for each after those of the rule. The last rule given bears them. */
export function terminer(
  debut: Jour,
  journees: readonly Journee[],
  explication: readonly Pas[],
): ResultatDroits {
  const periodes = enPeriodes(debut, journees)
  const modele = explication.at(-1)!
  return {
    periodes,
    explication: [
      ...explication,
      ...periodes.map(
        (p): Pas => ({
          regle: modele.regle,
          libelle: modele.libelle,
          source: modele.source,
          formule: `du ${direJour(p.debut)} au ${direJour(p.fin)} : ${DIRE[p.phase]}`,
          valeurs: { debut: p.debut, fin: p.fin, jours: p.jours, phase: p.phase },
          resultat: p.taux,
        }),
      ),
    ],
  }
}
