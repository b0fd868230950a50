import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { ConfigProConnect } from '#platform/comptes/proconnect/proconnect.ts'
import type { AccesS3 } from '#platform/fichiers/depot-s3.ts'
import { lireAccesS3 } from '#platform/fichiers/ouvrir.ts'

const Environnement = z.object({
  MODE: z.enum(['demonstration', 'production']).default('demonstration'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOTE: z.string().default('127.0.0.1'),
  DONNEES: z.string().default('.donnees'),
  ADRESSE: z.url().optional(),
  ADRESSE_SIGNALEMENT: z.url().optional(),
  PORT_SIGNALEMENT: z.coerce.number().int().default(3001),
  DATABASE_URL: z.string().optional(),
  DATABASE_URL_COMPTES: z.string().optional(),
  DATABASE_URL_TACHES: z.string().optional(),
  SECRET: z.string().min(32).optional(),
  /** Who reads the measures from another machine presents it. */
  METRIQUES_JETON: z.string().min(20).optional(),
  SMTP_URL: z.string().optional(),
  RECEPTION_DOMAINE: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]*$/i)
    .optional(),
  RECEPTION_PORT: z.coerce.number().int().min(0).max(65_535).default(2525),
  RECEPTION_HOTE: z.string().default('127.0.0.1'),
  CONTACT: z.email().optional(),
  PROCONNECT_ISSUER: z.url().optional(),
  PROCONNECT_CLIENT_ID: z.string().min(1).optional(),
  PROCONNECT_CLIENT_SECRET: z.string().min(1).optional(),
  SMTP_EXPEDITEUR: z.string().default('Maillage <ne-pas-repondre@maillage.invalid>'),
})

export type Config = {
  readonly mode: 'demonstration' | 'production'
  readonly port: number
  readonly hote: string
  /** Folder of the embedded database, of the files and of the secret. */
  readonly donnees: string
  /** Where files rest; null: in `donnees`. */
  readonly s3: AccesS3 | null
  /** Public address, without a final slash. */
  readonly adresse: string
  readonly securise: boolean
  /** Where the reporting application is: pages link to it, nothing else; null when this installation has none. */
  readonly signalement: string | null
  readonly secret: string
  /** Addresses of a PostgreSQL server, by role; null with the embedded server. */
  readonly serveur: {
    readonly application: string
    readonly comptes: string
    readonly taches: string
  } | null
  readonly smtp: { readonly url: string; readonly expediteur: string } | null
  /** Where replies by mail come in; null: none are received. */
  readonly reception: { readonly hote: string; readonly port: number; readonly domaine: string } | null
  /** Address shown on the pages of information: who operates the service. */
  readonly contact: string | null
  /** Sign-in by ProConnect; null: this installation was not declared to it. */
  readonly proConnect: ConfigProConnect | null
  /** What GET /metriques asks for; null: this machine alone reads it. */
  readonly metriques: { readonly jeton: string | null }
  readonly version: string
  readonly racine: string
}

