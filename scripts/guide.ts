// npm run guide: takes the pictures of docs/guide again, each from the screen it shows, on a demonstration of its own.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import installerChromium, { type Chromium } from '../tests/chromium.ts'
import { listRoles } from '../tests/navigateur.ts'
import { demarrerServeur, dossierJetable, portLibre } from '../tests/serveur.ts'
import { PRISES, type Prise } from './guide/prises.ts'

const IMAGES = join(import.meta.dirname, '../docs/guide/images')
const FENETRE = { width: 1280, height: 860 }

let outils: Chromium | undefined
const ranger = await installerChromium({
  provide: (_nom: string, valeur: Chromium) => {
    outils = valeur
  },
} as unknown as TestProject)
if (!outils) throw new Error('Chromium n’a pas été préparé.')
const donnees = dossierJetable()
const signalement = String(await portLibre())
const serveur = await demarrerServeur({
  DONNEES: donnees.chemin,
  DIST: '',
  SIGNALEMENT: 'oui',
  PORT_SIGNALEMENT: signalement,
  PORT_SANS_SCRIPT: String(await portLibre()),
})
const navigateur = await chromium.launch({
  executablePath: outils.programme,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  env: { ...process.env, ...outils.env } as Record<string, string>,
})
try {
  mkdirSync(IMAGES, { recursive: true })
  const roles = await listRoles(serveur.adresse)
  for (const prise of PRISES) {
    const page = await ouvrir(prise)
    await prise.aller(page)
    await page.locator('main').waitFor()
    await page.evaluate(() => document.fonts.ready)
    await page.screenshot({ path: join(IMAGES, `${prise.nom}.png`), animations: 'disabled' })
    await page.context().close()
    console.log(`${prise.nom}.png`)
  }

  async function ouvrir({ nom, role, origine = 'plateforme' }: Prise): Promise<Page> {
    const contexte = await navigateur.newContext({
      baseURL: origine === 'plateforme' ? serveur.adresse : `http://localhost:${signalement}`,
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      viewport: FENETRE,
    })
    const page = await contexte.newPage()
    if (!role) return page
    const trouve = roles.find(({ libelle, cooperation }) =>
      role.every((mot) => `${libelle} ${cooperation}`.includes(mot)),
    )
    if (!trouve) throw new Error(`${nom} : aucun rôle ne répond à « ${role.join(', ')} ».`)
    await contexte.request.post(trouve.entrer, { maxRedirects: 0 })
    return page
  }
} finally {
  await navigateur.close()
  await serveur.arreter()
  donnees.supprimer()
  ranger()
}
