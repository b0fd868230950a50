// The path without JavaScript: the page says what that changes, a deposit, a wrong word, a reply. And the corpus of poisoned texts at the desk.
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { debordement } from '../navigateur.ts'
import { ouvrirSignalement, type SignalementDeTest } from '../signalement.ts'
import { bouton, lire } from './gestes.ts'

let s: SignalementDeTest
let browser: Browser
let page: Page
beforeAll(async () => {
  const { programme, env } = inject('chromium')
  s = await ouvrirSignalement()
  browser = await chromium.launch({
    executablePath: programme,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
    env: { ...process.env, ...env } as Record<string, string>,
  })
  const contexte = await browser.newContext({
    locale: 'fr-FR',
    javaScriptEnabled: false,
    viewport: { width: 390, height: 900 },
  })
  page = await contexte.newPage()
})
afterAll(async () => {
  await browser?.close()
  await s?.fermer()
})

const POISONS = [
  '<script>document.title="pris"</script>',
  '<img src=x onerror="document.title=\'pris\'">',
  '"><svg onload=document.title="pris">',
  'javascript:document.title="pris"',
  "{{constructor.constructor('document.title=1')()}}",
  '\u202eexe.fdp',
]
let mots: string

it('la page qui chiffre ne peut rien envoyer sans script, et mène à celle qui le peut', async () => {
  await page.goto(`${s.adresse}/deposer/cdg-62`)
  await page.getByLabel('Que s’est-il passé ?').fill('Ce texte ne doit pas partir.')
  await bouton(page, 'Chiffrer et envoyer').click()
  expect(page.url()).toBe(`${s.adresse}/deposer/cdg-62`)
  expect(await page.getByLabel('Que s’est-il passé ?').inputValue()).toBe('Ce texte ne doit pas partir.')
  await page.getByRole('link', { name: 'Passez par le formulaire sans JavaScript' }).click()
  expect(page.url()).toBe(`${s.sansScript}/deposer/cdg-62`)
  expect(await lire(page)).toContain('le serveur voit votre texte un instant')
})

it('un formulaire refusé revient avec ce qui a été écrit ; juste, il donne douze mots', async () => {
  await page.getByLabel('Que s’est-il passé ?').fill(`Récit. ${POISONS.join(' ')}`)
  await bouton(page, 'Envoyer').click()
  await page.getByText('champs sont à corriger').waitFor()
  expect(await page.getByLabel('Que s’est-il passé ?').inputValue()).toContain('onerror')
  await page.getByLabel('Je suis victime').check()
  await page.getByLabel('La cellule seule saura qui je suis').check()
  await page.getByLabel('Nom', { exact: false }).first().fill(POISONS[0]!)
  await page.getByLabel('Menace ou intimidation').check()
  await page.getByLabel('Qui est en cause ?').fill(POISONS[1]!)
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: `${POISONS[1]}.txt`, mimeType: 'text/html', buffer: Buffer.from(POISONS[0]!) }])
  await bouton(page, 'Envoyer').click()
  await page.getByRole('heading', { name: 'Vos douze mots' }).waitFor()
  mots = (await page.locator('#douze-mots li').allTextContents()).join(' ')
  expect(mots.split(' ')).toHaveLength(12)
  expect(await debordement(page)).toBe(0)
})

it('un fichier qui s’exécute est refusé, avec un conseil', async () => {
  const reponse = await fetch(`${s.sansScript}/deposer/cdg-62`, {
    method: 'POST',
    body: (() => {
      const forme = new FormData()
      forme.append('pieces', new Blob(['<svg/>']), 'image.svg')
      return forme
    })(),
  })
  expect(reponse.status).toBe(422)
  expect(await reponse.text()).toContain('Convertissez-le en PDF')
})

it('revient avec ses mots : le mot faux est montré, puis on écrit', async () => {
  await page.goto(`${s.sansScript}/retour`)
  await page.getByLabel('Vos douze mots').fill(mots.replace(/^\S+/, (mot) => `${mot}q`))
  await bouton(page, 'Ouvrir mon dossier').click()
  await page.getByText(/Mot n° 1,/).waitFor()
  await page.getByLabel('Vos douze mots').fill(mots)
  await bouton(page, 'Ouvrir mon dossier').click()
  await page.getByLabel('Votre message').fill(POISONS.join(' '))
  await bouton(page, 'Envoyer').click()
  expect(await lire(page)).toContain('onerror')
  await bouton(page, 'Fermer mon dossier').click()
  expect(page.url()).toBe(`${s.adresse}/`)
})

it('au bureau, les textes empoisonnés restent des textes', async () => {
  const contexte = await browser.newContext({ baseURL: s.adresse, locale: 'fr-FR' })
  const bureau = await contexte.newPage()
  const incidents: string[] = []
  bureau.on('dialog', (fenetre) => incidents.push(fenetre.message()))
  bureau.on('pageerror', (erreur) => incidents.push(erreur.message))
  await bureau.goto('/bureau')
  await bureau.getByLabel('Votre identifiant').fill('referente')
  await bureau.getByLabel('Votre phrase de passe').fill('cinq tilleuls bordent la place')
  await bouton(bureau, 'Ouvrir mon trousseau').click()
  await bureau.getByRole('heading', { name: /^À vous de jouer/ }).waitFor()
  for (const ouvrir of await bouton(bureau, /^Ouvrir /).all()) {
    await ouvrir.click()
    await bureau.getByRole('heading', { name: 'Faits' }).waitFor()
    if ((await lire(bureau)).includes('onerror')) break
    await bouton(bureau, 'Revenir à la liste').click()
    await bureau.getByRole('heading', { name: /^À vous de jouer/ }).waitFor()
  }
  const lu = await lire(bureau)
  for (const poison of POISONS.slice(0, 4)) expect(lu).toContain(poison)
  expect(await bureau.locator('main img, main script, main iframe').count()).toBe(0)
  expect(await bureau.title()).toBe('Bureau · Passerelle')
  const [fichier] = await Promise.all([
    bureau.waitForEvent('download'),
    bouton(bureau, 'Télécharger').first().click(),
  ])
  expect(fichier.suggestedFilename()).toMatch(/^[\p{L}\p{N}._-]+$/u)
  expect(incidents).toEqual([])
})
