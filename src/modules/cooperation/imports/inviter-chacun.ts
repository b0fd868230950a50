import { type Diffusion, inviter } from '../invitations/inviter.ts'
import type { Accueillir } from './importer-mandats.ts'

/** Invites each person as the form does: the message leaves only if the mandates are written. */
export const inviterChacun =
  (diffusion: Diffusion): Accueillir =>
  async (tx, acteur, personnes, maintenant) => {
    for (const personne of personnes) await inviter(tx, diffusion, acteur, personne, maintenant)
  }
