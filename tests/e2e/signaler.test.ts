// A whole case with JavaScript: sealed in the browser, opened by the référente, answered, read again with twelve words, closed by two.
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { debordement, fautesAxe } from '../navigateur.ts'
import { ouvrirSignalement, type SignalementDeTest } from '../signalement.ts'
import { bouton, lire } from './gestes.ts'

let s: SignalementDeTest
let browser: Browser
const incidents: string[] = []
const envoyes: string[] = []
beforeAll(async () => {
  const { programme, env } = inject('chromium')
  s = await ouvrirSignalement()
  browser = await chromium.launch({
    executablePath: programme,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
    env: { ...process.env, ...env } as Record<string, string>,
  })
})
afterAll(async () => {
  await browser?.close()
  await s?.fermer()
})

async function ouvrir(largeur = 1280, javaScriptEnabled = true): Promise<Page> {
  const contexte = await browser.newContext({
    baseURL: s.adresse,
    locale: 'fr-FR',
    javaScriptEnabled,
    viewport: { width: largeur, height: 900 },
  })
  const page = await contexte.newPage()
  page.on('pageerror', (erreur) => incidents.push(erreur.message))
  page.on(
    'console',
    (m) => m.type() === 'error' && !m.text().startsWith('Failed to load') && incidents.push(m.text()),
  )
  page.on('request', (requete) =>
    envoyes.push(`${requete.url()} ${requete.postData() ?? ''} ${JSON.stringify(requete.headers())}`),
  )
  return page
}

const CANARI = 'zibeline-cobalt-4471'
let mots: string
let auteur: Page
let bureau: Page

async function juger(page: Page): Promise<void> {
  expect(await fautesAxe(page), page.url()).toEqual([])
  expect(await debordement(page), page.url()).toBe(0)
}

async function entrer(identifiant: string, phrase: string, largeur = 1280): Promise<Page> {
  const page = await ouvrir(largeur)
  await page.goto('/bureau')
  await page.getByLabel('Votre identifiant').fill(identifiant)
  await page.getByLabel('Votre phrase de passe').fill(phrase)
  await bouton(page, 'Ouvrir mon trousseau').click()
  await page.getByRole('heading', { name: /^À vous de jouer/ }).waitFor()
  return page
}

