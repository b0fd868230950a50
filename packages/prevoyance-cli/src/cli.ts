// npm run prevoyance -- …: the command line of the engine. Everything it does is in lancer.ts; here, only the process.
import { lancer } from './lancer.ts'
import { machine } from './machine.ts'

process.exitCode = await lancer(process.argv.slice(2), machine)
