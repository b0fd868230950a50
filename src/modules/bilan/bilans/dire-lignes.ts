import { compte, date, montant } from '#shared/typographie.ts'
import type { Composition, LivrableDate } from '../domain/bilan.ts'

const direMontant = (centimes: number | null): string => (centimes === null ? 'non dit' : montant(centimes))

/** One line for each action whose cost is known, then what they add up to. */
export function direCouts({ lignes, prevu, constate }: Composition['couts']): readonly (readonly string[])[] {
  if (lignes.length === 0) return []
  return [
    ...lignes.map((ligne) => [
      `${ligne.code} ${ligne.titre}`,
      direMontant(ligne.prevu),
      direMontant(ligne.constate),
    ]),
    [
      `Ensemble, ${compte(lignes.length, 'action chiffrée', 'actions chiffrées')}`,
      montant(prevu),
      montant(constate),
    ],
  ]
}

/** Where a deliverable stands, in words. */
export const direLivrable = ({ etat, remisLe, statueLe, preuve }: LivrableDate): string => {
  const remis = remisLe ? `Remis le ${date(remisLe)}` : 'Remis'
  if (statueLe === null) return etat === 'accepte' ? `${remis}, accepté` : `${remis}, avis attendu`
  return `${etat === 'accepte' ? 'Accepté' : etat === 'a_reprendre' ? 'À reprendre depuis' : 'Remis à nouveau, vu'} le ${date(statueLe)} (${preuve})`
}
