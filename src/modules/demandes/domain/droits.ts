import { type Acteur, aLaFonction, type Droit, duReseau } from '#shared/acteur.ts'

/** Treats requests for a centre: its gestionnaires, its direction, its coordination. Which files is decided row by row. */
export const traite: Droit = {
  nom: 'traite les demandes d’un centre',
  autorise: (acteur) =>
    acteur?.roleMembre != null && aLaFonction(acteur, 'gestion_demandes', 'direction', 'coordination'),
}

/** The secretary of one or several town halls. */
export const tientUneMairie: Droit = {
  nom: 'secrétaire d’une mairie',
  autorise: (acteur) => acteur?.roleMembre === null && aLaFonction(acteur, 'secretariat_mairie'),
}

/** Reads requests: those who ask, those who treat. */
export const suitDesDemandes: Droit = {
  nom: 'demande ou traite',
  autorise: (acteur) => traite.autorise(acteur) || tientUneMairie.autorise(acteur),
}

/** Writes the catalogue: those who direct or coordinate a member; each centre its own adaptations. */
export const tientLeCatalogue: Droit = {
  nom: 'tient le catalogue des demandes',
  autorise: (acteur) => acteur?.roleMembre != null && aLaFonction(acteur, 'direction', 'coordination'),
}

/** Reads the measured delays: any member, and the employers concerned. */
export const litLesDelais: Droit = {
  nom: 'membre ou employeur',
  autorise: (acteur) => duReseau.autorise(acteur) || tientUneMairie.autorise(acteur),
}

/** True when the actor's centre holds the file: it is the guichet or treats it. A centre asked for an opinion reads, and no more. */
export const tientLeDossier = (
  acteur: Acteur,
  { guichetId, traitantId }: { readonly guichetId: string; readonly traitantId: string },
): boolean => traite.autorise(acteur) && [guichetId, traitantId].includes(acteur.organismeId)
