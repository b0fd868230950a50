// A secretary of several town halls answers a group purchase from the mail: few gestures, no account. Then an agent asks the simulator.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { debordement, fautesAxe, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'
import { bouton, lien, lire, ouvrirMessage } from './gestes.ts'

const GESTES_AU_PLUS = 5

let n: Navigateur
beforeAll(async () => {
  n = await ouvrirNavigateur()
})
afterAll(() => n.fermer())

describe.each([
  { javascript: true, largeur: 390, rang: 0 },
  { javascript: false, largeur: 1280, rang: 1 },
])('JavaScript : $javascript', ({ javascript, largeur, rang }) => {
  it('la secrétaire répond pour une de ses communes en cinq gestes au plus', async () => {
    if (rang === 0) {
      const cdg = await n.entrer(['Direction', 'CDG 44', 'Pays de la Loire'])
      await cdg.goto('/achats')
      await lien(cdg, /Complémentaire santé/).click()
      await lien(cdg, /Les employeurs/).click()
      await bouton(cdg, 'Relancer les silencieux').click()
      await cdg.getByText(/employeurs relancés/).waitFor()
      await cdg.context().close()
    }
    const page = await n.page({ javascript, largeur })
    await ouvrirMessage(page, 'secretariat.partage@demonstration.invalid', 'Complémentaire santé')
    let gestes = 0
    const geste = async (faire: () => Promise<unknown>) => {
      gestes += 1
      await faire()
    }
    await geste(() => lien(page, /\/achats\/repondre\//).click())
    expect(await fautesAxe(page)).toEqual([])
    expect(await debordement(page)).toBe(0)
    await geste(() => page.locator('.liste-lignes a').first().click())
    await bouton(page, 'Envoyer la réponse').waitFor()
    expect(await fautesAxe(page)).toEqual([])
    expect(await debordement(page)).toBe(0)
    await geste(() => page.getByLabel('Peut-être, il nous faut les prix').check())
    await geste(() => page.getByLabel('Socle').check())
    await geste(() => bouton(page, 'Envoyer la réponse').click())
    await page.getByText(/Réponse enregistrée le/).waitFor()
    expect(gestes).toBeLessThanOrEqual(GESTES_AU_PLUS)
    expect(n.incidents).toEqual([])
    await page.context().close()
  })

  it('l’agent simule son arrêt sans compte', async () => {
    const page = await n.page({ javascript, largeur })
    await page.goto('/simulateur')
    expect(await fautesAxe(page)).toEqual([])
    expect(await debordement(page)).toBe(0)
    const avant = await page.locator('.chiffre-valeur').first().textContent()
    await page.getByLabel('Indice majoré').fill('500')
    if (javascript) {
      await page.getByText('Recalculé dans votre navigateur').waitFor()
      const partage = page.url()
      expect(partage).toContain('#')
      const calcule = await page.locator('.chiffre-valeur').first().textContent()
      expect(calcule).not.toBe(avant)
      // What the browser computed is what the server computes.
      await bouton(page, 'Recalculer').click()
      await page.locator('figure').first().waitFor()
      expect(await page.locator('.chiffre-valeur').first().textContent()).toBe(calcule)
      const autre = await n.page({ javascript, largeur })
      await autre.goto(partage)
      await autre.getByText('Recalculé dans votre navigateur').waitFor()
      expect(await autre.locator('.chiffre-valeur').first().textContent()).toBe(calcule)
      await autre.context().close()
    } else {
      await bouton(page, 'Recalculer').click()
      await page.getByText('Comment ces montants sont calculés').waitFor()
      expect(await page.locator('.chiffre-valeur').first().textContent()).not.toBe(avant)
      expect(await lire(page)).toContain('demi-traitement')
    }
    expect(n.incidents).toEqual([])
    await page.context().close()
  })
})
