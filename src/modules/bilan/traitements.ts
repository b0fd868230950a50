import { ARCHIVES, INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Bilans et évaluations',
    pourquoi: 'Pour rendre compte du programme et l’évaluer en deux temps.',
    base: INTERET_PUBLIC,
    qui: 'Directions et présidences',
    quoi: 'Avis, textes et leur auteur',
    lu: 'Les membres de la coopération',
    conservation: [
      {
        quoi: 'Textes et avis, avec leur auteur',
        duree: 'Sans terme, avec le programme',
        motif: ARCHIVES,
        tables: ['bilan_texte', 'bilan_texte_avant', 'evaluation_avis'],
      },
    ],
  },
]
