import type { Simulation } from './demande.ts'

export type LigneDeMois = {
  /** 'AAAA-MM' */
  readonly mois: string
  /** « 29 à 90 %, 1 non payé ». */
  readonly jours: string
  readonly sans: number
  readonly ajoute: number
  readonly avec: number
  readonly manque: number
}

export type Resultat = {
  readonly lignes: readonly LigneDeMois[]
  readonly total: Omit<LigneDeMois, 'mois' | 'jours'>
  /** The usual net of a month at work. */
  readonly net: number
  /** The month that worries: the poorest without the contract. */
  readonly pire: LigneDeMois
  readonly cotisation: number
  readonly cotisations: number
}

/** What the page says of a simulation, in integer cents. The contribution is told apart: it is not taken from the bars. */
export function resumer({ parcours }: Simulation): Resultat {
  const lignes = parcours.mois.map((m): LigneDeMois => {
    const avec = m.sansContrat + m.indemnite
    return {
      mois: m.mois,
      jours: m.tranches
        .map(
          ({ taux, trentiemes }) =>
            `${trentiemes} ${taux === 0 ? 'non payé' : `à ${taux} %`}${taux === 0 && trentiemes > 1 ? 's' : ''}`,
        )
        .join(', '),
      sans: m.sansContrat,
      ajoute: m.indemnite,
      avec,
      manque: Math.max(0, m.netActivite - avec),
    }
  })
  const somme = (cle: 'sans' | 'ajoute' | 'avec' | 'manque'): number => lignes.reduce((t, l) => t + l[cle], 0)
  const dernier = parcours.mois.at(-1)!
  return {
    lignes,
    total: { sans: somme('sans'), ajoute: somme('ajoute'), avec: somme('avec'), manque: somme('manque') },
    net: parcours.mois[0]!.netActivite,
    pire: lignes.reduce((a, b) => (b.sans < a.sans ? b : a)),
    cotisation: dernier.cotisationAgent,
    cotisations: parcours.mois.reduce((t, m) => t + m.cotisationAgent, 0),
  }
}
