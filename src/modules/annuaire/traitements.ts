import { INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Interlocuteurs des employeurs',
    pourquoi: 'Pour joindre la bonne personne d’une commune ou d’un établissement.',
    base: INTERET_PUBLIC,
    qui: 'Exécutifs, directions et secrétariats des employeurs',
    quoi: 'Nom, fonction, adresse électronique et téléphone professionnels',
    lu: 'Le centre qui les a saisis',
    duree: 'Jusqu’à ce que le centre les retire ou les remplace par un nouvel import.',
    tables: ['contact'],
  },
]
