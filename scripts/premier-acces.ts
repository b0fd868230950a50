// npm run premier-acces: prints a one-time link, valid 24 hours, with which a cooperation and its first account are created.
import { join } from 'node:path'
import { lireConfig } from '../src/config.ts'
import { signerLien } from '../src/platform/http/liens.ts'
import { nouvelId } from '../src/shared/ids.ts'

const UN_JOUR = 86_400_000

try {
  const config = lireConfig(process.env, join(import.meta.dirname, '..'))
  const jeton = signerLien(config.secret, {
    usage: 'premier-acces',
    objet: nouvelId(),
    expireLe: new Date(Date.now() + UN_JOUR),
  })
  console.log(
    `\nOuvrez cette adresse dans les vingt-quatre heures ; elle sert une fois :\n\n${config.adresse}/premier-acces/${jeton}\n`,
  )
} catch (erreur) {
  console.error(`\n${(erreur as Error).message}\n`)
  process.exitCode = 1
}
