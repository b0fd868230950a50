import { INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Interconnexions',
    pourquoi: 'Pour savoir qui a permis à un programme de lire au nom d’un membre.',
    base: INTERET_PUBLIC,
    qui: 'Les personnes qui créent un jeton',
    quoi: 'Qui l’a créé et quand, ce qu’il lit, sa dernière lecture ; les lectures elles-mêmes ne nomment personne',
    lu: 'La direction, la présidence et la coordination du même membre',
    duree: 'Tant que la coopération existe : un jeton retiré reste à la liste, sans pouvoir servir.',
    tables: ['jeton_api'],
  },
]
