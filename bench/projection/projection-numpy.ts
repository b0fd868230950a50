// Contender: vectorised numpy, where the machine has it. Other numbers are drawn: means are compared, not cents.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Entree, LOTS, preparerTravail } from './travail.ts'

/** Whether Python and numpy are here. */
export function aNumpy(): boolean {
  try {
    execFileSync('python3', ['-c', 'import numpy'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const UN_FIL = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }

export function preparer(entree: Entree) {
  const { population: p, tables: q, hypotheses: h } = preparerTravail(entree)
  const dossier = mkdtempSync(join(tmpdir(), 'maillage-bench-py-'))
  process.on('exit', () => rmSync(dossier, { recursive: true, force: true }))
  const json = join(dossier, 'donnees.json')
  const donnees = join(dossier, 'donnees.npz')
  const liste = (t: ArrayLike<number>) => Array.from(t)
  writeFileSync(
    json,
    JSON.stringify({
      ...{ draws: entree.tirages, lots: LOTS, choc: h.choc, finRente: h.finInvalidite },
      ...{ cmo: liste(p.cmo), longue: liste(p.longue), sortie: liste(p.sortie), lot: liste(p.lot) },
      ...{ tranche: liste(p.tranche), plein: liste(p.plein), demi: liste(p.demi) },
      ...{
        cld: liste(p.seuilCld).map((n) => n / 65_536),
        invalide: liste(p.seuilInvalidite).map((n) => n / 65_536),
      },
      ...{ ij: liste(p.indemniteJour), renteJour: liste(p.renteJour), assiette: liste(p.assietteJour) },
      fragilite: liste(q.fragilite),
      dureeLongue: liste(q.dureeLongue),
      dureeCmo: Array.from({ length: 6 }, (_, t) => liste(q.dureeCmo.subarray(t * 4_096, (t + 1) * 4_096))),
    }),
  )
  const convertir =
    'import json,sys,numpy as np; np.savez(sys.argv[2], **{k: np.array(v) for k, v in json.load(open(sys.argv[1])).items()})'
  execFileSync('python3', ['-c', convertir, json, donnees])
  const python = spawn('python3', [join(import.meta.dirname, 'projection.py'), donnees], {
    env: { ...process.env, ...UN_FIL },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  process.on('exit', () => python.kill())
  let recu = Buffer.alloc(0)
  let arrive = (): void => undefined
  python.stdout.on('data', (morceau: Buffer) => {
    recu = Buffer.concat([recu, morceau])
    arrive()
  })
  const demander = async (lettre: string, nombres: number): Promise<number[]> => {
    python.stdin.write(lettre)
    while (recu.length < nombres * 8)
      await new Promise<void>((suite) => {
        arrive = suite
      })
    const lus = Array.from({ length: nombres }, (_, i) => recu.readDoubleLE(i * 8))
    recu = recu.subarray(nombres * 8)
    return lus
  }
  return {
    resultat: () => demander('r', 8),
    tour: async () => (await demander('t', 1))[0]!,
  }
}
