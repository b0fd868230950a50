import { type CauseSansMandat, pageLienSansMandat } from '#platform/http/adresses/lien-sans-mandat.tsx'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { DonneesSuite } from '../decisions/donnees-suite.ts'
import { pageSuite } from '../decisions/suite.page.tsx'

/** The sequel of one decision, opened by the link of a message: the same form, without the application around it. */
export function pageSuiteParLien(donnees: DonneesSuite): ContenuDePage {
  const { rubrique: _rubrique, ariane: _ariane, ...page } = pageSuite(donnees)
  const { acteur } = donnees
  return {
    ...page,
    chapeau: (
      <p>
        {acteur.cooperation}. Vous agissez au nom de : {acteur.nom}. Aucun compte n’est nécessaire.
      </p>
    ),
  }
}

/** A link that no longer serves explains itself. */
export const pageLienSansSuite = (cause: CauseSansMandat): ContenuDePage =>
  pageLienSansMandat(cause, {
    perime: 'Il servait pendant trois mois. Connectez-vous pour enregistrer la suite de votre structure.',
    'sans-mandat':
      'Votre fonction dans cette structure a pris fin : ses actes sont enregistrés par les personnes qui y sont en fonction aujourd’hui.',
  })
