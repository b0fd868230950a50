import type { Centimes, MilliPourcent } from '../../socle/centimes.ts'
import { estObjet } from '../json/json.ts'
import {
  booleen,
  enumeration,
  facultatif,
  type Lecteur,
  liste,
  montant,
  objet,
  puis,
  refuser,
  taux,
} from '../lecture.ts'

/** One bracket of gross pay: up to `jusqua` (included unless said otherwise), an amount or a share of the contribution. */
export interface Tranche {
  readonly jusqua?: Centimes
  readonly inclus: boolean
  readonly montant?: Centimes
  readonly pourcentage?: MilliPourcent
}

/** What an employer decided to pay. */
export type RegleParticipation =
  | { readonly type: 'montant'; readonly montant: Centimes }
  | { readonly type: 'pourcentage'; readonly taux: MilliPourcent; readonly plancher?: Centimes }
  | { readonly type: 'tranches'; readonly brut: Centimes; readonly tranches: readonly Tranche[] }

const tranche: Lecteur<Tranche> = puis(
  objet({
    jusqua: facultatif(montant),
    inclus: facultatif(booleen),
    montant: facultatif(montant),
    pourcentage: facultatif(taux),
  }),
  (lu, chemin) => {
    if ((lu.montant === undefined) === (lu.pourcentage === undefined))
      refuser(chemin, 'Une tranche donne soit un montant, soit un pourcentage : gardez l’un des deux.')
    return { ...lu, inclus: lu.inclus ?? true }
  },
)

const tranches: Lecteur<readonly Tranche[]> = puis(liste(tranche, { min: 1, max: 100 }), (lues, chemin) => {
  for (const [i, { jusqua }] of lues.entries()) {
    const suivante = lues[i + 1]
    if (suivante === undefined) continue
    if (jusqua === undefined)
      refuser(
        `${chemin}[${i}]`,
        'Seule la dernière tranche peut être sans borne : donnez « jusqua », ou placez-la à la fin.',
      )
    if (suivante.jusqua !== undefined && suivante.jusqua <= jusqua)
      refuser(
        `${chemin}[${i + 1}].jusqua`,
        'Les bornes des tranches doivent croître : remettez-les dans l’ordre.',
      )
  }
  return lues
})

const LECTEURS: {
  readonly [T in RegleParticipation['type']]: Lecteur<Extract<RegleParticipation, { type: T }>>
} = {
  montant: objet({ type: enumeration('montant'), montant }),
  pourcentage: objet({ type: enumeration('pourcentage'), taux, plancher: facultatif(montant) }),
  tranches: objet({ type: enumeration('tranches'), brut: montant, tranches }),
}

const unType = enumeration('montant', 'pourcentage', 'tranches')

/** Reads the rule of participation of an employer. */
export const regleParticipation: Lecteur<RegleParticipation> = (valeur, chemin) => {
  if (!estObjet(valeur)) return LECTEURS.montant(valeur, chemin)
  const type = unType(valeur['type'], `${chemin}.type`)
  return LECTEURS[type](valeur, chemin)
}
