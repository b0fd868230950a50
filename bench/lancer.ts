// npm run bench: every bench; npm run bench -- pages moteur: those named. See bench/README.md.
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type But, type Executer, tenu } from './outils/but.ts'
import { decrireMachine, lireCommit } from './outils/machine.ts'

const dossier = import.meta.dirname
// React draws four times faster than in development; what is measured is what runs.
process.env['NODE_ENV'] = 'production'

const trouverBenches = (): string[] =>
  readdirSync(dossier)
    .filter((nom) => existsSync(join(dossier, nom, 'index.ts')))
    .sort()

const MARQUES = new Map([
  [true, '✔ tenu'],
  [false, '✘ manqué'],
  [null, '· mesuré'],
])

/** One goal on one line, its explanation below. */
function direBut(but: But): string {
  const nombre = (n: number | null) =>
    n === null ? '—' : n.toLocaleString('fr-FR', { maximumSignificantDigits: 4 })
  const borne = but.seuil
    ? `, borne ${but.seuil.replace('<=', '≤').replace('>=', '≥').replace('.', ',')}`
    : ''
  const marque = but.rapport === null ? '? non mesuré' : MARQUES.get(tenu(but))
  return `  ${marque} ${but.id} : ${nombre(but.rapport)} [${nombre(but.min)} … ${nombre(but.max)}]${borne}\n      ${but.note}`
}

async function executer(nom: string, machine: string): Promise<boolean> {
  console.log(`\n${nom}`)
  const { executer, enPartie } = (await import(pathToFileURL(join(dossier, nom, 'index.ts')).href)) as {
    executer: Executer
    enPartie?: boolean
  }
  const commit = lireCommit(join(dossier, '..'))
  try {
    const buts = await executer((ligne) => console.log(`  ${ligne}`))
    for (const but of buts) console.log(direBut(but))
    if (buts.length === 0) return true
    const resultats = join(dossier, 'resultats')
    await mkdir(resultats, { recursive: true })
    const date = new Date().toISOString().slice(0, 10)
    const fichier = join(resultats, `${nom}.json`)
    const tous = enPartie ? await completer(fichier, buts) : buts
    await writeFile(fichier, `${JSON.stringify({ commit, date, machine, buts: tous }, null, 2)}\n`)
    return true
  } catch (erreur) {
    console.error(`  ✘ ${nom} n’a rien mesuré : ${(erreur as Error).stack ?? erreur}`)
    return false
  }
}

/** The goals of the last results with those measured now in their place; the others keep the commit they were measured at. */
async function completer(fichier: string, mesures: readonly But[]): Promise<readonly But[]> {
  const avant: { commit: string; buts: But[] } = JSON.parse(await readFile(fichier, 'utf8'))
  const gardes = avant.buts.filter(({ id }) => !mesures.some((but) => but.id === id))
  return [...gardes.map((but) => ({ ...but, commit: but.commit ?? avant.commit })), ...mesures]
}

async function principal(): Promise<number> {
  const benches = trouverBenches()
  // Options (--court) are the bench's own.
  const demandes = process.argv.slice(2).filter((mot) => !mot.startsWith('--'))
  const inconnus = demandes.filter((nom) => !benches.includes(nom))
  if (inconnus.length > 0) {
    console.error(`Bench inconnu : ${inconnus.join(', ')}. Benches : ${benches.join(', ') || 'aucun'}.`)
    return 2
  }
  const machine = decrireMachine()
  console.log(`Machine : ${machine}. Médiane [min … max] des rapports pris tour par tour.`)
  let faux = 0
  for (const nom of demandes.length > 0 ? demandes : benches) if (!(await executer(nom, machine))) faux += 1
  return faux === 0 ? 0 : 1
}

// A goal that is missed is told, not failed: it depends on the machine. Results that differ, or a bench that breaks, fail.
process.exitCode = await principal()
