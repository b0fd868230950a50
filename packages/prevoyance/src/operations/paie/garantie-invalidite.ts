import { repondre } from '../calcul-point.ts'
import { montant, objet, taux } from '../lecture.ts'
import { operation } from '../operation.ts'

const entree = objet({ netReference: montant, taux, pension: montant, autresPrestations: montant })

/** Monthly invalidity benefit: completes pension and other benefits up to the rate, never above the net of reference. */
export const garantieInvalidite = operation({
  nom: 'garantie-invalidite',
  libelle: 'Rente d’invalidité d’un mois',
  lire: entree,
  calculer: ({ netReference, taux: tauxRente, pension, autresPrestations }) =>
    repondre({
      donnees: { netReference, tauxRente, pension, autresPrestations, renteOuverte: 1 },
      sortie: { rente: 'rente' },
    }),
})
