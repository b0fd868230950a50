import { direJour, type Jour, jourDuRang, type Pas, pas, type Regle, rangDuJour } from '../socle/index.ts'
import { anniversaire, creerCompteur, debutFenetre } from './calendrier.ts'
import { memeCause } from './carence.ts'
import { ANNEES_IJSS, DELAI_IJSS, JOURS_ACCIDENT, JOURS_IJSS } from './parametres.ts'
import { enRuns } from './periodes.ts'
import { REGLES } from './regles.ts'

interface ArretIndemnisable {
  readonly debut: Jour
  readonly fin: Jour
  readonly affection?: string | undefined
}

/** What decides how long daily benefits last. */
export interface DemandeIjss {
  /** RG: daily benefits of social security. CNRACL: sickness allowance of an official without pay, where paid leave counts. */
  readonly regime: 'RG' | 'CNRACL'
  /** Past stops for sickness (work accidents have no such limit); none shares a day with another. */
  readonly conges: readonly ArretIndemnisable[]
  readonly arret: ArretIndemnisable & { readonly prolongation?: boolean | undefined }
  /** Long-term condition (ALD): a duration instead of a number of days. */
  readonly ald?: boolean | undefined
}

/** `delai`: waiting days of social security; `limite`: nothing more is due; `accident-long`: after 28 days of a work accident. */
export type MotifIjss = 'delai' | 'indemnise' | 'limite' | 'accident' | 'accident-long'

export interface PeriodeIjss {
  readonly debut: Jour
  readonly fin: Jour
  readonly jours: number
  readonly motif: MotifIjss
}

export interface ResultatIjss {
  readonly periodes: readonly PeriodeIjss[]
  /** Days already counted in the three years that end on the first day of the stop. */
  readonly dejaIndemnises: number
  readonly explication: readonly Pas[]
}

/**
 * Which days of a stop bear daily benefits: none for the first three (régime général), then at most 360 in three moving years;
 * for a long-term condition, three years counted date to date from its first stop.
 * Stops without a free day between them have one waiting period.
 * Source: CSS L.323-1, R.323-1; BIP, fiches NTICO3 and PREMAL.
 */
export function joursIndemnises({ regime, conges, arret, ald = false }: DemandeIjss): ResultatIjss {
  const delai = regime === 'RG' ? DELAI_IJSS : 0
  const compteur = creerCompteur()
  const passes = [...conges].sort((a, b) => (a.debut < b.debut ? -1 : 1))
  let [chaine, suivant] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const commencer = (debut: number, fin: number, prolonge: boolean): void => {
    if (prolonge) chaine = Number.NEGATIVE_INFINITY
    else if (debut !== suivant) chaine = debut
    suivant = fin + 1
  }
  const restants = (rang: number): number =>
    JOURS_IJSS - compteur.nombreDepuis(debutFenetre(rang, ANNEES_IJSS))
  for (const conge of passes) {
    const [debut, fin] = [rangDuJour(conge.debut), rangDuJour(conge.fin)]
    commencer(debut, fin, false)
    for (let rang = Math.max(debut, chaine + delai); rang <= fin; rang++)
      if (regime === 'CNRACL' || restants(rang) > 0) compteur.noter(rang)
  }
  const [debut, fin] = [rangDuJour(arret.debut), rangDuJour(arret.fin)]
  commencer(debut, fin, arret.prolongation === true)
  const dejaIndemnises = JOURS_IJSS - restants(debut)
  const premier = passes.find(({ affection }) => memeCause(affection, arret.affection))?.debut ?? arret.debut
  const finAld = anniversaire(rangDuJour(premier), ANNEES_IJSS)
  const motifs: MotifIjss[] = []
  for (let rang = debut; rang <= fin; rang++) {
    const motif =
      rang < chaine + delai ? 'delai' : (ald ? rang < finAld : restants(rang) > 0) ? 'indemnise' : 'limite'
    if (motif === 'indemnise') compteur.noter(rang)
    motifs.push(motif)
  }
  const periodes = enRuns(arret.debut, motifs).map(({ valeur: motif, ...run }) => ({ ...run, motif }))
  return { periodes, dejaIndemnises, explication: raconter(periodes, dejaIndemnises, ald, finAld) }
}

const DIRE: Readonly<Record<MotifIjss, string>> = {
  delai: 'délai de trois jours, rien n’est versé',
  indemnise: 'indemnisé',
  limite: 'limite atteinte, plus rien n’est versé',
  accident: `taux des ${JOURS_ACCIDENT} premiers jours d’accident du travail`,
  'accident-long': `taux d’après ${JOURS_ACCIDENT} jours d’accident du travail`,
}

/**
 * Daily benefits of a work accident of an agent of the régime général: from the first day, at a rate that rises after 28 days.
 * @param dejaPris days of leave already taken for the same accident
 * Source: BIP, fiche NTICO3.
 */
export function joursAccident(arret: ArretIndemnisable, dejaPris: number): ResultatIjss {
  const jours = rangDuJour(arret.fin) - rangDuJour(arret.debut) + 1
  const motifs = Array.from({ length: jours }, (_, i) =>
    dejaPris + i < JOURS_ACCIDENT ? ('accident' as const) : ('accident-long' as const),
  )
  const periodes = enRuns(arret.debut, motifs).map(({ valeur: motif, ...run }) => ({ ...run, motif }))
  return { periodes, dejaIndemnises: dejaPris, explication: dire(REGLES.ijssAccident, periodes) }
}

const dire = (regle: Regle, periodes: readonly PeriodeIjss[]): Pas[] =>
  periodes.map(({ debut, fin, jours, motif }) =>
    pas(regle, `du ${direJour(debut)} au ${direJour(fin)} : ${DIRE[motif]}`, { debut, fin, motif }, jours),
  )

const raconter = (periodes: readonly PeriodeIjss[], deja: number, ald: boolean, finAld: number): Pas[] => [
  pas(
    ald ? REGLES.limiteIjssAld : REGLES.limiteIjss,
    ald
      ? `affection de longue durée : indemnisée ${ANNEES_IJSS} ans de date à date, jusqu’au ${direJour(jourDuRang(finAld - 1))} au plus`
      : `${JOURS_IJSS} jours au plus sur ${ANNEES_IJSS} ans glissants ; ${deja} déjà comptés`,
    { dejaIndemnises: deja, ald },
    ald ? null : Math.max(0, JOURS_IJSS - deja),
  ),
  ...dire(REGLES.limiteIjss, periodes),
]
