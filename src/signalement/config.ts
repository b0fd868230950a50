import { join, resolve } from 'node:path'

export type Config = Readonly<{
  mode: 'demonstration' | 'production'
  hote: string
  port: number
  portSansScript: number
  /** Public addresses, without a final slash. */
  adresse: string
  adresseSansScript: string
  /** Folder of this application alone: database, key of the proofs, public anchors. */
  donnees: string
  /** A PostgreSQL server of its own; null: the embedded one. */
  base: string | null
  /** Zero bits asked of a deposit: 16 in production, fewer where a test pays for them. */
  bits: number
  racine: string
}>

const nombre = (texte: string | undefined, defaut: number, nom: string): number => {
  const lu = texte === undefined || texte === '' ? defaut : Number(texte)
  if (Number.isInteger(lu) && lu >= 0 && lu <= 65_535) return lu
  throw new Error(
    `Configuration refusée : ${nom} vaut « ${texte} ». Donnez un nombre entier, comme ${defaut}.`,
  )
}

/** Reads the environment once. Throws a French sentence that names the variable to change. */
export function lireConfig(env: NodeJS.ProcessEnv, racine: string): Config {
  const mode = env['MODE'] === 'production' ? 'production' : 'demonstration'
  const port = nombre(env['PORT_SIGNALEMENT'], 3001, 'PORT_SIGNALEMENT')
  const portSansScript = nombre(env['PORT_SANS_SCRIPT'], port + 1, 'PORT_SANS_SCRIPT')
  const production = mode === 'production'
  if (production && !(env['ADRESSE_SIGNALEMENT'] && env['ADRESSE_SANS_SCRIPT']))
    throw new Error(
      'ADRESSE_SIGNALEMENT ou ADRESSE_SANS_SCRIPT manque : en production, donnez les deux adresses publiques, par exemple https://accueil.exemple.fr et https://accueil-simple.exemple.fr.',
    )
  const sansBarre = (adresse: string) => adresse.replace(/\/+$/, '')
  return {
    mode,
    hote: production ? (env['HOTE'] ?? '127.0.0.1') : '127.0.0.1',
    port,
    portSansScript,
    // Another host name than the platform's: the browser sends no cookie of one to the other.
    adresse: sansBarre(env['ADRESSE_SIGNALEMENT'] ?? `http://localhost:${port}`),
    adresseSansScript: sansBarre(env['ADRESSE_SANS_SCRIPT'] ?? `http://localhost:${portSansScript}`),
    donnees: join(resolve(env['DONNEES'] ?? '.donnees'), 'signalement'),
    base: env['DATABASE_URL_SIGNALEMENT'] || null,
    bits: nombre(env['EFFORT'], production ? 16 : 12, 'EFFORT'),
    racine,
  }
}