/** Reads the environment once. Throws a French sentence that names the variable to change. */
export function lireConfig(env: NodeJS.ProcessEnv, racine: string): Config {
  const lu = Environnement.safeParse(env)
  if (!lu.success) {
    const fautes = lu.error.issues.map((faute) => `${faute.path.join('.')} (${faute.message})`).join(', ')
    throw new Error(`Configuration refusée : ${fautes}. Voir le tableau des variables dans README.md.`)
  }
  const { MODE, PORT, DONNEES, ADRESSE, SMTP_URL, SMTP_EXPEDITEUR } = lu.data
  const production = MODE === 'production'
  if (production && !ADRESSE)
    throw new Error(
      'ADRESSE manque : en production, indiquez l’adresse publique, par exemple https://cooperation.exemple.fr.',
    )
  if (production && !SMTP_URL)
    throw new Error(
      'SMTP_URL manque : en production, les convocations et les liens de connexion partent par courriel (smtp://utilisateur:motdepasse@serveur:587).',
    )
  // Cookies know no port: under one name, the browser would show those of the platform to the reporting application.
  const nom = (url: string) => new URL(url).hostname
  if (production && lu.data.ADRESSE_SIGNALEMENT && nom(lu.data.ADRESSE_SIGNALEMENT) === nom(ADRESSE!))
    throw new Error(
      'ADRESSE_SIGNALEMENT porte le même nom de machine qu’ADRESSE : donnez-lui un nom à elle, par exemple https://accueil.exemple.fr.',
    )
  const donnees = resolve(DONNEES)
  const adresse = (ADRESSE ?? `http://127.0.0.1:${PORT}`).replace(/\/+$/, '')
  return {
    mode: MODE,
    port: PORT,
    // The demonstration signs anybody in: it never listens beyond this machine.
    hote: production ? lu.data.HOTE : '127.0.0.1',
    donnees,
    adresse,
    securise: adresse.startsWith('https://'),
    signalement:
      lu.data.ADRESSE_SIGNALEMENT ?? (production ? null : `http://localhost:${lu.data.PORT_SIGNALEMENT}`),
    secret: lu.data.SECRET ?? secretDuDossier(donnees),
    serveur: adressesDuServeur(lu.data),
    s3: lireAccesS3(env),
    smtp: SMTP_URL ? { url: SMTP_URL, expediteur: SMTP_EXPEDITEUR } : null,
    reception: lu.data.RECEPTION_DOMAINE
      ? {
          hote: lu.data.RECEPTION_HOTE,
          port: lu.data.RECEPTION_PORT,
          domaine: lu.data.RECEPTION_DOMAINE.toLowerCase(),
        }
      : null,
    contact: lu.data.CONTACT ?? null,
    proConnect: lireProConnect(lu.data),
    metriques: { jeton: lu.data.METRIQUES_JETON ?? null },
    version: JSON.parse(readFileSync(join(racine, 'package.json'), 'utf8')).version,
    racine,
  }
}

function lireProConnect(env: z.infer<typeof Environnement>): ConfigProConnect | null {
  const { PROCONNECT_ISSUER: emetteur, PROCONNECT_CLIENT_ID: client, PROCONNECT_CLIENT_SECRET: secret } = env
  if (!emetteur && !client && !secret) return null
  if (!emetteur || !client || !secret)
    throw new Error(
      'ProConnect est à moitié configuré : donnez ensemble PROCONNECT_ISSUER, PROCONNECT_CLIENT_ID et PROCONNECT_CLIENT_SECRET, ou aucune des trois.',
    )
  const { protocol, hostname } = new URL(emetteur)
  if (protocol !== 'https:' && !['127.0.0.1', 'localhost'].includes(hostname))
    throw new Error(
      'PROCONNECT_ISSUER doit commencer par https:// : les identités passent par cette adresse.',
    )
  return { emetteur, client, secret }
}

function adressesDuServeur(env: z.infer<typeof Environnement>): Config['serveur'] {
  if (!env.DATABASE_URL) return null
  // Not through URL: it refuses the address of a Unix socket, « postgres://role@/base?host=/run/postgresql ».
  const lue = /^(postgres(?:ql)?:\/\/)(?:[^:@/?]*(:[^@/?]*)?@)?(.*)$/.exec(env.DATABASE_URL)
  if (!lue)
    throw new Error(
      'DATABASE_URL n’est pas une adresse PostgreSQL. Écrivez-la comme postgres://maillage_app:motdepasse@serveur:5432/maillage.',
    )
  const [, protocole, motDePasse = '', suite] = lue
  const sousRole = (role: string): string => `${protocole}${role}${motDePasse}@${suite}`
  return {
    application: env.DATABASE_URL,
    comptes: env.DATABASE_URL_COMPTES ?? sousRole('maillage_auth'),
    taches: env.DATABASE_URL_TACHES ?? sousRole('maillage_taches'),
  }
}

/** The secret that signs cookies and links, drawn once and kept beside the data, readable by its owner alone. */
function secretDuDossier(donnees: string): string {
  const chemin = join(donnees, 'secret')
  if (!existsSync(chemin)) {
    mkdirSync(donnees, { recursive: true, mode: 0o700 })
    // Written whole under another name, then linked: of two processes that start together the first gives its secret to both.
    const provisoire = `${chemin}.${process.pid}`
    writeFileSync(provisoire, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
    try {
      linkSync(provisoire, chemin)
    } catch (erreur) {
      if ((erreur as NodeJS.ErrnoException).code !== 'EEXIST') throw erreur
    } finally {
      rmSync(provisoire)
    }
  }
  return readFileSync(chemin, 'utf8').trim()
}
