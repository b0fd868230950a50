import { ARCHIVES, INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Qui agit, et à quel titre',
    pourquoi: 'Pour que chacun décide et lise selon son mandat, et perde ses droits avec lui.',
    base: INTERET_PUBLIC,
    qui: 'Élus, directions et agents des membres, secrétaires des employeurs, représentants syndicaux',
    quoi: 'Nom ou fonction, adresse électronique, téléphone, mandats et remplacements avec leurs dates, invitations',
    lu: 'Les personnes de la coopération ; l’adresse et le téléphone, celles du même membre et de la coordination',
    conservation: [
      {
        quoi: 'Coordonnées d’une personne qui n’a plus de fonction',
        duree:
          'Un an après sa dernière fonction : adresse et téléphone sont effacés, son nom reste dans les actes auxquels elle a pris part',
        motif: 'Le temps qu’elle revienne ou qu’une erreur de saisie se corrige.',
        tables: ['personne'],
        purge: { nom: 'coordonnees', delai: { annees: 1 } },
      },
      {
        quoi: 'Mandats, remplacements, invitations aux séances',
        duree: 'Sans terme : un mandat clos prouve qui pouvait décider',
        motif: ARCHIVES,
        tables: ['mandat', 'remplacement', 'invitation', 'trace_structure', 'cooperation'],
      },
      {
        quoi: 'Invitations à entrer jamais acceptées, liens d’agenda révoqués',
        duree: 'Un an après leur fin',
        motif: 'Ils n’ouvrent plus rien.',
        tables: ['invitation_acces'],
        purge: { nom: 'acces', delai: { annees: 1 } },
      },
      {
        quoi: 'Tableaux importés : le fichier et son aperçu',
        duree:
          'Le fichier dès qu’il est écrit ; s’il a été laissé, 90 jours. Qui l’a importé, et combien de lignes, reste',
        motif: 'Le temps de reprendre un import laissé en route.',
        tables: ['import_tableau', 'import_ligne'],
        purge: { nom: 'imports', delai: { jours: 90 } },
      },
      {
        quoi: 'Clés des formulaires envoyés, sans nom',
        duree: '90 jours',
        motif: 'Elles empêchent de recevoir deux fois le même formulaire.',
        tables: ['envoi_formulaire'],
        purge: { nom: 'cles_de_formulaire', delai: { jours: 90 } },
      },
      {
        quoi: 'Le journal : qui a fait quoi, quand',
        duree:
          'Sans terme : chaque ligne scelle la précédente, en effacer une romprait la preuve. Il dit un nom, une fonction et un geste, jamais un contenu ni une adresse',
        motif:
          'Preuve des actes et traçabilité (RGPD, art. 5.2 et 32). L’effacement ne s’applique pas à ce qui sert la preuve ou l’archivage public (art. 17.3).',
        tables: ['journal'],
      },
    ],
  },
]
