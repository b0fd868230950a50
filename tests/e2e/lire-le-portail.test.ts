// A journalist, without account nor script, finds how far an action is and takes the data away.
import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { debordement, fautesAxe, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'

let n: Navigateur
beforeAll(async () => {
  n = await ouvrirNavigateur()
})
afterAll(() => n.fermer())

it('une journaliste trouve l’avancement d’une action en deux clics, puis emporte les données', async () => {
  const page = await n.page({ javascript: false, largeur: 390 })
  await page.goto('/connexion')
  await page.getByRole('link', { name: 'ce que les coopérations rendent public' }).click()
  await page.getByRole('link', { name: 'Coopération des CDG bretons' }).click()
  expect(await page.locator('h1').textContent()).toBe('Coopération des CDG bretons')
  expect(await fautesAxe(page)).toEqual([])
  expect(await debordement(page)).toBe(0)

  // Two clicks from there: the programme, then the action.
  await page.getByRole('navigation', { name: 'Rubriques' }).getByRole('link', { name: 'Programme' }).click()
  expect(await debordement(page)).toBe(0)
  await page.getByRole('link', { name: 'Sécuriser et assurer nos systèmes' }).click()
  const lu = ((await page.locator('.chiffre').first().textContent()) ?? '').trim()
  expect(lu).toMatch(/^\d+\s%\s*d’avancement/)
  expect(await page.getByText('Qui fait quoi').count()).toBe(1)
  expect(await fautesAxe(page)).toEqual([])
  const avancement = /^\d+/.exec(lu)![0]

  const [telechargement] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Télécharger le programme (CSV)' }).click(),
  ])
  expect(telechargement.suggestedFilename()).toBe('programme-bretagne.csv')
  const rangees: Record<string, string>[] = parse(await readFile(await telechargement.path()), {
    columns: true,
    delimiter: ';',
    bom: true,
  })
  const action = rangees.find(({ titre }) => titre === 'Sécuriser et assurer nos systèmes')
  expect(action?.['avancement']).toBe(avancement)
  expect(n.incidents).toEqual([])
})
