// The page says that the session is about to end, and keeps it open when asked to. Time is that of the page's clock, moved by the test.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { jusqua } from '../attente.ts'
import { debordement, fautesAxe, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'
import { bouton } from './gestes.ts'

let n: Navigateur
beforeAll(async () => {
  n = await ouvrirNavigateur()
})
afterAll(() => n.fermer())

it('deux minutes avant la fin, la page prévient sans déranger ; « Rester connecté » la prolonge pour de bon', async () => {
  const page = await n.entrer(['Coordinatrice', 'CDG 44'], { largeur: 390 })
  // What a production would say of inactivity, which the demonstration does not look at.
  let etat = { reste: 300_000, prolongeable: true }
  await page.route('**/compte/echeance', (route) => route.fulfill({ json: etat }))
  await page.clock.install()
  await page.goto('/tableau-de-bord')
  const lien = page.getByRole('link').first()
  await lien.focus()
  const message = page.locator('.fin-connexion')
  const dit = (texte: string) =>
    jusqua(`la page dit « ${texte} »`, async () => {
      const lu = (await message.textContent()) ?? ''
      return texte === '' ? lu === '' : lu.includes(texte)
    })
  const entendre = (url: string) => page.waitForResponse((reponse) => reponse.url().endsWith(url))
  const passer = async (secondes: number, url: string) => {
    const entendue = entendre(url)
    await page.clock.runFor(secondes * 1000)
    await entendue
  }

  await passer(31, '/compte/echeance')
  await dit('')
  etat = { reste: 119_000, prolongeable: true }
  await passer(181, '/compte/echeance')
  await dit('votre connexion se ferme dans 2 minutes')
  expect(await message.getAttribute('role')).toBe('status')
  expect(await lien.evaluate((la) => la === document.activeElement)).toBe(true)
  expect(await fautesAxe(page)).toEqual([])
  expect(await debordement(page)).toBe(0)
  // What was being typed stays in sight: less than a fifth of the screen of a telephone, and its two buttons on one line.
  expect((await message.boundingBox())!.height).toBeLessThan(page.viewportSize()!.height / 5)

  // By the keyboard: the answer is the server's, and the cursor goes back where it was.
  const prolongee = entendre('/compte/prolonger')
  await bouton(page, 'Rester connecté').press('Enter')
  expect((await (await prolongee).json()).reste).toBeGreaterThan(3_600_000)
  await dit('Vous restez connecté.')
  etat = { reste: 3_600_000, prolongeable: true }
  await passer(11, '/compte/echeance')
  await dit('')

  // At the end of the twelve hours nothing prolongs it; once over, the page says what becomes of what was typed.
  etat = { reste: 90_000, prolongeable: false }
  await passer(3481, '/compte/echeance')
  await dit('Ouverte depuis douze heures')
  expect(await bouton(page, 'Rester connecté').count()).toBe(0)
  await page.unroute('**/compte/echeance')
  await n.sql('update auth.session set "expiresAt" = now()')
  await passer(92, '/compte/echeance')
  await dit('il vous sera rendu')
  await bouton(page, 'Fermer ce message').click()
  await dit('')
  expect(n.incidents).toEqual([])
})
