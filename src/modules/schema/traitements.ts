import { ARCHIVES, OBLIGATION_LEGALE, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Schéma et conventions',
    pourquoi: 'Pour établir les actes communs et rappeler leurs échéances.',
    base: OBLIGATION_LEGALE,
    qui: 'Personnes qui saisissent ou reçoivent un rappel',
    quoi: 'Auteur de chaque saisie, destinataire des rappels',
    lu: 'Les membres de la coopération',
    conservation: [
      {
        quoi: 'Auteur de chaque saisie, destinataire des rappels',
        duree: 'Sans terme, avec les actes',
        motif: ARCHIVES,
        tables: ['schema_trace', 'convention_texte', 'rappel_convention'],
      },
    ],
  },
]
