import { direJour, type Jour, type Pas, pas, rangDuJour } from '../socle/index.ts'
import { JOURS_SERVICES_DISCONTINUS } from './parametres.ts'
import { REGLES } from './regles.ts'
import type { Agent, Situation } from './types.ts'

interface Periode {
  readonly debut: Jour
  readonly fin: Jour
}

/** Ranks of the days of `periodes` that no leave covers, in order. */
function joursServis(periodes: readonly Periode[], conges: readonly Periode[]): number[] {
  const absences = enRangs(conges)
  const servis: number[] = []
  let suivante = 0
  for (const [de, a] of enRangs(periodes)) {
    for (let rang = de; rang <= a; rang++) {
      while (suivante < absences.length && absences[suivante]![1] < rang) suivante++
      const absence = absences[suivante]
      if (absence === undefined || rang < absence[0]) servis.push(rang)
      else rang = absence[1]
    }
  }
  return servis
}

const enRangs = (periodes: readonly Periode[]): (readonly [de: number, a: number])[] =>
  periodes.map(({ debut, fin }) => [rangDuJour(debut), rangDuJour(fin)] as const).sort(([a], [b]) => a - b)

/**
 * First day of the window that holds the last 300 days of service before day `rang`: it replaces the moving 12 months for a
 * contract agent employed by fits and starts. With fewer days served, the window holds everything known.
 * Calendar days of the contracts count, days of leave do not (our reading: no source says how a day of service is counted).
 * Source: décret 88-145, art. 7; BIP, fiche NTICO3.
 */
export function fenetreDesServices({ agent, conges, arret }: Situation): ((rang: number) => number) | null {
  if (agent.services === undefined) return null
  const servis = joursServis(agent.services, [...conges, arret])
  return (rang) => {
    let [bas, haut] = [0, servis.length]
    while (bas < haut) {
      const milieu = (bas + haut) >> 1
      if (servis[milieu]! < rang) bas = milieu + 1
      else haut = milieu
    }
    return servis[bas - JOURS_SERVICES_DISCONTINUS] ?? Number.NEGATIVE_INFINITY
  }
}

/** The step that says the window used. */
export const pasDesServices = (depuis: number, jour: (rang: number) => Jour): Pas =>
  pas(
    REGLES.servicesDiscontinus,
    Number.isFinite(depuis)
      ? `${JOURS_SERVICES_DISCONTINUS} jours de services effectifs avant l’arrêt : congés comptés depuis le ${direJour(jour(depuis))}`
      : `moins de ${JOURS_SERVICES_DISCONTINUS} jours de services avant l’arrêt : tous les congés donnés sont comptés`,
    { joursDeServices: JOURS_SERVICES_DISCONTINUS },
    Number.isFinite(depuis) ? jour(depuis) : null,
  )

/**
 * A leave never goes past the end of a fixed-term contract: the stop is cut there.
 * @returns the stop to study, and the step that says so when it was cut
 * Source: décret 88-145; BIP, fiche NTICO3.
 */
export function couperALaFinDuContrat<A extends Periode>(
  arret: A,
  { finContrat }: Agent,
): { readonly arret: A; readonly coupe: readonly Pas[] } {
  if (finContrat === undefined || arret.fin <= finContrat) return { arret, coupe: [] }
  return {
    arret: { ...arret, fin: finContrat },
    coupe: [
      pas(
        REGLES.finContrat,
        `le contrat prend fin le ${direJour(finContrat)}, avant la fin de l’arrêt (${direJour(arret.fin)}) : le congé s’arrête ce jour-là ; ensuite, seules les indemnités journalières de la Sécurité sociale peuvent être dues`,
        { finContrat, finArret: arret.fin },
        finContrat,
      ),
    ],
  }
}
