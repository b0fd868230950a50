import { csvRecensement } from '@maillage/prevoyance/generateur'
import { verifierRecensement } from '../src/index.ts'

/** Checks a generated census in this process, whose heap the caller caps; « accumuler » keeps every agent, as a bad reader would. */
const [mode, nombre] = process.argv.slice(2)

async function* flux() {
  const options = {
    graine: 1,
    agents: Number(nombre),
    employeurs: 100,
    dateRecensement: '2026-11-01',
    fautesPourMille: 300,
  }
  let tampon = ''
  for (const ligne of csvRecensement(options)) {
    tampon += ligne
    if (tampon.length < 1 << 16) continue
    yield Buffer.from(tampon)
    tampon = ''
  }
  yield Buffer.from(tampon)
}

const gardes: unknown[] = []
const rapport = await verifierRecensement(flux(), {
  dateRecensement: '2026-11-01',
  surAgent: (agent) => {
    if (mode === 'accumuler') gardes.push(agent)
  },
})
process.stdout.write(
  JSON.stringify({ lignes: rapport.lignes, refusees: rapport.refusees.length, gardes: gardes.length }),
)
