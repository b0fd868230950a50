import { type CibleDuLien, lireLienDeDeux, signerLienDeDeux } from '../../lien-de-deux.ts'

const USAGE = 'depot-scelle'

/** The signed path at which a bidder hands in her bid, without an account. It also shows her receipts, long after the deadline. */
export const cheminDeDepot = (secret: string, cible: CibleDuLien, maintenant: Date): string =>
  `/achats/deposer/${signerLienDeDeux(secret, USAGE, cible, maintenant)}`

/** Reads the link. `perime` when its time is over, `faux` when it is not ours. */
export const lireLienDeDepot = (secret: string, jeton: string, maintenant: Date) =>
  lireLienDeDeux(secret, USAGE, jeton, maintenant)
