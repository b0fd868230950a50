import { INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Qui agit, et à quel titre',
    pourquoi: 'Pour que chacun décide et lise selon son mandat, et perde ses droits avec lui.',
    base: INTERET_PUBLIC,
    qui: 'Élus, directions et agents des membres, secrétaires des employeurs, représentants syndicaux',
    quoi: 'Nom ou fonction, adresse électronique, téléphone, mandats et remplacements avec leurs dates, invitations',
    lu: 'Les personnes de la coopération ; l’adresse et le téléphone, celles du même membre et de la coordination',
    duree:
      'Le temps du mandat, puis l’archive des actes signés : un mandat clos reste, il prouve qui pouvait décider.',
    tables: [
      'personne',
      'mandat',
      'remplacement',
      'invitation',
      'invitation_acces',
      'trace_structure',
      'journal',
      'import_tableau',
      'cooperation',
    ],
  },
]
