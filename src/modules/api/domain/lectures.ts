import { aLaFonction, type Droit } from '#shared/acteur.ts'
import { ajouterMois, type Jour } from '#shared/dates.ts'

/** What a token may read, each with the words of the page. */
export const LECTURES = {
  decisions: 'Décisions qui engagent votre structure, et ses suites',
  programme: 'Actions du programme et leurs jalons',
  adhesions: 'Adhésions des employeurs que vous servez, et leurs contrats (paie)',
  demandes: 'Nombre de demandes par type et par état, sans leur contenu',
} as const
export type Lecture = keyof typeof LECTURES

/** Who opens and closes what programs read of a member: whoever answers for it. */
export const ouvreDesJetons: Droit = {
  nom: 'direction, présidence ou coordination d’un membre',
  autorise: (acteur) =>
    acteur?.roleMembre != null && aLaFonction(acteur, 'presidence', 'direction', 'coordination'),
}

/** The latest day on which a token may end: a year after it was made, so that somebody looks at it each year. */
export const dernierJour = (aujourdhui: Jour): Jour => ajouterMois(aujourdhui, 12)

export type EtatDeJeton = 'actif' | 'revoque' | 'fini'

/** The state of a token on a day; the day of its end it still serves. */
export const etatDuJeton = (
  { revoqueLe, expireLe }: { readonly revoqueLe: Date | null; readonly expireLe: Jour },
  aujourdhui: Jour,
): EtatDeJeton => (revoqueLe ? 'revoque' : expireLe < aujourdhui ? 'fini' : 'actif')
