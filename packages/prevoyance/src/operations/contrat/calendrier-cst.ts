import { seancePour } from '../../collectif/cst.ts'
import { date, liste, objet, puis, refuser } from '../lecture.ts'
import { operation } from '../operation.ts'

const seance = puis(objet({ date, limiteDepot: date }), (lue, chemin) =>
  lue.limiteDepot > lue.date
    ? refuser(
        `${chemin}.limiteDepot`,
        `La date limite de dépôt (${lue.limiteDepot}) suit la séance (${lue.date}) : corrigez l’une des deux.`,
      )
    : lue,
)
const entree = objet({ depotLe: date, seances: liste(seance) })

/** The first committee meeting still open to a file. */
export const calendrierCst = operation({
  nom: 'calendrier-cst',
  libelle: 'Première séance du comité social territorial encore ouverte au dépôt',
  lire: entree,
  calculer: ({ depotLe, seances }) => {
    const { seance, explication } = seancePour(depotLe, seances)
    return { sortie: { seance }, explication }
  },
})
