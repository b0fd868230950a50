import { INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

/** Accounts and sign-ins: what the platform itself keeps. Their tables are in the schema `auth`. */
export const traitementDesComptes: Traitement = {
  nom: 'Comptes et connexions',
  pourquoi: 'Pour n’ouvrir qu’à qui prouve son identité.',
  base: INTERET_PUBLIC,
  qui: 'Toute personne qui entre sur la plateforme',
  quoi: 'Adresse électronique, mot de passe et codes illisibles, clés d’accès (leur nom et leur moitié publique), nom donné par ProConnect, navigateur de chaque connexion ; aucune adresse de réseau',
  lu: 'Vous, dans « Mon compte »',
  conservation: [
    {
      quoi: 'Le compte, son mot de passe et son second facteur',
      duree:
        'Tant que l’annuaire garde son adresse (un an après le dernier mandat), et jamais moins de 90 jours après sa création',
      motif: 'Un compte que personne ne porte plus n’ouvre rien : le garder n’a pas d’usage.',
      tables: [],
      purge: { nom: 'comptes', delai: { jours: 90 }, portee: 'plateforme' },
    },
    {
      quoi: 'Une connexion',
      duree: 'Trente jours après sa fin',
      motif: 'Le temps de reconnaître une connexion qui n’est pas la vôtre.',
      tables: [],
    },
    {
      quoi: 'Les essais de connexion',
      duree: 'Un jour, sous une forme qui ne dit pas l’adresse',
      motif: 'Ils freinent qui essaie des mots de passe.',
      tables: [],
    },
    {
      quoi: 'Les courriels partis et les tâches faites',
      duree: 'Sept jours ; un an pour ce qui a échoué et attend l’exploitante',
      motif: 'Le temps de savoir si un message est parti.',
      tables: [],
    },
  ],
}
