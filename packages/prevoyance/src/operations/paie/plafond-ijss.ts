import { repondre } from '../calcul-point.ts'
import { entier, objet } from '../lecture.ts'
import { operation } from '../operation.ts'
import { smic } from './lecture-paie.ts'

const entree = objet({ smicMensuel: smic, joursDuMois: entier(1, 31, 'un nombre de jours') })

/** Ceiling of the sickness benefit of the régime général: 1.4 SMIC, half of it, by day; the day is rounded, then multiplied. */
export const plafondIjss = operation({
  nom: 'plafond-ijss',
  libelle: 'Plafond des indemnités journalières de la Sécurité sociale',
  lire: entree,
  calculer: ({ smicMensuel, joursDuMois }) =>
    repondre({
      donnees: { smicMensuel, joursDuMois },
      sortie: { jour: 'plafondIjssJour', mois: 'plafondIjssMois' },
    }),
})
