import { coordonne, type Droit } from '#shared/acteur.ts'

/**
 * Administers the cooperation: who belongs to it, who coordinates. A matter of method, kept by the coordinating member and written in the
 * journal; it opens nothing of what another member decides (figures, votes, sequels, people).
 */
export const administreLaCooperation: Droit = coordonne
