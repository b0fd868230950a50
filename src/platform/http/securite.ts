import type { FastifyRequest } from 'fastify'

/** What is noted of who enters and of what is refused, with the words of the operator's page. Documented in docs/guide/administration.md. */
export const FAITS = {
  entree: 'connexions ouvertes',
  'entree-refusee': 'connexions refusées (lien, mot de passe, clé ou ProConnect)',
  'seconde-preuve': 'secondes preuves données',
  'seconde-preuve-refusee': 'secondes preuves refusées',
  'trop-d-essais': 'essais freinés',
  'preuve-ajoutee': 'téléphones et clés ajoutés',
  'preuve-retiree': 'téléphones, clés et liens ProConnect retirés',
  'mot-de-passe-change': 'mots de passe choisis ou changés',
  'connexion-fermee': 'connexions fermées par leur propriétaire',
  'formulaire-rendu': 'formulaires rendus faute de connexion ou de preuve récente',
  'jeton-cree': 'jetons créés',
  'jeton-retire': 'jetons retirés',
  'droit-refuse': 'refus faute de droit',
  'origine-refusee': 'formulaires venus d’un autre site, refusés',
} as const
export type Fait = keyof typeof FAITS

export type Securite = {
  /**
   * Writes one line in the log and counts it. Of a person, the identifier of her account and nothing else: no address, no name, no network.
   * @param detail the means (« mot-de-passe », « otp »…), and whose account when it is not the one of the session
   */
  noter(
    requete: FastifyRequest,
    fait: Fait,
    detail?: { readonly moyen?: string; readonly compte?: string },
  ): void
  /** How many of each since this process started. */
  readonly comptes: ReadonlyMap<Fait, number>
}

/** The one stream of security events of an application: one structured line each, the field `securite` names the event. */
export function ouvrirSecurite(): Securite {
  const comptes = new Map<Fait, number>()
  return {
    comptes,
    noter(requete, fait, { moyen, compte = requete.session?.compteId } = {}) {
      comptes.set(fait, (comptes.get(fait) ?? 0) + 1)
      requete.log.info(
        {
          securite: fait,
          route: requete.routeOptions.url,
          ...(compte && { compte }),
          ...(moyen && { moyen }),
        },
        'sécurité',
      )
    },
  }
}
