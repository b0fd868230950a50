import { repondre } from '../calcul-point.ts'
import { entier, montant, objet } from '../lecture.ts'
import { operation } from '../operation.ts'

const entree = objet({
  indemniteMensuelle: montant,
  joursDemi: entier(0, 3_650, 'un nombre de jours, en trentièmes'),
})

/** Benefits to give back when full pay is restored for half-pay days: the monthly benefit, by thirtieths, rounded once. */
export const remboursementPrestations = operation({
  nom: 'remboursement-prestations',
  libelle: 'Prestations à rendre après un rétablissement du plein traitement',
  lire: entree,
  calculer: ({ indemniteMensuelle, joursDemi }) =>
    repondre({ donnees: { indemniteMensuelle, joursDemi }, sortie: { montant: 'montantARembourser' } }),
})
