import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { comparer } from './comparer.ts'

const dossier = mkdtempSync(join(tmpdir(), 'maillage-bench-'))
afterAll(() => rmSync(dossier, { recursive: true }))

/** A contender that returns `resultat` and says its own times. */
function concurrent(nom: string, source: string) {
  const fichier = join(dossier, `${nom}.mjs`)
  writeFileSync(fichier, source)
  return { nom, fichier, entree: { depart: 5 } }
}

const addition = (nom: string, ms: number) =>
  concurrent(
    nom,
    `export const preparer = ({ depart }) => ({ resultat: () => [depart + 1], tour: () => ${ms} })`,
  )

it('mesure chaque concurrent autant de fois, sans compter la chauffe', async () => {
  expect(await comparer([addition('a', 2), addition('b', 4)], { tours: 3, chauffe: 2 })).toEqual({
    a: [2, 2, 2],
    b: [4, 4, 4],
  })
})

it('ne mesure rien quand les résultats diffèrent', async () => {
  const faux = concurrent(
    'faux',
    'export const preparer = () => ({ resultat: () => [7], tour: () => { throw new Error("mesuré") } })',
  )
  await expect(comparer([addition('a', 2), faux], { tours: 1 })).rejects.toThrow(
    '« faux » ne donne pas le résultat de « a ».',
  )
})

it('dit quel concurrent s’est arrêté', async () => {
  const fragile = concurrent(
    'fragile',
    'export const preparer = () => ({ resultat: () => [6], tour: () => process.exit(3) })',
  )
  await expect(comparer([addition('a', 2), fragile], { tours: 1 })).rejects.toThrow(
    '« fragile » : le processus s’est arrêté (code 3)',
  )
})
