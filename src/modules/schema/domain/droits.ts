import {
  type Acteur,
  aLaFonction,
  coordonne,
  type Droit,
  duReseau,
  engageSonOrganisme,
} from '#shared/acteur.ts'

/** Reads the schéma, the register and the matrix: every member sees all of them. */
export const litLeSchema: Droit = duReseau

/** Writes the clauses and leads the text from one step to the next: a matter of method, for the coordination. */
export const redigeLeSchema: Droit = coordonne

/** Records what her own organisation did: its deliberation, its conventions, its column. Which organisation is checked again row by row. */
export const tientSonOrganisme: Droit = {
  nom: 'tient les lignes de son organisme',
  autorise: (acteur) =>
    engageSonOrganisme.autorise(acteur) || (acteur?.roleMembre != null && aLaFonction(acteur, 'gestion')),
}

/** True when the row is the actor's own: nobody writes another's, not even the coordinator. */
export const tientLaLigne = (acteur: Acteur, ligne: { readonly organismeId: string }): boolean =>
  tientSonOrganisme.autorise(acteur) && ligne.organismeId === acteur.organismeId
