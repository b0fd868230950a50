import type { ContenuDePage } from '#platform/http/services.ts'
import { Bouton } from '#ui/bouton.tsx'
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

const CAUSES = {
  perime: {
    titre: 'Ce lien n’est plus valable',
    statut: 410,
    phrase: 'Il servait pendant trois mois. Connectez-vous pour enregistrer la suite de votre structure.',
  },
  faux: {
    titre: 'Ce lien n’est pas complet',
    statut: 404,
    phrase:
      'L’adresse a peut-être été coupée par votre messagerie. Rouvrez le courriel et copiez le lien en entier, ou connectez-vous.',
  },
  'sans-mandat': {
    titre: 'Ce lien n’est plus à vous',
    statut: 403,
    phrase:
      'Votre fonction dans cette structure a pris fin : ses actes sont enregistrés par les personnes qui y sont en fonction aujourd’hui.',
  },
} as const

/** A link that no longer serves explains itself. */
export const pageLienSansSuite = (cause: keyof typeof CAUSES): ContenuDePage => ({
  titre: CAUSES[cause].titre,
  statut: CAUSES[cause].statut,
  chapeau: <p>{CAUSES[cause].phrase}</p>,
  contenu: <Bouton href="/connexion">Se connecter</Bouton>,
})
