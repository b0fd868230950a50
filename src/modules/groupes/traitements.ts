import { INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Groupes de travail',
    pourquoi: 'Pour réunir les référents et garder ce qu’ils se sont dit.',
    base: INTERET_PUBLIC,
    qui: 'Pilotes, référents et participants',
    quoi: 'Sièges, présences, messages, qui fait quoi',
    lu: 'Les membres du groupe et la coordination',
    duree: 'Le temps du groupe ; à sa clôture, son bilan reste et la discussion ne se modifie plus.',
    tables: [
      'groupe_pilote',
      'groupe_referent',
      'groupe_presence',
      'groupe_message',
      'groupe_message_avant',
      'groupe_mention',
      'groupe_fait',
      'qui_fait_quoi',
    ],
  },
]
