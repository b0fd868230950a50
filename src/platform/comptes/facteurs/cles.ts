import { isIP } from 'node:net'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { nouvelId } from '#shared/ids.ts'
import type { Comptes } from '../comptes.ts'
import { consommerDefi, finDuDefi, tirerDefi, type UsageDeDefi } from './defi.ts'

/** The site that keys are bound to: its name, and the one address from which answers are accepted. */
export type SiteDesCles = { readonly rpID: string; readonly origine: string }

/** Keys need a name (no IP address) and HTTPS, or localhost; null where browsers refuse them. */
export function siteDesCles(adresse: string): SiteDesCles | null {
  const { protocol, hostname, origin } = new URL(adresse)
  const nomme = isIP(hostname) === 0 && !hostname.startsWith('[')
  return nomme && (protocol === 'https:' || hostname === 'localhost')
    ? { rpID: hostname, origine: origin }
    : null
}

/** Signatures accepted (COSE): Ed25519, ECDSA P-256, RSA with SHA-256; what today's devices make. */
const ALGORITHMES = [-8, -7, -257] as const

export type CleDAcces = {
  readonly id: string
  readonly identifiant: string
  readonly nom: string
  readonly ajouteeLe: Date
  readonly utiliseeLe: Date | null
  readonly suspecteLe: Date | null
  readonly transports: readonly string[]
}

/** The keys of one account, the oldest first. */
export async function listCles({ pool }: Comptes, compte: string): Promise<readonly CleDAcces[]> {
  const { rows } = await pool.query<CleDAcces>(
    `select id, identifiant, nom, ajoutee_le as "ajouteeLe", utilisee_le as "utiliseeLe", suspecte_le as "suspecteLe", transports
     from auth.cle_acces where compte = $1 order by ajoutee_le, id`,
    [compte],
  )
  return rows
}

type Contexte = {
  readonly comptes: Comptes
  readonly secret: string
  readonly site: SiteDesCles
  readonly maintenant: Date
}

