import { INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Suivi des actions',
    pourquoi: 'Pour savoir qui porte une action et où elle en est.',
    base: INTERET_PUBLIC,
    qui: 'Chefs de file, binômes, correspondants',
    quoi: 'Nom, nouvelles données, auteur de chaque saisie',
    lu: 'Les membres de la coopération',
    duree: 'Le temps du programme, puis avec ses archives.',
    tables: [
      'action',
      'suivi_action',
      'participation',
      'valeur_indicateur',
      'base_membre',
      'cle_repartition',
    ],
  },
]
