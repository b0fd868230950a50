import { execFileSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { csvRecensement } from '@maillage/prevoyance/generateur'
import { verifierRecensement } from '../src/index.ts'

/**
 * Measures the check of generated censuses, one process each: rows, seconds of CPU, peak resident memory.
 * Usage: node packages/recensement/scripts/mesurer.ts [AGENTS…]   (default 1 000, 75 000 and 1 000 000)
 */
const DATE = '2026-11-01'

async function mesurer(fichier: string): Promise<void> {
  const { lignes, lignesRefusees } = await verifierRecensement(fichier, { dateRecensement: DATE })
  const { user, system } = process.cpuUsage()
  const cpu = (user + system) / 1_000_000
  const memoire = Math.round(process.resourceUsage().maxRSS / 1_024)
  process.stdout.write(
    `${lignes} rows, ${lignesRefusees} refused: ${cpu.toFixed(1)} s of CPU, ${Math.round(lignes / cpu)} rows/s, peak ${memoire} MB resident\n`,
  )
}

async function toutMesurer(tailles: readonly number[]): Promise<void> {
  const dossier = await mkdtemp(join(tmpdir(), 'recensement-'))
  try {
    for (const agents of tailles) {
      const fichier = join(dossier, `${agents}.csv`)
      const options = {
        graine: 1,
        agents,
        employeurs: Math.ceil(agents / 54),
        dateRecensement: DATE,
        fautesPourMille: 10,
      }
      await pipeline(Readable.from(csvRecensement(options)), createWriteStream(fichier))
      process.stdout.write(
        execFileSync(process.execPath, [fileURLToPath(import.meta.url), '--fichier', fichier]),
      )
    }
  } finally {
    await rm(dossier, { recursive: true })
  }
}

const arguments_ = process.argv.slice(2)
if (arguments_[0] === '--fichier') await mesurer(arguments_[1] ?? '')
else await toutMesurer(arguments_.length > 0 ? arguments_.map(Number) : [1_000, 75_000, 1_000_000])