/** What the browser needs to make a key, kept by the device when it can (it then serves to enter without an address). */
export const optionsDAjout = async (
  { comptes, secret, site, maintenant }: Contexte,
  qui: { readonly compte: string; readonly courriel: string; readonly nom: string; readonly session: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> =>
  generateRegistrationOptions({
    rpName: 'Maillage',
    rpID: site.rpID,
    userID: new Uint8Array(Buffer.from(qui.compte.replaceAll('-', ''), 'hex')),
    userName: qui.courriel,
    userDisplayName: qui.nom,
    challenge: tirerDefi(secret, 'ajouter', qui.session, maintenant),
    attestationType: 'none',
    supportedAlgorithmIDs: [...ALGORITHMES],
    excludeCredentials: (await listCles(comptes, qui.compte)).map(({ identifiant }) => ({ id: identifiant })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  })

/** True when the account has a key that may serve: not one that was copied. */
export const aUneCle = async (comptes: Comptes, compte: string): Promise<boolean> =>
  (await listCles(comptes, compte)).some(({ suspecteLe }) => suspecteLe === null)

/**
 * What the browser needs to use a key; null when the account has none that serves. To enter (no account yet), the device asks for its own code or fingerprint: the key is then two proofs.
 * @param qui whose keys may answer, once a first proof was given
 */
export const optionsDePreuve = async (
  { comptes, secret, site, maintenant }: Contexte,
  qui?: { readonly compte: string; readonly session: string },
): Promise<PublicKeyCredentialRequestOptionsJSON | null> => {
  const cles = qui ? (await listCles(comptes, qui.compte)).filter(({ suspecteLe }) => !suspecteLe) : []
  if (qui && cles.length === 0) return null
  return generateAuthenticationOptions({
    rpID: site.rpID,
    challenge: tirerDefi(secret, qui ? 'prouver' : 'entrer', qui?.session ?? '', maintenant),
    userVerification: qui ? 'preferred' : 'required',
    allowCredentials: cles.map(({ identifiant, transports }) => ({
      id: identifiant,
      transports: transports as never,
    })),
  })
}

/** The JSON that the page sends back; null when it is not an object with its parts. */
export function lireReponse<T extends RegistrationResponseJSON | AuthenticationResponseJSON>(
  texte: string | undefined,
): T | null {
  try {
    const lu = JSON.parse(texte ?? '') as Partial<T> | null
    const { clientDataJSON } = (lu?.response ?? {}) as { clientDataJSON?: unknown }
    return typeof lu?.id === 'string' && typeof clientDataJSON === 'string' ? (lu as T) : null
  } catch {
    return null
  }
}

/** Takes the challenge of an answer and spends it; null when it is not ours, is too old, or already served. */
async function depenserDefi(
  { comptes, secret, maintenant }: Contexte,
  usage: UsageDeDefi,
  lie: string,
  reponse: RegistrationResponseJSON | AuthenticationResponseJSON,
): Promise<string | null> {
  try {
    const { challenge } = JSON.parse(
      Buffer.from(reponse.response.clientDataJSON, 'base64url').toString(),
    ) as { challenge: unknown }
    if (typeof challenge !== 'string') return null
    const fin = finDuDefi(secret, usage, lie, challenge, maintenant)
    return fin !== null && (await consommerDefi(comptes, challenge, fin)) ? challenge : null
  } catch {
    return null
  }
}

/** Keeps a new key; false when what the browser sent proves nothing, or when the key is already known. */
export async function ajouterCle(
  contexte: Contexte,
  qui: { readonly compte: string; readonly session: string; readonly nom: string },
  reponse: RegistrationResponseJSON,
): Promise<boolean> {
  const { comptes, site, maintenant } = contexte
  const defi = await depenserDefi(contexte, 'ajouter', qui.session, reponse)
  if (!defi) return false
  const verifiee = await verifyRegistrationResponse({
    response: reponse,
    expectedChallenge: defi,
    expectedOrigin: site.origine,
    expectedRPID: site.rpID,
    supportedAlgorithmIDs: [...ALGORITHMES],
    requireUserVerification: false,
  }).catch(() => null)
  if (!verifiee?.verified) return false
  const { credential } = verifiee.registrationInfo
  const { rowCount } = await comptes.pool.query(
    `insert into auth.cle_acces (id, compte, identifiant, cle_publique, compteur, transports, nom, ajoutee_le)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (identifiant) do nothing`,
    [
      nouvelId(),
      qui.compte,
      credential.id,
      Buffer.from(credential.publicKey),
      credential.counter,
      credential.transports ?? [],
      qui.nom,
      maintenant,
    ],
  )
  return rowCount === 1
}

export type PreuveParCle =
  | { readonly ok: true; readonly compte: string }
  | { readonly ok: false; readonly raison: 'inconnue' }
  /** Its counter went back: there is a copy of it somewhere. Its owner is told. */
  | { readonly ok: false; readonly raison: 'copie'; readonly compte: string; readonly nom: string }

const INCONNUE = { ok: false, raison: 'inconnue' } as const

/**
 * Judges what a key signed. The counter is compared and written in one statement: of two answers with the same counter one counts.
 * @param qui the account that has given a first proof, and its session; none when the key is the way in
 */
export async function prouverParCle(
  contexte: Contexte,
  reponse: AuthenticationResponseJSON,
  qui?: { readonly compte: string; readonly session: string },
): Promise<PreuveParCle> {
  const { comptes, site, maintenant } = contexte
  const defi = await depenserDefi(contexte, qui ? 'prouver' : 'entrer', qui?.session ?? '', reponse)
  if (!defi) return INCONNUE
  const { rows } = await comptes.pool.query<{
    id: string
    compte: string
    nom: string
    cle: Buffer
    identifiant: string
  }>(
    `select id, compte, nom, cle_publique as cle, identifiant from auth.cle_acces
     where identifiant = $1 and suspecte_le is null and ($2::uuid is null or compte = $2)`,
    [reponse.id, qui?.compte ?? null],
  )
  const [cle] = rows
  if (!cle) return INCONNUE
  const verifiee = await verifyAuthenticationResponse({
    response: reponse,
    expectedChallenge: defi,
    expectedOrigin: site.origine,
    expectedRPID: site.rpID,
    requireUserVerification: !qui,
    // The counter is judged below, with its row: here it would be read too early.
    credential: { id: cle.identifiant, publicKey: new Uint8Array(cle.cle), counter: 0 },
  }).catch(() => null)
  if (!verifiee?.verified) return INCONNUE
  const { rowCount } = await comptes.pool.query(
    `update auth.cle_acces set compteur = $2, utilisee_le = $3
     where id = $1 and suspecte_le is null and (compteur < $2 or (compteur = 0 and $2 = 0))`,
    [cle.id, verifiee.authenticationInfo.newCounter, maintenant],
  )
  if (rowCount === 1) return { ok: true, compte: cle.compte }
  await comptes.pool.query(
    'update auth.cle_acces set suspecte_le = $2 where id = $1 and suspecte_le is null',
    [cle.id, maintenant],
  )
  return { ok: false, raison: 'copie', compte: cle.compte, nom: cle.nom }
}
