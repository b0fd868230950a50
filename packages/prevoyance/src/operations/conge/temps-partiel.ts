import { tempsPartielTherapeutique } from '../../droits/temps-partiel-therapeutique.ts'
import { liste, objet, periode, puis } from '../lecture.ts'
import { operation } from '../operation.ts'
import { CONGES_MAX, controlerSuite } from './situation-conge.ts'

const entree = puis(
  objet({ periodes: liste(periode({}), { max: CONGES_MAX }), demande: periode({}) }),
  ({ periodes, demande }, chemin) => {
    controlerSuite({ conges: periodes, arret: demande }, chemin, ['periodes', 'demande'])
    return { periodes, demande }
  },
)

/** Rights to therapeutic part time, and whether the period asked is one that can be granted. */
export const tempsPartiel = operation({
  nom: 'temps-partiel-therapeutique',
  libelle: 'Temps partiel thérapeutique : droits restants et période demandée',
  lire: entree,
  calculer: ({ periodes: passees, demande }) => {
    const { periodes, conforme, motif, joursRestants, explication } = tempsPartielTherapeutique(
      passees,
      demande,
    )
    return {
      sortie: { periodes: periodes.map((p) => ({ ...p })), conforme, motif, joursRestants },
      explication,
    }
  },
})
