import { Bouton } from '#ui/bouton.tsx'
import type { ContenuDePage } from '../services.ts'

const CAUSES = {
  perime: { titre: 'Ce lien n’est plus valable', statut: 410 },
  faux: { titre: 'Ce lien n’est pas complet', statut: 404 },
  'sans-mandat': { titre: 'Ce lien n’est plus à vous', statut: 403 },
} as const

export type CauseSansMandat = keyof typeof CAUSES

/**
 * A link to one deed of a person in office that no longer serves explains itself; who holds an account signs in.
 * @param phrases what happened and what to do, for a link too old and for an office that has ended
 */
export const pageLienSansMandat = (
  cause: CauseSansMandat,
  phrases: Readonly<Record<Exclude<CauseSansMandat, 'faux'>, string>>,
): ContenuDePage => ({
  ...CAUSES[cause],
  chapeau: (
    <p>
      {cause === 'faux'
        ? 'L’adresse a peut-être été coupée par votre messagerie. Rouvrez le courriel et copiez le lien en entier, ou connectez-vous.'
        : phrases[cause]}
    </p>
  ),
  contenu: <Bouton href="/connexion">Se connecter</Bouton>,
})
