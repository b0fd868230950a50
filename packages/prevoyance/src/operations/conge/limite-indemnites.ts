import { joursIndemnises } from '../../droits/indemnites-journalieres.ts'
import { booleen, enumeration, facultatif, liste, objet, periode, puis, texte } from '../lecture.ts'
import { operation } from '../operation.ts'
import { CONGES_MAX, controlerSuite } from './situation-conge.ts'

const affection = facultatif(texte(100))

const entree = puis(
  objet({
    regime: enumeration('RG', 'CNRACL'),
    conges: liste(periode({ affection }), { max: CONGES_MAX }),
    arret: periode({ affection, prolongation: facultatif(booleen) }),
    ald: facultatif(booleen),
  }),
  controlerSuite,
)

/** Days of a stop that bear daily benefits: waiting days, 360 days in three years, three years for a long-term condition. */
export const limiteIndemnites = operation({
  nom: 'limite-indemnites-journalieres',
  libelle: 'Jours d’arrêt indemnisés : délai, 360 jours sur trois ans, affection de longue durée',
  lire: entree,
  calculer: (demande) => {
    const { periodes, dejaIndemnises, explication } = joursIndemnises(demande)
    return { sortie: { periodes: periodes.map((p) => ({ ...p })), dejaIndemnises }, explication }
  },
})
