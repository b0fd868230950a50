import { afterAll, beforeAll, expect, it } from 'vitest'
import { fautesAxe, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'

let n: Navigateur
beforeAll(async () => {
  n = await ouvrirNavigateur()
})
afterAll(() => n.fermer())

it.each([true, false])(
  'montre le tableau de bord à la coordinatrice (JavaScript : %s)',
  async (javascript) => {
    const page = await n.entrer(['Coordinatrice', 'CDG 44'], { javascript })
    const reponse = await page.goto('/tableau-de-bord')
    expect(reponse?.status()).toBe(200)
    expect(await page.title()).toContain('Tableau de bord')
    expect(await page.locator('h1').isVisible()).toBe(true)
    expect(await fautesAxe(page)).toEqual([])
    expect(n.incidents).toEqual([])
  },
)
