import {
  type Acteur,
  aLaFonction,
  coordonne,
  type Droit,
  duReseau,
  engageSonOrganisme,
} from '#shared/acteur.ts'

/** Reads the groups: every member, also those that a group only informs. */
export const litLesGroupes: Droit = duReseau

/** Proposes a group, records its mandate, reopens it: a matter of method, for the coordination. */
export const cadreLesGroupes: Droit = coordonne

/** Fills the seat of her own member, writes its lines of the directory. Which member is checked again row by row. */
export const tientSonSiege: Droit = {
  nom: 'tient le siège de son organisme',
  autorise: (acteur) =>
    engageSonOrganisme.autorise(acteur) || (acteur?.roleMembre != null && aLaFonction(acteur, 'gestion')),
}

type Pilotes = { readonly pilotes: readonly { readonly personneId: string; readonly organismeId: string }[] }
type Membres = { readonly membres: readonly { readonly organismeId: string; readonly participe: boolean }[] }

/** True when the actor pilots the group, or answers for the member whose person pilots it. */
export const pilote = (acteur: Acteur, { pilotes }: Pilotes): boolean =>
  acteur.roleMembre !== null &&
  pilotes.some(
    ({ personneId, organismeId }) =>
      personneId === acteur.personneId ||
      (organismeId === acteur.organismeId && engageSonOrganisme.autorise(acteur)),
  )

/** True when the actor works in the group: her member takes part, or she pilots it. The others read. */
export const travaille = (acteur: Acteur, groupe: Pilotes & Membres): boolean =>
  acteur.roleMembre !== null &&
  (groupe.membres.some(({ organismeId, participe }) => participe && organismeId === acteur.organismeId) ||
    pilote(acteur, groupe))
