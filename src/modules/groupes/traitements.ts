import { ARCHIVES, INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Groupes de travail',
    pourquoi: 'Pour réunir les référents et garder ce qu’ils se sont dit.',
    base: INTERET_PUBLIC,
    qui: 'Pilotes, référents et participants',
    quoi: 'Sièges, présences, messages, qui fait quoi',
    lu: 'Les membres du groupe et la coordination',
    conservation: [
      {
        quoi: 'La discussion d’un groupe',
        duree: 'Cinq ans après la clôture du groupe',
        motif: 'Le temps d’un mandat de suites ; le bilan du groupe dit ce qui en est sorti.',
        tables: ['groupe_message', 'groupe_message_avant', 'groupe_mention'],
        purge: { nom: 'discussions', delai: { annees: 5 } },
      },
      {
        quoi: 'Qui pilote, qui participe, qui fait quoi, ce qui a été fait',
        duree: 'Sans terme, avec le bilan du groupe',
        motif: ARCHIVES,
        tables: ['groupe_pilote', 'groupe_referent', 'groupe_presence', 'groupe_fait', 'qui_fait_quoi'],
      },
    ],
  },
]
