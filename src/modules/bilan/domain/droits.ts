import { type Acteur, coordonne, type Droit, duReseau, engageSonOrganisme } from '#shared/acteur.ts'

/** Reads the portfolio, the reports and the evaluations: every member, all of them. */
export const litLesBilans: Droit = duReseau

/** Opens a report or an evaluation, writes its words, records what the conference did: a matter of method, for the coordination. */
export const tientLesBilans: Droit = coordonne

/** Evaluates for her own member. Which line is checked again row by row. */
export const evaluePourSonMembre: Droit = engageSonOrganisme

/** True when the line is the actor's own: not even the coordination writes another's. */
export const tientLAvis = (acteur: Acteur, { organismeId }: { readonly organismeId: string }): boolean =>
  evaluePourSonMembre.autorise(acteur) && organismeId === acteur.organismeId
