import { INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Interconnexions',
    pourquoi:
      'Pour savoir qui a permis à un programme de lire au nom d’un membre, ou d’être prévenu pour lui.',
    base: INTERET_PUBLIC,
    qui: 'Les personnes qui créent un jeton ou une adresse prévenue',
    quoi: 'Qui l’a créé et quand, ce qu’il lit ou de quoi il est prévenu, sa dernière lecture ; ni les lectures ni les envois ne nomment personne',
    lu: 'La direction, la présidence et la coordination du même membre',
    conservation: [
      {
        quoi: 'Jetons de lecture, en cours, finis ou retirés',
        duree: 'Sans terme : un jeton retiré reste à la liste, sans pouvoir servir',
        motif: 'Preuve de ce qui a été ouvert à un programme, et par qui (RGPD, art. 5.2 et 32).',
        tables: ['jeton_api'],
      },
      {
        quoi: 'Adresses prévenues, en cours ou retirées',
        duree: 'Sans terme, sans leur secret une fois retirées',
        motif: 'Preuve de ce qui a été ouvert à un programme, et par qui (RGPD, art. 5.2 et 32).',
        tables: ['abonnement_api'],
      },
      {
        quoi: 'Envois aux adresses prévenues : identifiants et réponse, personne n’y est nommé',
        duree: '90 jours',
        motif: 'Le temps de comprendre pourquoi un programme n’a pas reçu.',
        tables: ['envoi_api'],
        purge: { nom: 'envois_aux_programmes', delai: { jours: 90 } },
      },
    ],
  },
]
