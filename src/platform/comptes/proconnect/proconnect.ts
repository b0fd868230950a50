import * as oidc from 'openid-client'

/** What an installation was given when it was declared to ProConnect. */
export type ConfigProConnect = {
  readonly emetteur: string
  readonly client: string
  readonly secret: string
}

/** What is kept in the browser between the departure and the return. */
export type Depart = { readonly state: string; readonly nonce: string }

/** What ProConnect said of somebody, signed twice: in the ID token and in the answer about her. */
export type Identite = {
  readonly emetteur: string
  /** The identity provider of her employer, behind ProConnect; '' when it is not named. */
  readonly fournisseur: string
  /** Her name at that provider: the same name at another provider is somebody else. */
  readonly sujet: string
  readonly courriel: string
  readonly siret: string | null
  /** She proved twice who she is, there. */
  readonly deuxPreuves: boolean
  readonly idToken: string
}

/** Levels by which ProConnect says that two proofs were asked (eIDAS substantial and high, and its own two). */
const ACR_FORTS = new Set([
  'eidas2',
  'eidas3',
  'https://proconnect.gouv.fr/assurance/self-asserted-2fa',
  'https://proconnect.gouv.fr/assurance/consistency-checked-2fa',
])

/** True when the claims `amr` and `acr` say that two proofs were asked for; anything else counts for one. */
export const estDeuxPreuves = ({ amr, acr }: { readonly amr?: unknown; readonly acr?: unknown }): boolean =>
  (Array.isArray(amr) && amr.includes('mfa')) || (typeof acr === 'string' && ACR_FORTS.has(acr))

export type ProConnect = {
  /** Where to send the browser; only the parameters that ProConnect accepts (any other is its error Y000400). */
  partir(): Promise<{ readonly adresse: string; readonly depart: Depart }>
  /** Exchanges the code of the return for an identity. Throws when anything does not match: state, nonce, signatures, audience. */
  revenir(adresse: URL, depart: Depart): Promise<Identite>
  /** Where to close the session of ProConnect too. */
  sortir(idToken: string): Promise<string>
}

const SCOPES = 'openid given_name usual_name email siret idp_id'
const DEMANDES = JSON.stringify({ id_token: { amr: { essential: true }, acr: null } })

/** True for an address that never leaves the machine: the only one where HTTPS is not asked for. */
const estLocale = ({ hostname }: URL): boolean => hostname === '127.0.0.1' || hostname === 'localhost'

/**
 * ProConnect as OpenID Connect with its own rules: no PKCE and no `acr_values` (it refuses them), `state` and `nonce` of 43 characters, the secret
 * in the body, an answer about the person that is a signed JWT. Its description is read at the first use, and read again after a failure.
 * @param adresse public address of the application, without a final slash
 */
export function creerProConnect({ emetteur, client, secret }: ConfigProConnect, adresse: string): ProConnect {
  let lue: Promise<oidc.Configuration> | null = null
  const lire = (): Promise<oidc.Configuration> => {
    const url = new URL(emetteur)
    const options = [
      oidc.enableNonRepudiationChecks,
      ...(url.protocol === 'http:' && estLocale(url) ? [oidc.allowInsecureRequests] : []),
    ]
    lue ??= oidc
      .discovery(
        url,
        client,
        { userinfo_signed_response_alg: 'RS256', redirect_uris: [`${adresse}/connexion/proconnect/retour`] },
        oidc.ClientSecretPost(secret),
        { execute: options, timeout: 10 },
      )
      .catch((erreur: unknown) => {
        lue = null
        throw erreur
      })
    return lue
  }
  return {
    async partir() {
      const config = await lire()
      const depart = { state: oidc.randomState(), nonce: oidc.randomNonce() }
      const vers = oidc.buildAuthorizationUrl(config, {
        redirect_uri: `${adresse}/connexion/proconnect/retour`,
        scope: SCOPES,
        claims: DEMANDES,
        ...depart,
      })
      return { adresse: vers.href, depart }
    },
    async revenir(retour, { state, nonce }) {
      const config = await lire()
      const jetons = await oidc.authorizationCodeGrant(config, retour, {
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      })
      const claims = jetons.claims()!
      const dit = await oidc.fetchUserInfo(config, jetons.access_token, claims.sub)
      // The library checks them when they are there; ProConnect always gives them.
      if (dit['aud'] !== client || dit['iss'] !== config.serverMetadata().issuer)
        throw new Error('La réponse de ProConnect n’est pas pour cette application.')
      if (typeof dit.email !== 'string') throw new Error('ProConnect ne donne pas d’adresse électronique.')
      const siret = dit['siret']
      return {
        emetteur: config.serverMetadata().issuer,
        fournisseur: typeof dit['idp_id'] === 'string' ? dit['idp_id'] : '',
        sujet: claims.sub,
        courriel: dit.email.trim().toLowerCase(),
        siret: typeof siret === 'string' && /^\d{14}$/.test(siret) ? siret : null,
        deuxPreuves: estDeuxPreuves({ amr: claims['amr'], acr: claims['acr'] }),
        idToken: jetons.id_token!,
      }
    },
    async sortir(idToken) {
      const config = await lire()
      const vers = oidc.buildEndSessionUrl(config, {
        id_token_hint: idToken,
        state: oidc.randomState(),
        post_logout_redirect_uri: `${adresse}/connexion`,
      })
      // ProConnect refuses what it does not know: the client is named by the token already.
      vers.searchParams.delete('client_id')
      return vers.href
    },
  }
}
