// A provider that behaves as ProConnect does, on this machine: it refuses what ProConnect refuses, signs what it says of a person, and can lie on demand.
import { randomBytes } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

export const CLIENT = 'maillage-essai'
export const SECRET_CLIENT = 'secret-du-client'

/** Who signs in at the provider, and what it then says wrongly. */
export type AgentProConnect = {
  readonly sub: string
  readonly email: string
  readonly siret?: string
  readonly idp_id?: string
  readonly amr?: readonly string[]
  readonly faute?:
    | 'signature-userinfo'
    | 'audience-userinfo'
    | 'emetteur-userinfo'
    | 'userinfo-en-clair'
    | 'nonce'
    | 'autre-sujet'
    | 'audience-id'
}

export type FauxProConnect = {
  readonly adresse: string
  /** Signs an agent in at the address where the application sent the browser; returns the address of the return. */
  identifier(depart: string, agent: AgentProConnect): Promise<string>
  /** Parameters of the last request of each kind. */
  readonly recu: { entree?: URLSearchParams; jeton?: URLSearchParams }
  fermer(): Promise<void>
}

/** Everything that ProConnect accepts at its door; any other parameter is its error Y000400. */
const ACCEPTES = new Set([
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'claims',
  'state',
  'nonce',
  'prompt',
  'idp_hint',
])

export async function ouvrirFauxProConnect(): Promise<FauxProConnect> {
  const [vraie, fausse] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])
  const jwk = { ...(await exportJWK(vraie.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }
  const codes = new Map<string, { agent: AgentProConnect; nonce: string; redirectUri: string }>()
  const acces = new Map<string, AgentProConnect>()
  let agentSuivant: AgentProConnect | null = null
  const recu: FauxProConnect['recu'] = {}
  let adresse = ''

  const signer = (
    corps: object,
    sujet: string,
    audience: string,
    emetteur = adresse,
    cle = vraie.privateKey,
  ) =>
    new SignJWT({ ...corps })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setSubject(sujet)
      .setIssuer(emetteur)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(cle)
  const json = (reponse: ServerResponse, corps: unknown, statut = 200) => {
    reponse.writeHead(statut, { 'content-type': 'application/json' })
    reponse.end(JSON.stringify(corps))
  }

  const entrer = (url: URL, reponse: ServerResponse) => {
    const p = url.searchParams
    recu.entree = p
    const court = ['state', 'nonce'].some((nom) => (p.get(nom) ?? '').length < 32)
    if (court || [...p.keys()].some((nom) => !ACCEPTES.has(nom)) || p.get('client_id') !== CLIENT)
      return json(reponse, { error: 'Y000400' }, 400)
    const vers = new URL(p.get('redirect_uri')!)
    vers.searchParams.set('state', p.get('state')!)
    vers.searchParams.set('iss', adresse)
    if (!agentSuivant) vers.searchParams.set('error', 'access_denied')
    else {
      const code = randomBytes(16).toString('hex')
      codes.set(code, { agent: agentSuivant, nonce: p.get('nonce')!, redirectUri: p.get('redirect_uri')! })
      vers.searchParams.set('code', code)
    }
    reponse.writeHead(303, { location: vers.href }).end()
  }
  const donnerJetons = async (corps: URLSearchParams, reponse: ServerResponse) => {
    recu.jeton = corps
    const donne = codes.get(corps.get('code') ?? '')
    codes.delete(corps.get('code') ?? '')
    const juste =
      donne && corps.get('client_secret') === SECRET_CLIENT && corps.get('redirect_uri') === donne.redirectUri
    if (!juste) return json(reponse, { error: 'invalid_grant' }, 400)
    const { agent, nonce } = donne
    const jeton = randomBytes(16).toString('hex')
    acces.set(jeton, agent)
    const claims = {
      nonce: agent.faute === 'nonce' ? 'un-autre' : nonce,
      amr: agent.amr ?? ['pwd'],
      acr: 'eidas1',
    }
    const idToken = await signer(claims, agent.sub, agent.faute === 'audience-id' ? 'un-autre' : CLIENT)
    return json(reponse, { access_token: jeton, token_type: 'Bearer', expires_in: 60, id_token: idToken })
  }
  const direQui = async (jeton: string, reponse: ServerResponse) => {
    const agent = acces.get(jeton)
    if (!agent) return json(reponse, { error: 'invalid_token' }, 401)
    const { sub, faute, amr: _amr, ...dit } = agent
    if (faute === 'userinfo-en-clair') return json(reponse, { sub, ...dit })
    const jwt = await signer(
      { given_name: 'Prénom', usual_name: 'Nom', idp_id: 'idp-1', ...dit },
      faute === 'autre-sujet' ? 'un-autre' : sub,
      faute === 'audience-userinfo' ? 'un-autre' : CLIENT,
      faute === 'emetteur-userinfo' ? 'https://ailleurs.fr' : adresse,
      faute === 'signature-userinfo' ? fausse.privateKey : vraie.privateKey,
    )
    return reponse.writeHead(200, { 'content-type': 'application/jwt' }).end(jwt)
  }

  const serveur = createServer(async (requete, reponse) => {
    const url = new URL(requete.url!, adresse)
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(reponse, {
          issuer: adresse,
          authorization_endpoint: `${adresse}/authorize`,
          token_endpoint: `${adresse}/token`,
          userinfo_endpoint: `${adresse}/userinfo`,
          end_session_endpoint: `${adresse}/session/end`,
          jwks_uri: `${adresse}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['pairwise'],
          id_token_signing_alg_values_supported: ['RS256'],
          userinfo_signing_alg_values_supported: ['RS256'],
          authorization_response_iss_parameter_supported: true,
        })
      case '/jwks':
        return json(reponse, { keys: [jwk] })
      case '/authorize':
        return entrer(url, reponse)
      case '/token': {
        let corps = ''
        for await (const bout of requete) corps += bout
        return donnerJetons(new URLSearchParams(corps), reponse)
      }
      case '/userinfo':
        return direQui((requete.headers.authorization ?? '').replace('Bearer ', ''), reponse)
      default:
        return json(reponse, {}, 404)
    }
  })
  await new Promise<void>((suite) => serveur.listen(0, '127.0.0.1', suite))
  adresse = `http://127.0.0.1:${(serveur.address() as AddressInfo).port}`
  return {
    adresse,
    recu,
    async identifier(depart, agent) {
      agentSuivant = agent
      const reponse = await fetch(depart, { redirect: 'manual' })
      if (reponse.status !== 303) throw new Error(`Refusé à la porte : ${await reponse.text()}`)
      return reponse.headers.get('location')!
    },
    fermer: () =>
      new Promise((suite) => {
        serveur.closeAllConnections()
        serveur.close(() => suite())
      }),
  }
}
