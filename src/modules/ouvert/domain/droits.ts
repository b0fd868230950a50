import { coordonne, type Droit, duReseau } from '#shared/acteur.ts'

/** Decides what the public sees, and when it no longer does. The coordination, by right of method: what it publishes was decided together. */
export const publie: Droit = coordonne

/** Reads what was published and withdrawn, by whom and why: every member. */
export const litLesPublications: Droit = duReseau
