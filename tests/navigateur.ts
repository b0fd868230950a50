// The harness of browser tests: a real server on a demonstration of its own, Chromium, one click to enter as a role, axe.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import pg from 'pg'
import { type Browser, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { creerBaseDepuisModele } from '../src/platform/postgres-embarque/index.ts'
import { MODELE_DEMONSTRATION } from './installation.ts'
import { demarrerServeur, dossierJetable } from './serveur.ts'

export type OptionsPage = {
  /** false: as in a browser where scripts are refused. Default true. */
  readonly javascript?: boolean
  /** Width of the window in CSS pixels. Default 1280. */
  readonly largeur?: number
}

export type Navigateur = {
  readonly adresse: string
  readonly browser: Browser
  /** A new visitor, not signed in. Addresses given to `goto` may be relative. */
  page(options?: OptionsPage): Promise<Page>
  /** A new visitor who entered as a role of the demonstration, by words of its label, organisation or cooperation. */
  entrer(mots: readonly string[], options?: OptionsPage): Promise<Page>
  /** Statements on the base of the server, whatever rights bind it: to let days pass (deadlines are judged by the clock of the base), to read what was written. */
  sql<T extends object>(texte: string, valeurs?: readonly unknown[]): Promise<T[]>
  /** What no journey should meet: script errors, refusals of the security policy, answers 5xx. One line each. */
  readonly incidents: readonly string[]
  fermer(): Promise<void>
}

export type RoleDeDemonstration = {
  readonly id: string
  readonly libelle: string
  readonly organisme: string
  readonly cooperation: string
  readonly entrer: string
}

// The sandbox of Chromium needs privileges that containers and root do not give; the pages tested are our own.
const OPTIONS_CHROMIUM = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // The pages' own threads of JavaScript compete for the two cores with the servers under test, and a small nursery makes axe collect often.
  '--js-flags=--single-threaded --min-semi-space-size=64 --max-semi-space-size=64',
]

/** Against a hang only, and under the deadline of a test, so that what was awaited is said: a slow machine shows a page late. */
export const PATIENCE_MS = 90_000

let rang = 0

/** Opens a server with its own copy of the demonstration (or of an empty base), and a browser. One per test file. */
export async function ouvrirNavigateur(
  env: Readonly<Record<string, string>> = {},
  modele = MODELE_DEMONSTRATION,
): Promise<Navigateur> {
  const { programme, env: variables } = inject('chromium')
  const [serveur, browser] = await Promise.all([
    ouvrirServeur(env, modele),
    chromium.launch({
      executablePath: programme,
      args: OPTIONS_CHROMIUM,
      env: { ...process.env, ...variables } as Record<string, string>,
    }),
  ])
  const incidents: string[] = []
  const page = async ({ javascript = true, largeur = 1280 }: OptionsPage = {}): Promise<Page> => {
    const contexte = await browser.newContext({
      baseURL: serveur.adresse,
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      javaScriptEnabled: javascript,
      viewport: { width: largeur, height: 900 },
    })
    contexte.setDefaultTimeout(PATIENCE_MS)
    const nouvelle = await contexte.newPage()
    if (!javascript) SANS_SCRIPT.add(nouvelle)
    noterIncidents(nouvelle, incidents)
    return nouvelle
  }
  return {
    adresse: serveur.adresse,
    browser,
    page,
    sql: serveur.sql,
    incidents,
    async entrer(mots, options) {
      const entree = await page(options)
      const role = await trouverRole(serveur.adresse, mots)
      const reponse = await entree.context().request.post(role.entrer, { maxRedirects: 0 })
      if (reponse.status() !== 303) throw new Error(`Entrée refusée (${reponse.status()}) : ${role.libelle}`)
      return entree
    },
    async fermer() {
      await browser.close()
      await serveur.fermer()
    },
  }
}

