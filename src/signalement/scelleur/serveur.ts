// The path without script, in a process of its own: no database, no folder, no log, no core dump asked for. It seals in memory what it receives,
// then speaks to the application by HTTP like any other client. It sees plaintext for the time of a request, and its pages say so.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { creerSansScript } from './app.tsx'

const racine = join(import.meta.dirname, '..')
const env = (nom: string): string => process.env[nom] ?? ''
const app = await creerSansScript({
  principal: env('PRINCIPAL'),
  adresse: env('ADRESSE'),
  demonstration: env('MODE') === 'demonstration',
  noms: JSON.parse(readFileSync(join(racine, 'dist/statique.json'), 'utf8')),
  statique: join(racine, 'dist/statique'),
  // Memory that held a text is given back to the system: the process ends after this many of them and is launched again.
  envoisAvantRelance: 200,
  // What is being sealed is finished first.
  finir: () => void app.close().then(() => process.exit(0)),
})
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void app.close().then(() => process.exit(0)))
// The application that launched it is gone, killed included.
process.on('disconnect', () => process.exit(0))
await app.listen({ port: Number(env('PORT')), host: env('HOTE') })
