import { INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Demandes des employeurs',
    pourquoi: 'Pour répondre à un employeur, dans un délai visible.',
    base: INTERET_PUBLIC,
    qui: 'Secrétaires, gestionnaires, tiers consultés, agents concernés par un dossier',
    quoi: 'Auteur, échanges, pièces, préférences de rappel ; aucune donnée de santé n’est demandée',
    lu: 'L’employeur, son centre, le centre à qui le dossier est partagé',
    duree:
      'Dix ans après la clôture, ou la durée propre au dossier fixée par le centre ; l’effacement automatique n’est pas encore en place.',
    tables: [
      'demande',
      'demande_evenement',
      'demande_avis',
      'demande_partage',
      'demande_type_version',
      'demande_preference',
      'demande_vue',
      'fichier',
    ],
  },
]