it('une personne dépose, chiffré dans son navigateur, et reçoit douze mots', async () => {
  auteur = await ouvrir(390)
  await auteur.goto('/')
  await juger(auteur)
  await auteur.getByRole('link', { name: 'Centre de gestion du Pas-de-Calais' }).click()
  await juger(auteur)
  await bouton(auteur, 'Chiffrer et envoyer').click()
  await auteur.getByText('champs sont à corriger').waitFor()
  await juger(auteur)
  await auteur.getByLabel('L’employeur concerné').selectOption({ label: 'Commune de Valbourg (fictif)' })
  await auteur.getByLabel('Je suis victime').check()
  await auteur.getByLabel('La cellule seule saura qui je suis').check()
  await auteur.getByLabel('Nom', { exact: false }).first().fill(`Nom ${CANARI}`)
  await auteur.getByLabel('Harcèlement moral').check()
  await auteur
    .getByLabel('Que s’est-il passé ?')
    .fill(`Récit assez long, avec un mot rare : ${CANARI}. <img src=x onerror=alert(1)>`)
  await auteur.getByLabel('Transmettre les faits à l’employeur, sans mon identité').check()
  await auteur
    .locator('input[type=file]')
    .setInputFiles([
      { name: `${CANARI}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`pièce ${CANARI}`) },
    ])
  await bouton(auteur, 'Chiffrer et envoyer').click()
  await auteur.getByRole('heading', { name: 'Vos douze mots' }).waitFor()
  mots = (await auteur.locator('#douze-mots li').allTextContents()).join(' ')
  expect(mots.split(' ')).toHaveLength(12)
  await auteur.getByLabel('Recopiez le mot n° 4').fill(mots.split(' ')[3]!)
  await auteur.getByLabel('Recopiez le mot n° 9').fill('faux')
  await bouton(auteur, 'Vérifier').click()
  await auteur.getByText('Un des deux mots n’est pas le bon').waitFor()
  await juger(auteur)
})

it('rien de ce qui a été écrit n’est sorti en clair du navigateur', () => {
  expect(envoyes.length).toBeGreaterThan(5)
  const tout = envoyes.join('\n')
  expect(tout).not.toContain(CANARI)
  for (const mot of mots.split(' ').filter((m) => m.length > 6)) expect(tout).not.toContain(mot)
  expect(tout).not.toContain('valbourg')
})

it('la référente ouvre, lit, accuse réception ; le récit n’est que du texte', async () => {
  bureau = await entrer('referente', 'cinq tilleuls bordent la place')
  await juger(bureau)
  const numero = /Numéro à dire au téléphone : (\w+)/.exec(await lire(auteur))![1]!
  await bouton(bureau, `Ouvrir ${numero}`).click()
  await bureau.getByRole('heading', { name: 'Faits' }).waitFor()
  const lu = await lire(bureau)
  expect(lu).toContain(`${CANARI}. <img src=x onerror=alert(1)>`)
  expect(await bureau.locator('main img').count()).toBe(0)
  expect(lu).not.toContain(`Nom ${CANARI}`)
  await juger(bureau)
  await bureau.getByLabel('Ce que vous dites ou décidez').fill('Nous vous avons lu et nous vous croyons.')
  await bouton(bureau, 'Accuser réception').click()
  await bouton(bureau, 'Examiner la recevabilité').waitFor()
})

it('l’auteur revient, un mot faux est montré, puis il lit et répond', async () => {
  await auteur.goto('/retour')
  await juger(auteur)
  const liste = mots.split(' ')
  await auteur.getByLabel('Vos douze mots').fill([...liste.slice(0, 11), `${liste[11]}x`].join(' '))
  await bouton(auteur, 'Ouvrir mon dossier').click()
  await auteur.getByText(/Mot n° 12/).waitFor()
  await auteur.getByLabel('Vos douze mots').fill(mots.toUpperCase())
  await bouton(auteur, 'Ouvrir mon dossier').click()
  await auteur.getByText('Nous vous avons lu et nous vous croyons.').waitFor()
  await juger(auteur)
  await auteur.getByLabel('Votre message').fill(`Merci, ${CANARI}.`)
  await bouton(auteur, 'Chiffrer et envoyer').click()
  await auteur.getByText(`Merci, ${CANARI}.`).waitFor()
})

it('le dossier se clôt à deux, jamais seul, et après un retour', async () => {
  const agir = async (page: Page, mot: string, texte = 'Décision écrite.') => {
    await page.getByLabel('Ce que vous dites ou décidez').fill(texte)
    await bouton(page, mot).click()
    await page.getByText('Chiffrement sur votre appareil…').waitFor({ state: 'hidden' })
  }
  await bouton(bureau, 'Revenir à la liste').click()
  const numero = /Numéro (\w+)/.exec(await lire(auteur))![1]!
  await bouton(bureau, `Ouvrir ${numero}`).click()
  await bureau.getByText(`Merci, ${CANARI}.`).waitFor()
  await agir(bureau, 'Examiner la recevabilité')
  await bouton(bureau, 'Déclarer recevable').waitFor()
  await agir(bureau, 'Déclarer recevable')
  await bouton(bureau, 'Faire un retour à l’auteur').waitFor()
  expect(await bouton(bureau, 'Proposer : clore').count()).toBe(0)
  await agir(bureau, 'Faire un retour à l’auteur', 'Voici ce qui a été fait.')
  await bouton(bureau, 'Proposer : clore').waitFor()
  await agir(bureau, 'Proposer : clore', 'Tout est traité.')
  await bureau.getByText('une autre personne de la cellule doit le confirmer').waitFor()
  const seconde = await entrer('juriste-2', 'une barque rouge au quai', 390)
  await bouton(seconde, `Ouvrir ${numero}`).click()
  await bouton(seconde, 'Confirmer : clore').waitFor()
  await juger(seconde)
  await agir(seconde, 'Confirmer : clore', 'Je confirme : tout est traité.')
  await bouton(seconde, 'Proposer : effacer').waitFor()
})

it('« Quitter vite » ne laisse ni la page ni son adresse', async () => {
  await auteur.route('https://www.service-public.fr/**', (route) =>
    route.fulfill({ body: '<title>ailleurs</title>', contentType: 'text/html' }),
  )
  await auteur.getByRole('link', { name: 'Quitter vite' }).click()
  await auteur.waitForURL('https://www.service-public.fr/')
  await auteur.goBack()
  expect(auteur.url()).not.toContain('/retour')
  expect(incidents).toEqual([])
})
