import { ARCHIVES, OBLIGATION_LEGALE, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Portail public',
    pourquoi: 'Pour publier ce que la coopération choisit, avec la trace de ce choix.',
    base: OBLIGATION_LEGALE,
    qui: 'Personnes qui publient ou retirent',
    quoi: 'Auteur et date de chaque choix ; rien des visiteurs',
    lu: 'Les membres de la coopération',
    conservation: [
      {
        quoi: 'Auteur et date de chaque publication ou retrait',
        duree: 'Sans terme',
        motif: ARCHIVES,
        tables: ['publication_trace'],
      },
    ],
  },
]