async function ouvrirServeur(env: Readonly<Record<string, string>>, modele: string) {
  const { socketDir, port, superutilisateur } = inject('serveur')
  const base = `navigateur_${process.pid}_${++rang}`
  const url = (nom: string, role: string) =>
    `postgres://${role}@/${nom}?host=${encodeURIComponent(socketDir)}&port=${port}`
  await creerBaseDepuisModele(url('postgres', superutilisateur), base, modele)
  const donnees = dossierJetable()
  const serveur = await demarrerServeur({
    DONNEES: donnees.chemin,
    DATABASE_URL: url(base, 'maillage_app'),
    DATABASE_URL_COMPTES: `${url(base, 'maillage_auth')}&options=-c%20search_path%3Dauth`,
    DATABASE_URL_TACHES: url(base, 'maillage_taches'),
    ...env,
  })
  return {
    adresse: serveur.adresse,
    async sql<T extends object>(texte: string, valeurs: readonly unknown[] = []): Promise<T[]> {
      const client = new pg.Client({ connectionString: url(base, superutilisateur) })
      await client.connect()
      try {
        return (await client.query<T>(texte, [...valeurs])).rows
      } finally {
        await client.end()
      }
    },
    async fermer() {
      await serveur.arreter()
      donnees.supprimer()
    },
  }
}

/** The roles that the sign-in page of the demonstration offers. */
export async function listRoles(adresse: string): Promise<RoleDeDemonstration[]> {
  const reponse = await fetch(`${adresse}/demo/roles`)
  const corps = await reponse.text()
  if (reponse.status !== 200) throw new Error(`Rôles refusés (${reponse.status}) : ${corps.slice(0, 500)}`)
  return JSON.parse(corps) as RoleDeDemonstration[]
}

async function trouverRole(adresse: string, mots: readonly string[]): Promise<RoleDeDemonstration> {
  const roles = await listRoles(adresse)
  const trouve = roles.find(({ libelle, organisme, cooperation }) =>
    mots.every((mot) => `${libelle} ${organisme} ${cooperation}`.includes(mot)),
  )
  if (!trouve) throw new Error(`Aucun rôle de démonstration ne répond à : ${mots.join(', ')}`)
  return trouve
}

function noterIncidents(page: Page, incidents: string[]): void {
  page.on('pageerror', (erreur) => incidents.push(`${page.url()} : ${erreur.message}`))
  page.on('console', (message) => {
    // The browser reports every answer 4xx as an error: journeys expect some of them.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      incidents.push(`${page.url()} : ${message.text()}`)
  })
  page.on('response', (reponse) => {
    if (reponse.status() >= 500) incidents.push(`${reponse.url()} : réponse ${reponse.status()}`)
  })
}

const SANS_SCRIPT = new WeakSet<Page>()
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const REGLES_AXE = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

type ResultatAxe = {
  violations: { id: string; impact: string | null; help: string; nodes: { target: unknown[] }[] }[]
}

/**
 * Faults that axe finds in the page as it is drawn now: WCAG 2.0 to 2.2 A and AA, and good practice. One line each.
 * A page opened without JavaScript is judged on a copy of its markup, where the page's own scripts are refused but axe runs.
 */
export async function fautesAxe(page: Page): Promise<string[]> {
  if (!SANS_SCRIPT.has(page)) return jugerAvecAxe(page)
  const copie = await page.context().browser()!.newPage({ viewport: page.viewportSize() })
  try {
    const [markup, adresse] = [await page.content(), page.url()]
    await copie.route(adresse, (route) =>
      route.fulfill({
        body: markup,
        contentType: 'text/html; charset=utf-8',
        headers: { 'content-security-policy': "script-src 'none'" },
      }),
    )
    await copie.goto(adresse)
    return await jugerAvecAxe(copie)
  } finally {
    await copie.close()
  }
}

async function jugerAvecAxe(page: Page): Promise<string[]> {
  await page.waitForLoadState()
  // Through the debugger, which the page's own security policy does not bind: a script tag would be refused.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE)
  const { violations } = await page.evaluate(
    (regles) =>
      (
        globalThis as unknown as {
          axe: { run(ou: Document, options: object): Promise<ResultatAxe> }
        }
      ).axe.run(document, { runOnly: regles, resultTypes: ['violations'] }),
    REGLES_AXE,
  )
  return violations.map(
    ({ id, impact, help, nodes }) =>
      `${id} (${impact}) : ${help} — ${nodes
        .slice(0, 3)
        .map(({ target }) => target.join(' '))
        .join(' ; ')}${nodes.length > 3 ? ` et ${nodes.length - 3} autres` : ''}`,
  )
}

/** How many pixels the page is wider than the window: 0 when nothing must be scrolled sideways (WCAG 1.4.10). */
export async function debordement(page: Page): Promise<number> {
  await page.waitForLoadState()
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
