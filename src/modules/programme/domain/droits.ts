import {
  type Acteur,
  aLaFonction,
  coordonne,
  type Droit,
  duReseau,
  engageSonOrganisme,
} from '#shared/acteur.ts'

/** Reads the programme: every member sees every action, also those it does not take part in. */
export const litLeProgramme: Droit = duReseau

/** Sets the frame: axes, orientations, actions, who leads them, what was decided of them. The coordination, by right of method only. */
export const cadreLeProgramme: Droit = coordonne

/** Speaks for her own member in the programme: its participation, its figures, the actions it leads. Which action is checked row by row. */
export const suitPourSonOrganisme: Droit = {
  nom: 'suit les actions pour son organisme',
  autorise: (acteur) =>
    engageSonOrganisme.autorise(acteur) || (acteur?.roleMembre != null && aLaFonction(acteur, 'gestion')),
}

/** True when the actor's own member leads the action, alone or as one of two, and the actor answers for it. */
export const mene = (
  acteur: Acteur,
  action: { readonly chefs: readonly { readonly organismeId: string }[] },
): boolean =>
  suitPourSonOrganisme.autorise(acteur) &&
  action.chefs.some(({ organismeId }) => organismeId === acteur.organismeId)

/** True when the figures, or the participation, are those of the actor's own member. */
export const estLeSien = (acteur: Acteur, { organismeId }: { readonly organismeId: string }): boolean =>
  suitPourSonOrganisme.autorise(acteur) && organismeId === acteur.organismeId
