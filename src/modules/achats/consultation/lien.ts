import { type CibleDuLien, lireLienDeDeux, signerLienDeDeux } from '../lien-de-deux.ts'

export type { CibleDuLien }

const USAGE = 'consultation-employeur'

/** The signed path at which a person of an employer answers, without an account. When it ends is read from the purchase: the token only outlives it. */
export const cheminDeReponse = (secret: string, cible: CibleDuLien, maintenant: Date): string =>
  `/achats/repondre/${signerLienDeDeux(secret, USAGE, cible, maintenant)}`

/** Reads the link. `perime` when its time is over, `faux` when it is not ours. */
export const lireLienDeReponse = (secret: string, jeton: string, maintenant: Date) =>
  lireLienDeDeux(secret, USAGE, jeton, maintenant)

/** The same link once the contract is awarded: it leads to the membership of each employer. */
export const cheminDAdhesion = (secret: string, cible: CibleDuLien, maintenant: Date): string =>
  versLAdhesion(cheminDeReponse(secret, cible, maintenant))

/** Where the membership of an address of the consultation is. */
export const versLAdhesion = (chemin: string): string =>
  chemin.replace(/^\/achats\/repondre\//, '/achats/adherer/')
