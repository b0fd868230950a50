import { type Acteur, aLaFonction, type Droit, duReseau, engageSonOrganisme } from '#shared/acteur.ts'

/** Reads the purchases of the cooperation: every member sees them all, also those it does not take part in. */
export const litLesAchats: Droit = duReseau

/** Acts for her own member in a purchase. Which purchase, which employer, is checked row by row. */
export const agitPourSonMembre: Droit = {
  nom: 'agit pour son membre dans un achat',
  autorise: (acteur) =>
    engageSonOrganisme.autorise(acteur) || (acteur?.roleMembre != null && aLaFonction(acteur, 'gestion')),
}

/** True when the actor's own member leads the purchase: it alone moves it forward. */
export const conduit = (acteur: Acteur, { piloteId }: { readonly piloteId: string }): boolean =>
  agitPourSonMembre.autorise(acteur) && piloteId === acteur.organismeId

/** True when the member is bound by the decision that launched the purchase: those outside it are informed, they ask nobody. */
export const participe = (acteur: Acteur, { porte }: { readonly porte: readonly string[] }): boolean =>
  agitPourSonMembre.autorise(acteur) && porte.includes(acteur.organismeId)

/** True when the employer is served by the actor's own member: no member writes to, or for, the employers of another. */
export const sertCetEmployeur = (acteur: Acteur, { centreId }: { readonly centreId: string }): boolean =>
  agitPourSonMembre.autorise(acteur) && centreId === acteur.organismeId

/** Who may sit in the commission of a purchase: those who answer for a member that the decision binds. One member, one set of notes. */
export const siegeALaCommission = (
  acteur: Acteur,
  operation: { readonly porte: readonly string[] },
): boolean => engageSonOrganisme.autorise(acteur) && operation.porte.includes(acteur.organismeId)
