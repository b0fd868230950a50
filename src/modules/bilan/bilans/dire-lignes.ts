import { compte, date, montant, nombre } from '#shared/typographie.ts'
import type { Composition } from '../domain/composition.ts'
import type { LivrableDate } from '../domain/faits.ts'

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

/** What each member owes of the costs that a key shares, what no key shares, and their sum: that of the costs. */
export function direParts({
  parMembre,
  sansCle,
  prevu,
  constate,
}: Composition['couts']): readonly (readonly string[])[] {
  if (parMembre.length === 0) return []
  const ligne = (mots: string, actions: string, p: number, c: number) => [
    mots,
    actions,
    montant(p),
    montant(c),
  ]
  return [
    ...parMembre.map((part) => ligne(part.libelle, nombre(part.actions), part.prevu, part.constate)),
    ...(sansCle.actions > 0
      ? [ligne('Sans clé de répartition', nombre(sansCle.actions), sansCle.prevu, sansCle.constate)]
      : []),
    ligne('Ensemble', '', prevu, constate),
  ]
}

/** Where a deliverable stands, in words. */
export const direLivrable = ({ etat, remisLe, statueLe, preuve }: LivrableDate): string => {
  const remis = remisLe ? `Remis le ${date(remisLe)}` : 'Remis'
  if (statueLe === null) return etat === 'accepte' ? `${remis}, accepté` : `${remis}, avis attendu`
  return `${etat === 'accepte' ? 'Accepté' : etat === 'a_reprendre' ? 'À reprendre depuis' : 'Remis à nouveau, vu'} le ${date(statueLe)} (${preuve})`
}
