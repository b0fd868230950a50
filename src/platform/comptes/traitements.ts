import { INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

/** Accounts and sign-ins: what the platform itself keeps. Their tables are in the schema `auth`. */
export const traitementDesComptes: Traitement = {
  nom: 'Comptes et connexions',
  pourquoi: 'Pour n’ouvrir qu’à qui prouve son identité.',
  base: INTERET_PUBLIC,
  qui: 'Toute personne qui entre sur la plateforme',
  quoi: 'Adresse électronique, mot de passe et codes illisibles, clés d’accès (leur nom et leur moitié publique), navigateur de chaque connexion ; aucune adresse de réseau',
  lu: 'Vous, dans « Mon compte »',
  duree:
    'Le compte, tant qu’un mandat ou une invitation le nomme ; une connexion, trente jours après sa fin ; les essais de connexion, un jour, sous une forme qui ne dit pas l’adresse.',
  tables: [],
}
