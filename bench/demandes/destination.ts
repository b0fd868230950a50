/** Where replies of the bench are sent: what their addresses are signed with, and their domain. */
export const SECRET = 's'.repeat(40)
export const DOMAINE = 'reponses.exemple.fr'
