import { INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Interlocuteurs des employeurs',
    pourquoi: 'Pour joindre la bonne personne d’une commune ou d’un établissement.',
    base: INTERET_PUBLIC,
    qui: 'Exécutifs, directions et secrétariats des employeurs',
    quoi: 'Nom, fonction, adresse électronique et téléphone professionnels',
    lu: 'Le centre qui les a saisis',
    conservation: [
      {
        quoi: 'Un interlocuteur',
        duree: 'Un an après la date « Jusqu’au » que le centre a saisie',
        motif: 'Le temps de joindre la personne qui lui succède.',
        tables: ['contact'],
        purge: { nom: 'contacts', delai: { annees: 1 } },
      },
    ],
  },
]
