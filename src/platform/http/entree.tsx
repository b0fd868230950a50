import type { FastifyInstance } from 'fastify'
import type { Message } from '../courriel/courriel.ts'
import type { Services } from './services.ts'

/** The sign-in message: it holds a link that shows a page, and the page has the button that signs in. */
export function messageDuLien(adresse: string, a: string, jeton: string): Message {
  return {
    a,
    objet: 'Votre lien de connexion à Maillage',
    texte: `Bonjour,

Vous avez demandé à vous connecter à Maillage. Ouvrez cette page, puis appuyez sur « Me connecter » :

${adresse}/connexion/lien?jeton=${encodeURIComponent(jeton)}

Ce lien sert une fois et vaut une heure. Si vous n’avez rien demandé, ne faites rien : personne n’est entré avec votre adresse.
`,
  }
}

export function poserEntree(_app: FastifyInstance, _services: Services): void {}
