// npm test: everything that the continuous integration runs. `npm test -- unit tsc` runs only the steps named.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { construire } from './construire.ts'
import { additionner, type Bilan, compterVitest, type RapportVitest } from './tester/bilan.ts'
import { type Etape, etapes } from './tester/etapes.ts'

const racine = join(import.meta.dirname, '..')
const rapports = mkdtempSync(join(tmpdir(), 'maillage-tests-'))
/** Steps run side by side: as many as the smallest machine has cores. With a third one, both were busy and every step was slower. */
const DE_FRONT = 2
const enCours = new Set<ReturnType<typeof spawn>>()

/** Runs one step to its end; its output is kept and printed at once, so that two steps side by side never mix their lines. */
async function executer(etape: Etape): Promise<Bilan> {
  const debut = performance.now()
  const rapport = join(rapports, `${etape.nom}.json`)
  const args = etape.vitest
    ? [...etape.args, '--reporter=default', '--reporter=json', `--outputFile.json=${rapport}`]
    : etape.args
  const enfant = spawn(process.execPath, args, {
    cwd: racine,
    env: { ...process.env, ...etape.env, DIST: 'pret', NO_COLOR: '1', FORCE_COLOR: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  enCours.add(enfant)
  let sortie = ''
  enfant.stdout.on('data', (morceau) => {
    sortie += morceau
  })
  enfant.stderr.on('data', (morceau) => {
    sortie += morceau
  })
  const code = await new Promise<number>((fin) => enfant.on('close', (valeur) => fin(valeur ?? 1)))
  enCours.delete(enfant)
  const bilan = etape.vitest
    ? compterVitest(lireRapport(rapport), code)
    : { reussis: code === 0 ? 1 : 0, echoues: code === 0 ? 0 : 1 }
  const secondes = Math.round((performance.now() - debut) / 1000)
  const compte = etape.vitest ? ` : ${bilan.reussis} réussis, ${bilan.echoues} échoués` : ''
  console.log(`\n${bilan.echoues === 0 ? '✔' : '✘'} ${etape.libelle} (${etape.nom}, ${secondes} s)${compte}`)
  // A green run of tests says what it counted (lines that begin with an arrow); a red one says everything.
  const montree = (
    etape.vitest && bilan.echoues === 0 ? (sortie.match(/^→.*$/gm) ?? []).join('\n') : sortie
  ).trim()
  if (montree) console.log(montree.replace(/^/gm, '    '))
  return bilan
}

function lireRapport(chemin: string): RapportVitest | null {
  try {
    return JSON.parse(readFileSync(chemin, 'utf8')) as RapportVitest
  } catch {
    return null
  }
}

/** One of the runners side by side: takes the next step until none is left. */
async function derouler(restantes: Etape[]): Promise<Bilan[]> {
  const bilans: Bilan[] = []
  for (let etape = restantes.shift(); etape; etape = restantes.shift()) bilans.push(await executer(etape))
  return bilans
}

async function principal(): Promise<number> {
  const choisies = process.argv.slice(2)
  const toutes = etapes(racine)
  const noms = toutes.map(({ nom }) => nom)
  const inconnues = choisies.filter((nom) => !noms.includes(nom))
  if (inconnues.length > 0) {
    console.error(`Étape inconnue : ${inconnues.join(', ')}. Étapes : ${noms.join(', ')}.`)
    return 2
  }
  if (!noms.includes('integration-15-1'))
    console.log(
      'PostgreSQL 15 n’est pas installé sur cette machine : la suite ne tourne que sur la version embarquée.',
    )
  await construire()
  const restantes = toutes.filter(({ nom }) => choisies.length === 0 || choisies.includes(nom))
  const bilans = await Promise.all(Array.from({ length: DE_FRONT }, () => derouler(restantes)))
  const { reussis, echoues } = additionner(bilans.flat())
  console.log(`\n${reussis} passed, ${echoues} failed`)
  return echoues === 0 ? 0 : 1
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    for (const enfant of enCours) enfant.kill(signal)
  })
try {
  process.exitCode = await principal()
} finally {
  rmSync(rapports, { recursive: true, force: true })
}
