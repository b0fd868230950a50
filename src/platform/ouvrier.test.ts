import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { dossierJetable } from '../../tests/serveur.ts'
import { ouvrirOuvrier } from './ouvrier.ts'
import { lancerAPart } from './processus.ts'

const dossier = dossierJetable()
const programme = join(dossier.chemin, 'essai.processus.ts')
writeFileSync(
  programme,
  `import { repondre } from ${JSON.stringify(join(import.meta.dirname, 'ouvrier.ts'))}
   let faites = 0
   repondre((demande: string, dire: (etape: number) => void, octets: Uint8Array) => {
     faites++
     if (demande === 'mourir') process.exit(3)
     if (demande === 'sommer') return { demande: String(octets.reduce((somme, octet) => somme + octet, 0)), faites, pid: octets.length }
     if (demande === 'refuser') throw new Error('refusée')
     for (let etape = 1; etape <= 3; etape++) dire(etape)
     return { demande, faites, pid: process.pid }
   })`,
)
let lances = 0
const ouvrier = ouvrirOuvrier<string, { demande: string; faites: number; pid: number }, number>(() => {
  lances++
  return lancerAPart(programme, { tuyau: true })
})
afterAll(async () => {
  await ouvrier.fermer()
  rmSync(programme)
  dossier.supprimer()
})

it('répond dans l’ordre, dit où il en est, et reste pour la suite', async () => {
  const etapes: number[] = []
  const lues = await Promise.all([
    ouvrier.demander('a', (etape) => etapes.push(etape)),
    ouvrier.demander('b'),
  ])
  expect(lues.map(({ demande, faites }) => [demande, faites])).toEqual([
    ['a', 1],
    ['b', 2],
  ])
  expect(etapes).toEqual([1, 2, 3])
  await expect(ouvrier.demander('refuser')).rejects.toThrow('refusée')
  expect((await ouvrier.demander('c')).pid).toBe(lues[0].pid)
  expect(lances).toBe(1)
})

it('reçoit par le tuyau les octets de chaque demande, et eux seuls, même quand ils ne tiennent pas d’un coup', async () => {
  const lots = [3_000_000, 0, 5, 1_000_000].map((taille, i) => new Uint8Array(taille).fill(i + 1))
  const sommes = await Promise.all(lots.map((octets) => ouvrier.demander('sommer', undefined, octets)))
  expect(sommes.map(({ demande, pid }) => [Number(demande), pid])).toEqual([
    [3_000_000, 3_000_000],
    [0, 0],
    [15, 5],
    [4_000_000, 1_000_000],
  ])
})

it('mort, fait échouer ce qui l’attendait, et un autre prend la suite', async () => {
  const perdues = await Promise.allSettled([
    ouvrier.demander('mourir'),
    ouvrier.demander('d'),
    ouvrier.demander('sommer', undefined, new Uint8Array(3_000_000)),
  ])
  expect(perdues.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(await ouvrier.demander('e')).toMatchObject({ demande: 'e', faites: 1 })
  expect(lances).toBe(2)
})

it('fermé, n’est plus là ; une demande en ouvre un autre', async () => {
  const { pid } = await ouvrier.demander('f')
  await ouvrier.fermer()
  expect(() => process.kill(pid, 0)).toThrow()
  expect((await ouvrier.demander('g')).pid).not.toBe(pid)
})

it('une demande qui ne peut pas partir échoue seule ; un programme qui ne peut pas naître fait échouer sa demande', async () => {
  const avant = lances
  await expect(ouvrier.demander((() => 'ne se copie pas') as unknown as string)).rejects.toThrow()
  expect(await ouvrier.demander('h')).toMatchObject({ demande: 'h' })
  expect(lances).toBe(avant)
  // What `fork` gives when the system has no descriptor left: no pipe, no channel, and the reason a moment later.
  const mortNe = ouvrirOuvrier<string, string>(() => {
    const processus = new EventEmitter() as ChildProcess
    setImmediate(() => processus.emit('error', new Error('plus de descripteur')))
    return processus
  })
  await expect(mortNe.demander('i')).rejects.toThrow()
})
