import { pas, type Regle } from '../socle/index.ts'
import { entier, objet } from './lecture.ts'
import { operation } from './operation.ts'

/** Headcount from which an employer has its own CST. Source: CGFP L.251-5 (C). */
const SEUIL_CST = 50

const REGLE: Regle = {
  id: 'cst',
  libelle: 'Comité social territorial compétent',
  reference: 'CGFP L.251-5 et L.253-5 6°',
  unite: 'texte',
  du: '2023-01-01',
  au: null,
  arrondi: null,
  confiance: 'C',
}

const entree = objet({ effectif: entier(0, 10_000_000, 'un effectif') })

/** Which comité social territorial gives its advice on the protection sociale complémentaire. */
export const cst = operation({
  nom: 'cst',
  libelle: 'Comité social territorial à consulter selon l’effectif',
  lire: entree,
  calculer: ({ effectif }) => {
    const atteint = effectif >= SEUIL_CST
    const comite = atteint ? 'cst-employeur' : 'cst-cdg'
    const formule = `${effectif} ${atteint ? '≥' : '<'} ${SEUIL_CST} agents`
    return { sortie: { comite }, explication: [pas(REGLE, formule, { effectif }, comite)] }
  },
})
