import { hash, verify } from '@node-rs/argon2'
import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins'
import type { Pool } from 'pg'

/** Cost of a password: 64 MiB, three passes (OWASP Password Storage asks for at least 19 MiB, two passes). */
const ARGON2ID = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }
const UNE_HEURE = 3600
const DOUZE_HEURES = 12 * UNE_HEURE

/** How the person proved who she is; read by the guard that asks for a second factor. */
const PREUVES: Record<string, string> = {
  '/magic-link/verify': 'courriel',
  '/sign-in/email': 'mot-de-passe',
}

/** What a sign-in link carries: its token, and the page that the person was going to. */
export type LienDeConnexion = { readonly jeton: string; readonly retour: string | undefined }

export type OptionsComptes = {
  /** Pool of the role that owns the schema `auth`. */
  readonly pool: Pool
  readonly secret: string
  /** Public address of the application, without a final slash. */
  readonly adresse: string
  readonly maintenant: () => Date
  /** Sends the sign-in link; must not reveal whether the address is known. */
  envoyerLien(courriel: string, lien: LienDeConnexion): Promise<void>
}

/** Accounts and sessions (better-auth): link by e-mail, password. Our pages are forms that call its API; its own routes are not exposed. */
export function creerComptes(options: OptionsComptes) {
  const comptes = betterAuth({
    appName: 'Maillage',
    baseURL: options.adresse,
    secret: options.secret,
    database: options.pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    user: { modelName: 'users' },
    session: {
      expiresIn: DOUZE_HEURES,
      updateAge: UNE_HEURE,
      additionalFields: {
        cooperationId: { type: 'string', required: false, input: false },
        organismeId: { type: 'string', required: false, input: false },
        amr: { type: 'string', required: false, input: false },
        vueLe: { type: 'date', required: false, input: false },
        prouveeLe: { type: 'date', required: false, input: false },
      },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      password: {
        hash: (motDePasse) => hash(motDePasse, ARGON2ID),
        verify: ({ hash: empreinte, password }) => verify(empreinte, password),
      },
    },
    plugins: [
      magicLink({
        expiresIn: UNE_HEURE,
        storeToken: 'hashed',
        disableSignUp: true,
        sendMagicLink: ({ email, token, metadata }) =>
          options.envoyerLien(email, { jeton: token, retour: metadata?.['retour'] as string | undefined }),
      }),
    ],
    databaseHooks: {
      session: {
        create: {
          before: async (session, contexte) => ({
            data: {
              ...session,
              amr: PREUVES[contexte?.path ?? ''] ?? (session['amr'] as string | undefined) ?? null,
              vueLe: options.maintenant(),
              prouveeLe: options.maintenant(),
            },
          }),
        },
      },
    },
    advanced: {
      // Its cookies never leave: the session is read from its answer, and given to the browser under our own name (poser-session.ts).
      cookiePrefix: 'maillage',
      useSecureCookies: false,
      database: { generateId: 'uuid' },
    },
  })
  // What the library does not keep (second proof, list of sessions) is read in the same schema, under the same role.
  return Object.assign(comptes, { pool: options.pool })
}

export type Comptes = ReturnType<typeof creerComptes>
