// A whole region drawn in one or several processes: its fingerprint and the highest memory of this process, on standard output.

import { Empreinte, recueillir, recueilPour } from '../../packages/prevoyance/src/projection/index.ts'
import { partager } from '../../packages/prevoyance-cli/src/projection/partager.ts'
import { preparerTravail } from './travail.ts'

const [agents, tirages, options, travailleurs] = process.argv.slice(2).map(Number) as [
  number,
  number,
  number,
  number,
]
const projection = preparerTravail({ agents, options })
const recueil = recueilPour(projection.population, tirages)
await partager(projection, { tirages, travailleurs, recevoir: (bloc) => recueillir(recueil, bloc) })
const empreinte = new Empreinte()
empreinte.ajouter(recueil.cellules)
console.log(JSON.stringify({ empreinte: empreinte.lire(), memoire: process.resourceUsage().maxRSS / 1_024 }))
