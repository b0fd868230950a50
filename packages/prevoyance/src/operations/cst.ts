import { entier, objet } from './lecture.ts'
import { operation } from './operation.ts'

/** Headcount from which an employer has its own CST. Source: CGFP L.251-5 (C). */
const SEUIL_CST = 50

const entree = objet({ effectif: entier(0, 10_000_000, 'un effectif') })

/** Which comité social territorial gives its advice on the protection sociale complémentaire. */
export const cst = operation({
  nom: 'cst',
  libelle: 'Comité social territorial à consulter selon l’effectif',
  lire: entree,
  calculer: ({ effectif }) => {
    const comite = effectif >= SEUIL_CST ? 'cst-employeur' : 'cst-cdg'
    return {
      sortie: { comite },
      explication: [
        {
          regle: 'cst',
          libelle: 'Comité social territorial compétent',
          formule: `effectif ${effectif >= SEUIL_CST ? '≥' : '<'} ${SEUIL_CST} agents`,
          valeurs: { effectif, seuil: SEUIL_CST },
          resultat: comite,
          source: 'CGFP L.251-5 et L.253-5 6°',
        },
      ],
    }
  },
})
