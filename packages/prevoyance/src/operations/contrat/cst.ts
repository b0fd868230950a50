import { comiteDe } from '../../collectif/cst.ts'
import { entier, objet } from '../lecture.ts'
import { operation } from '../operation.ts'

const entree = objet({ effectif: entier(0, 10_000_000, 'un effectif') })

/** Which comité social territorial gives its advice on the protection sociale complémentaire. */
export const cst = operation({
  nom: 'cst',
  libelle: 'Comité social territorial à consulter selon l’effectif',
  lire: entree,
  calculer: ({ effectif }) => {
    const { comite, explication } = comiteDe(effectif)
    return { sortie: { comite }, explication }
  },
})
