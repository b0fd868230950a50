import { requalifier } from '../../droits/requalification.ts'
import { booleen, facultatif, objet, puis } from '../lecture.ts'
import { operation } from '../operation.ts'
import { agent, arret, conges, controlerDroit, controlerSituation, typeConge } from './situation-conge.ts'

const entree = puis(
  objet({ agent, conges, arret, nouveauType: typeConge, carence: facultatif(booleen) }),
  (lue, chemin) => {
    controlerDroit(lue.agent, lue.arret.type, chemin, `${chemin}.arret.type`)
    controlerDroit(lue.agent, lue.nouveauType, chemin, `${chemin}.nouveauType`)
    return controlerSituation(lue, chemin)
  },
)

/** A stop becomes another leave: rights, waiting day, benefits to give back. */
export const requalification = operation({
  nom: 'requalification',
  libelle: 'Congé requalifié : nouveaux droits et prestations à rendre',
  lire: entree,
  calculer: ({ nouveauType, ...situation }) => {
    const { periodes, carenceRemboursee, prestationsARembourser, explication } = requalifier(
      situation,
      nouveauType,
    )
    return {
      sortie: {
        periodes: periodes.map((p) => ({ ...p })),
        carenceRemboursee,
        prestationsARembourser: prestationsARembourser.map((p) => ({ ...p })),
      },
      explication,
    }
  },
})
