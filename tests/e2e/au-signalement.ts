// The reporting application in a browser: who comes to it, how a desk is opened, and what every page must be.
import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject } from 'vitest'
import { MEMBRES } from '../../demo/signalement/cellules.ts'
import { debordement, fautesAxe, PATIENCE_MS } from '../navigateur.ts'
import { dossierJetable } from '../serveur.ts'
import { ouvrirSignalement, type SignalementDeTest } from '../signalement.ts'
import { bouton } from './gestes.ts'

/** Opens the application and a browser for the journeys of one file. */
export function auSignalement() {
  let s: SignalementDeTest
  let browser: Browser
  /** What went wrong in a page; what left the browser. */
  const incidents: string[] = []
  const envoyes: string[] = []
  const bureaux = new Map<string, Page>()
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
      baseURL: javaScriptEnabled ? s.adresse : s.sansScript,
      locale: 'fr-FR',
      javaScriptEnabled,
      viewport: { width: largeur, height: 900 },
    })
    contexte.setDefaultTimeout(PATIENCE_MS)
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

  /** The desk of a member: opened once, then brought back to its list. */
  async function chez(id: string, largeur = 1280): Promise<Page> {
    const deja = bureaux.get(id)
    if (deja) {
      await bouton(deja, 'Revenir à la liste').click()
      await deja.getByRole('heading', { name: /^À vous de jouer/ }).waitFor()
      return deja
    }
    const page = await ouvrir(largeur)
    bureaux.set(id, page)
    await page.goto('/bureau')
    await page.getByLabel('Votre identifiant').fill(id)
    await page.getByLabel('Votre phrase de passe').fill(MEMBRES.find((m) => m.id === id)!.phrase)
    await bouton(page, 'Ouvrir mon trousseau').click()
    await page.getByRole('heading', { name: /^À vous de jouer/ }).waitFor()
    return page
  }
  async function dossierChez(id: string, n: string, largeur = 1280): Promise<Page> {
    const page = await chez(id, largeur)
    await bouton(page, `Ouvrir ${n}`).click()
    await page.getByRole('heading', { name: `Dossier ${n}` }).waitFor()
    return page
  }
  return { ouvrir, chez, dossierChez, incidents, envoyes, site: () => s }
}

export async function juger(page: Page): Promise<void> {
  expect(await fautesAxe(page), page.url()).toEqual([])
  expect(await debordement(page), page.url()).toBe(0)
}

/** Goes to a control with the Tab key alone, as somebody without a mouse. */
export async function atteindre(page: Page, cible: Locator): Promise<void> {
  for (let essai = 0; essai < 250; essai++) {
    if (await cible.evaluate((n) => n === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Hors d’atteinte au clavier : ${cible}`)
}
export async function frapper(page: Page, cible: Locator, touche: string): Promise<void> {
  await atteindre(page, cible)
  if (touche.length > 1 && /^[A-Z]/.test(touche) && !touche.includes(' ')) await page.keyboard.press(touche)
  else await page.keyboard.insertText(touche)
}

/** A deed of the desk: its text, its button, and the case drawn again. */
export async function agir(page: Page, mot: string, texte = 'Décision écrite.'): Promise<void> {
  await page.getByLabel('Ce que vous dites ou décidez').fill(texte)
  await presser(page, mot)
}
export async function presser(page: Page, mot: string): Promise<void> {
  await page.locator('#bureau').evaluate((n) => n.firstElementChild!.setAttribute('data-avant', ''))
  await bouton(page, mot).click()
  await page.locator('#bureau > [data-avant]').waitFor({ state: 'detached' })
}

/** Three files of fourteen megabytes, empty inside: more than forty in all. */
export function lourds(): string[] {
  const dossier = dossierJetable().chemin
  return [1, 2, 3].map((n) => {
    const chemin = join(dossier, `lourd-${n}.txt`)
    writeFileSync(chemin, '')
    truncateSync(chemin, 14_000_000)
    return chemin
  })
}
