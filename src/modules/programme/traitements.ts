import { ARCHIVES, INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Suivi des actions',
    pourquoi: 'Pour savoir qui porte une action et où elle en est.',
    base: INTERET_PUBLIC,
    qui: 'Chefs de file, binômes, correspondants',
    quoi: 'Nom, nouvelles données, auteur de chaque saisie',
    lu: 'Les membres de la coopération',
    conservation: [
      {
        quoi: 'Chefs de file, participations, suivi et valeurs, avec leur auteur',
        duree: 'Sans terme, avec le programme',
        motif: ARCHIVES,
        tables: [
          'action',
          'suivi_action',
          'participation',
          'valeur_indicateur',
          'base_membre',
          'cle_repartition',
        ],
      },
    ],
  },
]
