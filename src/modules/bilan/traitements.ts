import { INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Bilans et évaluations',
    pourquoi: 'Pour rendre compte du programme et l’évaluer en deux temps.',
    base: INTERET_PUBLIC,
    qui: 'Directions et présidences',
    quoi: 'Avis, textes et leur auteur',
    lu: 'Les membres de la coopération',
    duree: 'Avec les archives du programme.',
    tables: ['bilan_texte', 'bilan_texte_avant', 'evaluation_avis'],
  },
]
