import { lieeLe, type Reprise } from '../../collectif/opposabilite.ts'
import {
  booleen,
  date,
  facultatif,
  liste,
  objet,
  puis,
  refuser,
  refuserChevauchements,
  refuserSiInversee,
} from '../lecture.ts'
import { operation } from '../operation.ts'

/** The last day that can be written: a return without an end goes on. */
const SANS_FIN = '2199-12-31'

const reprise = puis(objet({ debut: date, fin: facultatif(date) }), ({ debut, fin }, chemin): Reprise => {
  if (fin !== undefined) refuserSiInversee({ debut, fin }, chemin)
  return { debut, fin }
})

const entree = puis(
  objet({
    debutContrat: date,
    enCongeAuDebut: booleen,
    contratIndividuel: booleen,
    reprises: facultatif(liste(reprise)),
  }),
  (lue, chemin) => {
    const reprises = lue.reprises ?? []
    refuserChevauchements(
      reprises.map(({ debut, fin = SANS_FIN }) => ({ debut, fin })),
      (rang) => `${chemin}.reprises[${rang}]`,
    )
    const autravail = reprises.findIndex(
      ({ debut, fin = SANS_FIN }) => debut <= lue.debutContrat && lue.debutContrat <= fin,
    )
    if (lue.enCongeAuDebut && autravail >= 0)
      refuser(
        `${chemin}.reprises[${autravail}].debut`,
        `Cette reprise couvre le ${lue.debutContrat}, alors que l’agent est dit en congé ce jour-là : corrigez l’un des deux.`,
      )
    return { ...lue, reprises }
  },
)

/** When the duty to join binds an agent on leave at the start of the contract. */
export const opposabilite = operation({
  nom: 'opposabilite',
  libelle: 'Date à laquelle l’adhésion obligatoire s’impose à l’agent',
  lire: entree,
  calculer: (situation) => {
    const { jour, explication } = lieeLe(situation)
    return { sortie: { lieeLe: jour }, explication }
  },
})
