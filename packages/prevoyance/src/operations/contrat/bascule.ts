import { dateDeBascule, JOUR_TEMOIN } from '../../collectif/bascule.ts'
import { booleen, date, facultatif, objet, puis, refuser } from '../lecture.ts'
import { operation } from '../operation.ts'

const entree = puis(
  objet({ conventionEnCoursAu20251223: booleen, terme: facultatif(date) }),
  ({ conventionEnCoursAu20251223, terme }, chemin) => {
    if (!conventionEnCoursAu20251223) return { terme: null }
    if (terme === undefined)
      return refuser(
        `${chemin}.terme`,
        'Ce champ manque : indiquez le dernier jour de la convention en cours.',
      )
    if (terme < JOUR_TEMOIN)
      return refuser(
        `${chemin}.terme`,
        `Une convention terminée le ${terme} n’était plus en cours le ${JOUR_TEMOIN} : corrigez le terme ou indiquez qu’aucune convention ne courait.`,
      )
    return { terme }
  },
)

/** When the mandatory collective scheme binds an employer. */
export const bascule = operation({
  nom: 'bascule',
  libelle: 'Date de passage au régime de la loi de décembre 2025',
  lire: entree,
  calculer: ({ terme }) => {
    const { date: jour, motif, explication } = dateDeBascule(terme)
    return { sortie: { date: jour, motif }, explication }
  },
})
