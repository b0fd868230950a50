import { INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Interconnexions',
    pourquoi: 'Pour savoir qui a permis à un programme de lire au nom d’un membre.',
    base: INTERET_PUBLIC,
    qui: 'Les personnes qui créent un jeton',
    quoi: 'Qui l’a créé et quand, ce qu’il lit, sa dernière lecture ; les lectures elles-mêmes ne nomment personne',
    lu: 'La direction, la présidence et la coordination du même membre',
    conservation: [
      {
        quoi: 'Jetons de lecture, en cours, finis ou retirés',
        duree: 'Sans terme : un jeton retiré reste à la liste, sans pouvoir servir',
        motif: 'Preuve de ce qui a été ouvert à un programme, et par qui (RGPD, art. 5.2 et 32).',
        tables: ['jeton_api'],
      },
    ],
  },
]
