import { fraisDeGestion } from '../../collectif/frais-gestion.ts'
import { enEuros } from '../../socle/index.ts'
import { entier, montant, objet } from '../lecture.ts'
import { operation } from '../operation.ts'

const entree = objet({ tarifParAgentAn: montant, agents: entier(0, 5_000_000, 'un nombre d’agents') })

/** Yearly management fee of a CDG. */
export const fraisGestion = operation({
  nom: 'frais-gestion',
  libelle: 'Frais de gestion du Centre de gestion, par an',
  lire: entree,
  calculer: ({ tarifParAgentAn, agents }) => {
    const { montant: total, explication } = fraisDeGestion(tarifParAgentAn, agents)
    return { sortie: { montant: enEuros(total) }, explication }
  },
})
