import { OBLIGATION_LEGALE, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Portail public',
    pourquoi: 'Pour publier ce que la coopération choisit, avec la trace de ce choix.',
    base: OBLIGATION_LEGALE,
    qui: 'Personnes qui publient ou retirent',
    quoi: 'Auteur et date de chaque choix ; rien des visiteurs',
    lu: 'Les membres de la coopération',
    duree: 'Avec les archives de la coopération.',
    tables: ['publication_trace'],
  },
]
