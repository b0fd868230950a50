import { repondre } from '../calcul-point.ts'
import { entier, montant, objet } from '../lecture.ts'
import { operation } from '../operation.ts'
import { smic } from './lecture-paie.ts'

const entree = objet({
  traitementIndiciaire: montant,
  indemniteResidence: montant,
  supplementFamilial: montant,
  smicMensuel: smic,
  joursDuMois: entier(1, 31, 'un nombre de jours'),
})

/** Sickness allowance the employer pays an official who has no pay left: half, capped as the benefits, and the whole SFT. */
export const indemnitesMaladie = operation({
  nom: 'indemnites-maladie',
  libelle: 'Indemnités de maladie d’un fonctionnaire sans traitement',
  lire: entree,
  calculer: ({ traitementIndiciaire, indemniteResidence, supplementFamilial, smicMensuel, joursDuMois }) =>
    repondre({
      donnees: {
        tib: traitementIndiciaire,
        indemniteResidence,
        sft: supplementFamilial,
        smicMensuel,
        joursDuMois,
      },
      sortie: { mensuel: 'indemniteMaladie' },
    }),
})
