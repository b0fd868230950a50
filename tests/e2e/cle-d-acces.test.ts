// What opens an account, and what opens a member to a program, in a real browser: a key of access with the virtual authenticator of Chromium, a token.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { debordement, fautesAxe, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'
import { portLibre } from '../serveur.ts'
import { bouton, lire } from './gestes.ts'

let n: Navigateur
let adresse: string
beforeAll(async () => {
  const port = String(await portLibre())
  adresse = `http://localhost:${port}`
  n = await ouvrirNavigateur({ PORT: port, ADRESSE: adresse })
})
afterAll(() => n.fermer())

it('une direction ajoute une clé, sort, et rentre avec elle', async () => {
  const page = await n.page({ largeur: 390 })
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto(`${adresse}/`)
  await bouton(page, 'Entrer comme Direction, CDG 53').first().click()
  await page.goto(`${adresse}/compte`)
  await page.getByRole('link', { name: 'Ajouter une clé d’accès' }).click()
  await page.getByLabel('Nom de la clé').fill('Mon téléphone')
  expect(await fautesAxe(page)).toEqual([])
  expect(await debordement(page)).toBe(0)
  await bouton(page, 'Créer la clé sur cet appareil').click()
  await page.getByRole('link', { name: 'Je les ai gardés, continuer' }).click()
  await page.waitForURL('**/compte')
  expect(await lire(page)).toContain('Mon téléphone')
  expect(await fautesAxe(page)).toEqual([])
  expect(await debordement(page)).toBe(0)

  await page.context().clearCookies()
  await page.goto(`${adresse}/connexion?retour=/decisions`)
  expect(await fautesAxe(page)).toEqual([])
  expect(await debordement(page)).toBe(0)
  await bouton(page, 'Entrer avec une clé d’accès').click()
  await page.waitForURL((url) => url.pathname === '/decisions' || url.pathname === '/structures')
  await page.goto(`${adresse}/compte`)
  expect(await lire(page)).toContain('par clé d’accès')
  expect(n.incidents).toEqual([])
})

it('sans script, la page dit l’autre moyen', async () => {
  const page = await n.page({ javascript: false, largeur: 390 })
  await page.goto(`${adresse}/connexion`)
  expect(await bouton(page, 'Entrer avec une clé d’accès').isVisible()).toBe(false)
  await page.goto(`${adresse}/`)
  await bouton(page, 'Entrer comme Direction, CDG 53').first().click()
  await page.goto(`${adresse}/compte/cles/nouvelle`)
  expect(await page.getByRole('link', { name: 'Associer un téléphone' }).isVisible()).toBe(true)
  expect(await bouton(page, 'Créer la clé sur cet appareil').isVisible()).toBe(false)
  expect(await fautesAxe(page)).toEqual([])
})

it('une direction crée un jeton de lecture, le copie et le retire, sur un téléphone', async () => {
  const page = await n.page({ largeur: 390 })
  await page.goto(`${adresse}/`)
  await bouton(page, 'Entrer comme Direction, CDG 53').first().click()
  const juger = async () => {
    expect(await fautesAxe(page)).toEqual([])
    expect(await debordement(page)).toBe(0)
  }
  await page.goto(`${adresse}/interconnexions`)
  await juger()
  await page.getByLabel('Pour quel programme').fill('Intranet')
  await page.getByRole('checkbox').first().check()
  await bouton(page, 'Créer le jeton').click()
  expect(await lire(page)).toContain('il ne sera plus montré')
  await juger()
  await page.getByRole('link', { name: 'Je l’ai copié, continuer' }).click()
  await juger()
  await page.getByRole('link', { name: /^Retirer/ }).click()
  await juger()
  await bouton(page, 'Retirer le jeton').click()
  expect(await lire(page)).toContain('retiré le')
})
