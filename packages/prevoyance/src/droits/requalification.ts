import { direJour, type Jour, jourDuRang, type Pas, pas, rangDuJour } from '../socle/index.ts'
import { droitsConge } from './droits.ts'
import { REGLES } from './regles.ts'
import type { PeriodeDroits, Phase, Situation, TypeConge } from './types.ts'

export interface ResultatRequalification {
  readonly periodes: readonly PeriodeDroits[]
  /** Whether the waiting day withheld is to be paid back. */
  readonly carenceRemboursee: boolean
  /** Runs at half pay that become full pay: the benefits paid for them are to be given back. */
  readonly prestationsARembourser: readonly { readonly debut: Jour; readonly fin: Jour }[]
  readonly explication: readonly Pas[]
}

/**
 * A stop becomes another kind of leave from its first day: pay is computed again, the waiting day is paid back, and the
 * contract's benefits are given back for the half-pay days that become full pay.
 * @param situation the stop as it was granted
 * Sources: décret 2022-581 art. 3 (G3); loi 2017-1837 art. 115; BIP, fiches COLOMA and DELCAR.
 */
export function requalifier(situation: Situation, nouveauType: TypeConge): ResultatRequalification {
  const avant = droitsConge(situation)
  const apres = droitsConge({ ...situation, arret: { ...situation.arret, type: nouveauType } })
  const phasesAvant = phasesParJour(avant.periodes)
  const phasesApres = phasesParJour(apres.periodes)
  const debut = rangDuJour(situation.arret.debut)
  const carenceRemboursee = phasesAvant[0] === 'carence' && phasesApres[0] !== 'carence'
  const rendus = phasesAvant.map((phase, i) => phase === 'demi' && phasesApres[i] === 'plein')
  const prestationsARembourser = rendus.flatMap((rendu, i) => {
    if (!rendu || rendus[i - 1]) return []
    const suivant = rendus.indexOf(false, i)
    return [
      { debut: jourDuRang(debut + i), fin: jourDuRang(debut + (suivant < 0 ? rendus.length : suivant) - 1) },
    ]
  })
  return {
    periodes: apres.periodes,
    carenceRemboursee,
    prestationsARembourser,
    explication: [
      ...apres.explication,
      pas(
        REGLES.requalification,
        `${situation.arret.type} devenu ${nouveauType} au ${direJour(situation.arret.debut)} ; ${carenceRemboursee ? 'le jour de carence retenu est remboursé' : 'aucun jour de carence à rembourser'} ; ${direRendus(rendus.filter(Boolean).length)}`,
        { ancienType: situation.arret.type, nouveauType, carenceRemboursee },
        prestationsARembourser.length,
      ),
    ],
  }
}

const direRendus = (jours: number): string => {
  if (jours === 0) return 'aucun jour de demi-traitement ne devient plein traitement : rien n’est à rendre'
  if (jours === 1)
    return 'un jour de demi-traitement devient plein traitement : les prestations versées pour ce jour sont à rendre'
  return `${jours} jours de demi-traitement deviennent plein traitement : les prestations versées pour ces jours sont à rendre`
}

const phasesParJour = (periodes: readonly PeriodeDroits[]): Phase[] =>
  periodes.flatMap(({ phase, jours }) => Array.from({ length: jours }, () => phase))
