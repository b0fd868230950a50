import type { Saisies } from '#platform/http/contexte.ts'
import { saisie } from '#platform/http/formulaire.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import type { ActionEnListe } from './programme.queries.ts'
import type { ProgrammeLu } from './structure/programmes.queries.ts'
import { meteoDAction } from './vues.ts'

const FILTRES = ['axe', 'chef', 'meteo', 'nature', 'nous'] as const

/** True when the address asks for a part of the programme only. */
export const estFiltre = (filtres: Saisies): boolean => FILTRES.some((nom) => saisie(filtres, nom))

/** The actions that the filters of the address keep; a value that means nothing keeps none. */
export function filtrer(
  actions: readonly ActionEnListe[],
  programme: ProgrammeLu,
  filtres: Saisies,
  acteur: Acteur,
  aujourdhui: Jour,
): ActionEnListe[] {
  const [axe, chef, meteo, nature, nous] = FILTRES.map((nom) => saisie(filtres, nom))
  const orientations = programme.axes.find(({ code }) => code === axe)?.orientations.map(({ id }) => id)
  const mienne = ({ chefs, participations }: ActionEnListe) =>
    chefs.some(({ organismeId }) => organismeId === acteur.organismeId) ||
    participations.some(
      ({ organismeId, type }) =>
        organismeId === acteur.organismeId && (type === 'participant' || type === 'observateur'),
    )
  return actions.filter(
    (action) =>
      (!axe || orientations?.includes(action.orientationId)) &&
      (!chef || action.chefs.some(({ libelle }) => libelle === chef)) &&
      (!meteo || meteoDAction(action, aujourdhui).temps === meteo) &&
      (!nature || action.nature === nature) &&
      (!nous || mienne(action)),
  )
}
