import {
  type Acteur,
  aLaFonction,
  coordonne,
  type Droit,
  duReseau,
  engageSonOrganisme,
} from '#shared/acteur.ts'

/** Reads the séances, decisions and sequels of the cooperation: equality is visible, every member sees all of them. */
export const litLaGouvernance: Droit = duReseau

/** Prepares, calls and closes the séances, and keeps the register while they are held. */
export const tientLesSeances: Droit = coordonne

/** Puts a question for the next séance: any member. */
export const proposeUnSujet: Droit = engageSonOrganisme

/** Sits, says « present », gives a proxy, votes for the seat of her own organisation. A substitute does so in the instances that name her. */
export const siege: Droit = {
  nom: 'siège dans les instances',
  autorise: (acteur) =>
    acteur?.roleMembre != null &&
    aLaFonction(acteur, 'presidence', 'vice_presidence', 'direction', 'suppleance'),
}

/** Takes part in a séance under way: seats, and those who keep the register. */
export const prendPartALaSeance: Droit = {
  nom: 'siège dans les instances ou tient la séance',
  autorise: (acteur) => siege.autorise(acteur) || tientLesSeances.autorise(acteur),
}

/** Records what her own organisation did of a decision: who answers for it, or who follows its acts there. Which organisation is checked again row by row. */
export const confirmeSesSuites: Droit = {
  nom: 'suit les actes de son organisme',
  autorise: (acteur) =>
    engageSonOrganisme.autorise(acteur) || (acteur?.roleMembre != null && aLaFonction(acteur, 'gestion')),
}

/** True when the sequel is the actor's own: nobody writes another's, not even the coordinator. */
export const peutConfirmerSuite = (acteur: Acteur, suite: { readonly organismeId: string }): boolean =>
  confirmeSesSuites.autorise(acteur) && suite.organismeId === acteur.organismeId

/** True when the actor may enter presence and proxies of a seat: her own, or all of them when she keeps the register. */
export const peutTenirLaPlume = (acteur: Acteur): boolean => tientLesSeances.autorise(acteur)

/** Administers the instances: seats, chair, rule. A matter of method, with the agreement that adopts it, written in the journal. */
export const regleLesInstances: Droit = coordonne

/**
 * The actor as she is in one instance: a substitute named elsewhere only is not one here.
 * @param nommee her member named a mandate that she holds, in this instance
 */
export const dansLInstance = (acteur: Acteur, nommee: boolean): Acteur =>
  nommee ? acteur : { ...acteur, fonctions: acteur.fonctions.filter((fonction) => fonction !== 'suppleance') }
