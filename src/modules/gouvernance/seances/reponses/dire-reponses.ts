import { compte } from '#shared/typographie.ts'

/** « aucune réponse sur 5 », « 3 réponses sur 5 ». */
export const direReponses = (n: { readonly reponses: number; readonly invites: number }): string =>
  `${n.reponses === 0 ? 'aucune réponse' : compte(n.reponses, 'réponse')} sur ${n.invites}`
